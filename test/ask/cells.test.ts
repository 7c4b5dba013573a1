/** Any number of any cell: why it is what it is, what it influences, whether it is right; and random cells against central differences. */
import { expect, test } from 'vitest'
import { indices } from '../../src/algebra/element.ts'
import {
  type Check,
  checkAll,
  gradientOf,
  influences,
  nudge,
  numberOf,
  type Progress,
  problemOf,
  record,
  refsIn,
  resultOf,
  type Trace,
  why,
} from '../../src/index.ts'
import { experimentOf, runOf, written } from '../support/cases.ts'
import { broken, chooser, derived, targets } from '../support/derivations.ts'
import { randomCell } from '../support/random-cells.ts'

const element = (index: readonly number[]) => (index.length > 0 ? `[${index}]` : '')

/** Every number that the passes of a run compute at a timestep. */
const computed = (trace: Trace): string[] =>
  trace.frames
    .filter(({ phase }) => phase === 'forward' || phase === 'backward')
    .flatMap((frame) =>
      indices(resultOf(trace, frame).shape).map(
        (index) => `${frame.equation.symbol}@${frame.t}${element(index)}`,
      ),
    )

/** What is wrong with the reasons of a run: equations that give another number, and influences that no equation reads. */
function wrongReasons(trace: Trace): string[] {
  const wrong: string[] = []
  const readers = new Map<string, Set<string>>()
  const all = computed(trace)
  for (const ref of all) {
    const { value, equation } = why(trace, ref)!
    const own = numberOf(trace, ref)
    // What a timestep adds to a weight is a sum of products, in another order where it is computed at once.
    if (own !== undefined && Math.abs(own - value) > 1e-13 * Math.abs(own))
      wrong.push(`${ref}: ${own} ${value}`)
    for (const read of refsIn(equation!)) readers.set(read, (readers.get(read) ?? new Set()).add(ref))
  }
  const known = new Set(all)
  for (const [ref, by] of [...readers].filter((_, k) => k % 5 === 0)) {
    const found = (influences(trace, ref) ?? []).map((each) => each.ref).filter((each) => known.has(each))
    if (found.toSorted().join() !== [...by].toSorted().join())
      wrong.push(`${ref}: ${found} is not ${[...by]}`)
  }
  return wrong
}

function finished(steps: Generator<Progress, Check>): Check {
  for (;;) {
    const { done, value } = steps.next()
    if (done) return value
  }
}

test.each(written.map((c) => [c.name, c]))('%s: reasons and nudges', (_, c) => {
  const trace = runOf(c)
  expect(wrongReasons(trace)).toEqual([])
  const pick = chooser(c.name.length)
  for (const target of targets(trace, pick)) {
    const { derived: own, measured } = nudge(trace, target)!
    expect([target, Math.abs(own - measured)]).toEqual([target, expect.closeTo(0, 8)])
  }
})

test('the gradients of random cells agree with central differences', () => {
  for (let seed = 0; seed < 40; seed++) {
    const trace = record(problemOf(randomCell(seed)))
    const { worst } = finished(checkAll(trace))
    expect([seed, worst?.relativeError ?? 0]).toEqual([seed, expect.closeTo(0, 5)])
    for (const state of trace.net.states)
      for (const index of indices(trace.memory(state).shape)) {
        const ref = `${gradientOf(state)}@0${element(index)}`
        const found = nudge(trace, ref)
        // A state that nothing leads from to the loss has no gradient.
        const known = trace.net.adjoints.some(({ of }) => of === state)
        expect([seed, ref, found !== undefined]).toEqual([seed, ref, known])
        if (found && !found.kink) expect(found.derived).toBeCloseTo(found.measured, 8)
      }
  }
})

test('the numbers of random cells have reasons and are derived', () => {
  for (let seed = 100; seed < 110; seed++) {
    const trace = record(problemOf(randomCell(seed)))
    expect([seed, wrongReasons(trace)]).toEqual([seed, []])
    const pick = chooser(seed)
    for (const target of targets(trace, pick)) {
      const form = pick(2) === 0 ? 'scalar' : 'matrix'
      const derivation = derived(trace, target, {
        form,
        depth: pick(9) === 0 ? 'all' : 'one',
        letters: 10_000,
      })
      expect([seed, target, broken(trace, derivation)]).toEqual([seed, target, []])
    }
  }
})

test('at a kink of max or abs inside a formula the two sides differ, and it is said', () => {
  const document = (equations: string) => ({
    document: {
      format: 'unrolled/2',
      model: {
        inputSize: 1,
        outputSize: 1,
        layers: [{ cell: { name: 'kink', equations }, hiddenSize: 1 }],
        weights: { b: [0], 'head.weight': [[1]], 'head.bias': [0] },
      },
      sequence: { inputs: [[1]], targets: [[1]] },
      loss: { kind: 'linear', at: 'last', reduction: 'sum' },
    },
  })
  for (const text of ['h = max(b, 2 b)', 'h = 3 abs(b)', 'h = 1 + relu(2 b)']) {
    const trace = record(problemOf(experimentOf(document(text))))
    expect([text, nudge(trace, 'd:b[0]')!.kink]).toEqual([text, true])
  }
})
