/** Gradients of cells that somebody wrote, derived line by line: states that are numbers, vectors and matrices, and every operation. */
import katex from 'katex'
import { expect, test } from 'vitest'
import { problemOf, record, type Trace, texOf } from '../../src/index.ts'
import { experimentOf, runOf, written } from '../support/cases.ts'
import { broken, chooser, derived, targets, texts } from '../support/derivations.ts'

const traceOf = (name: string): Trace =>
  record(problemOf(experimentOf(written.find((c) => c.name === name)!)))

const seen = new Set<string>()

test.each(written.map((c) => [c.name, c]))('%s: one value on all lines, all of it LaTeX', (_, c) => {
  const trace = runOf(c)
  const pick = chooser(c.name.length)
  for (const form of ['scalar', 'matrix'] as const)
    for (const [i, target] of targets(trace, pick).entries()) {
      // All the way down for some: what is unfolded from there on is much the same for all.
      const depth = i % 4 === 0 ? 'all' : 'one'
      const derivation = derived(trace, target, { form, depth, count: 1, letters: 20_000 })
      expect([target, broken(trace, derivation)]).toEqual([target, []])
      for (const { tree, rule } of derivation.lines) {
        const plain = texOf(tree, false)
        // No name of the engine, no element without its index, no index of a number.
        expect(plain).not.toMatch(/rowsum|\[\]/)
        if (!seen.has(rule) || pick(40) === 0) katex.renderToString(plain, { throwOnError: true })
        seen.add(rule)
      }
    }
})

const lines = (cell: string, target: string, form: 'scalar' | 'matrix') =>
  texts(derived(traceOf(cell), target, { form }).lines)

const dS = (t: number, index = '') => `\\frac{\\partial L}{\\partial S_{${t}}${index}}`

test('the two indices of a matrix state', () => {
  expect(lines('retention', 'd:S@4[2,1]', 'scalar')).toContain(
    `\\frac{\\partial L}{\\partial h_{4}[2]}\\,q_{4}[1] + 0.9\\,${dS(5, '[2,1]')}`,
  )
  expect(lines('selective-SSM', 'd:A[2,1]', 'scalar')).toContain(
    `\\sum_{t=1}^{5} \\Delta_{t}[2]\\,${dS(5, '[2,1]').replace('5', 't')}\\,S_{t-1}[2,1]\\,\\exp(\\Delta_{t}[2]\\,A[2,1])`,
  )
})

test('what one element acts on is summed over the axes that it does not share', () => {
  expect(lines('DeltaNet', 'd:β@4', 'scalar')).toContain(
    `\\sum_{j} \\sum_{k} ${dS(4, '[j,k]')}\\,u_{4}[j]\\,k_{4}[k]`,
  )
  expect(lines('selective-SSM', 'd:Δ@5[2]', 'scalar')[1]).toBe(
    `\\sum_{j} ${dS(5, '[2,j]')} \\cdot \\frac{\\partial S_{5}[2,j]}{\\partial \\Delta_{5}[2]}`,
  )
  expect(lines('selective-SSM', 'd:Δ@5', 'matrix').join()).toContain('\\odot A\\right)\\,\\mathbf 1')
})

test('a gradient that nothing sends is zero', () => {
  // Only the loss of the last timestep reads h.
  const all = derived(traceOf('mLSTM'), 'd:C@4[0,1]', { depth: 'all' }).lines
  expect(texOf(all.find(({ rule, level }) => rule === 'routes' && level > 0)!.tree, false)).toBe(
    'f_{5}\\,\\frac{\\partial L}{\\partial C_{5}[0,1]}',
  )
  expect(lines('mLSTM', 'd:h@3[0]', 'scalar').slice(1)).toEqual(['0'])
  // The head stands at one timestep: what a weight sums over all of them stays a gradient.
  expect(lines('mLSTM', 'd:W_o[2,1]', 'scalar').at(-3)).toContain('\\frac{\\partial L}{\\partial h_{t}[2]}')
})
