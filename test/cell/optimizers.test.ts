/** The table of optimisers: what a row says of itself is what its equations do. */
import { expect, test } from 'vitest'
import { optimizerEquations } from '../../src/cell/optimizer-equations.ts'
import { carriedNames, optimizerThatCarries, ruleOf } from '../../src/cell/optimizers.ts'
import { fieldsOf, type Optimizer, optimizerKinds, optimizerWith, settingOf } from '../../src/index.ts'

const all: readonly Optimizer[] = optimizerKinds.flatMap((kind) => [
  { kind },
  ...('momentum' in fieldsOf(kind) ? [optimizerWith(kind, { momentum: 0.9 })] : []),
])

test.each(all)('every symbol of $kind has a role, what it carries among them: %j', (optimizer) => {
  const { equations, carried, roles, constants } = optimizerEquations(optimizer, 1)
  const written = equations.map(({ symbol }) => symbol).filter((name) => !/^(n|k|g_c|θ)$/.test(name))
  expect(written.sort()).toEqual([...roles.keys()].sort())
  const isCarried = [...roles].filter(([, role]) => role !== 'corrected').map(([name]) => name)
  expect([...carried.keys()].sort()).toEqual(isCarried.sort())
  expect(constants.get('η')).toBe(settingOf(optimizer, 'lr'))
})

test.each(all)('a state without an optimiser is that of one which carries the same: %j', (optimizer) => {
  const carries = (of: Optimizer) => {
    const { carried } = optimizerEquations(of)
    return carriedNames.filter((name) => carried.has(name))
  }
  const names = carries(optimizer)
  expect(carries(optimizerThatCarries(names)!)).toEqual(names)
})

test('momentum changes the rule of an optimiser that has it, and of no other', () => {
  expect(ruleOf({ kind: 'sgd' }).step).toBe('gradient')
  expect(ruleOf({ kind: 'sgd', momentum: 0.9 }).step).toBe('sum')
  expect(optimizerWith('adam', { momentum: 0.9, lr: 0.1 })).toEqual({ kind: 'adam', lr: 0.1 })
})
