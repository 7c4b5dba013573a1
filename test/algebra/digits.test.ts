import fc from 'fast-check'
import { expect, test } from 'vitest'
import { digitsOfChange, precisionOf, sumComputation } from '../../src/algebra/precision.ts'
import {
  type Cancelling,
  depths,
  derive,
  formulaOf,
  type Model,
  record,
  type Trace,
  type Tree,
  texOf,
} from '../../src/index.ts'
import { wrongElements } from '../support/calculator.ts'
import { runOf, supported, traceOf } from '../support/cases.ts'
import { draw, losses, models } from '../support/problems.ts'

/** What is wrong with a written line; lines with dots are exempt, and a line that says that its terms nearly cancel is right to say so. */
function faults(numbers: string, result: string, cancels: Cancelling | undefined): string[] {
  if (/\\[cdv]+dots/.test(numbers + result)) return []
  const wrong = wrongElements(numbers, result)
  const long = [...numbers.matchAll(/\d+(?:\.\d+)?/g)]
    .map(([digits]) => digits.replace('.', '').replace(/^0+/, ''))
    .filter((digits) => digits.length > 8)
  const signs = /[+−·]\s*-|\\(?:odot|cdot) -|- -/.test(numbers) ? ['two signs in a row'] : []
  const said =
    cancels === 'nearly' && wrongElements(numbers, result, 1.95e-3).length === 0
      ? ['said to cancel, and does not']
      : []
  return [...(cancels ? said : wrong), ...long, ...signs].map((fault) => `${fault}: ${numbers} = ${result}`)
}

const plain = (tree: Tree) => texOf(tree, false)

/** Every n-th frame as the step view writes it. */
function frameFaults(trace: Trace, every: number, from = 0): string[] {
  return trace.frames
    .filter((_, i) => i % every === from % every)
    .flatMap((frame, i) => {
      const weights = (i + from) % 2 ? 'joined' : 'split'
      const reading = { notation: 'notes', gradient: 'partial', weights } as const
      const { numbers, result, cancels } = formulaOf(trace, frame, reading)
      return faults(plain(numbers), plain(result), cancels)
    })
}

/** Derivations of one element and of all, one step back and all the way, of every gradient. */
function deriveFaults(trace: Trace, every: number, from = 0): string[] {
  const targets = trace.net.adjoints.flatMap(({ of, overTime }, i) => {
    const { shape } = trace.memory(of)
    const element = shape.length === 0 ? '' : `[${shape.map((n) => (i + from) % n)}]`
    const times = overTime ? ['', '@1'] : ['@1', `@${Math.ceil(trace.T / 2)}`, `@${trace.T}`]
    return times.flatMap((time) => [`d:${of}${time}${element}`, `d:${of}${time}`])
  })
  return targets
    .filter((_, i) => i % every === from % every)
    .flatMap((target) =>
      (trace.T > 8 ? (['one'] as const) : depths).flatMap((depth) => {
        const form = target.endsWith(']') ? 'scalar' : 'matrix'
        const found = derive(trace, target, { form, depth, letters: 20_000 })
        if (!found.ok) return []
        const numbers = found.value.lines.find(({ rule }) => rule === 'numbers')
        const result = found.value.lines.find(({ rule }) => rule === 'result')!
        return numbers ? faults(plain(numbers.tree), plain(result.tree), numbers.cancels) : []
      }),
    )
}

test.each(supported.map((c) => [c.name, c] as const))(
  'a pocket calculator gives what is written from what is written: %s',
  (name, c) => {
    const trace = runOf(c)
    const every = Math.ceil(trace.frames.length / 60)
    expect(frameFaults(trace, every, name.length)).toEqual([])
    expect(deriveFaults(trace, trace.T > 8 ? 9 : 4, name.length)).toEqual([])
  },
)

/** Its answers stand so far apart that a loss is 1e-34. */
const farApart: Model = {
  ...{ cell: 'rnn', inputSize: 1, hiddenSize: 2, outputSize: 2, activation: 'relu', peephole: false },
  ...{ variant: 'vanilla', resetAfter: false, update: 'keep' },
}

test('so it does in random nets, up to saturated ones', () => {
  fc.assert(
    fc.property(
      models(4, 6),
      losses,
      fc.integer({ min: 1, max: 4 }),
      fc.constantFrom(0.1, 1, 3, 8, 20),
      fc.integer({ min: 1, max: 1e6 }),
      (model, loss, T, scale, seed) => {
        const trace = record(draw(model, loss, T, scale, seed))
        expect(frameFaults(trace, 7, seed)).toEqual([])
        expect(deriveFaults(trace, 13, seed)).toEqual([])
      },
    ),
    {
      numRuns: 60,
      examples: [[farApart, { kind: 'cross-entropy', at: 'all', reduction: 'mean' }, 4, 20, 12]],
    },
  )
})

test('where the digits do not suffice, the line says that its terms cancel; and where rounding alone is left, that it is so', () => {
  const lines = (name: string, target: string) => {
    const found = derive(traceOf(name), target)
    if (!found.ok) throw new Error(found.error)
    return found.value
  }
  const nearOne = lines('store-and-ask', 'd:a_f@7[0]').lines.find(({ rule }) => rule === 'numbers')!
  expect(nearOne.cancels).toBe(undefined)
  expect(plain(nearOne.tree)).toMatch(/0\.9988\d+ \\cdot \\left\(1 - 0\.9988\d+/)
  const far = lines('drift', 'd:C@20[0]')
  expect(far.lines.find(({ rule }) => rule === 'numbers')!.cancels).toBe('nearly')
  expect(plain(far.lines.at(-1)!.tree)).toBe('-2.570 \\times 10^{-17}')
  const tenths = precisionOf(sumComputation(['a', 'b', 'c'], [0.1, 0.2, -0.3]))
  expect(tenths.cancels).toBe('rounding')
  const thirds = precisionOf(
    sumComputation(['a', 'b', 'c', 'd'], [1 / 7, 1 / 7, 1 / 7, -(3 / 7) * (1 + 3e-16)]),
  )
  expect(thirds.cancels).toBe('rounding')
  // What is small and no rest of anything is not called so.
  expect(precisionOf(sumComputation(['a', 'b'], [3e-17, -1e-17])).cancels).toBe(undefined)
  expect(precisionOf(sumComputation(['a', 'b'], [1, 1e-12 - 1])).cancels).toBe('nearly')
})

test('a small change is written with as many digits as show it, eight at most', () => {
  expect(digitsOfChange(2.512345, 2.5)).toBe(4)
  expect(digitsOfChange(2.512345, 2.512245)).toBe(5)
  expect(digitsOfChange(-0.5, -0.4999)).toBe(4)
  expect(digitsOfChange(100.5, 100.4999)).toBe(7)
  expect(digitsOfChange(1, 1 + 1e-12)).toBe(8)
  expect(digitsOfChange(2, 2)).toBe(4)
  expect(digitsOfChange(2, Number.NaN)).toBe(4)
})
