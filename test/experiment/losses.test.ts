/** Losses that PyTorch answered: a sigmoid for each output, weights of timesteps, sums and means over them. */
import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import {
  answerOf,
  check,
  derive,
  factsOf,
  formulaOf,
  frameOf,
  nudge,
  numberOf,
  parseRef,
  problemOf,
  pythonOf,
  readExperiment,
  record,
  reshaped,
  textOf,
  why,
  withNumber,
  writeExperiment,
} from '../../src/index.ts'
import { differences, experimentOf } from '../support/cases.ts'

const reading = { notation: 'notes', gradient: 'partial', weights: 'split' } as const
const folder = 'test/golden/losses'
const cases = readdirSync(folder).map((file) => {
  const { experiment, expect: expected } = JSON.parse(readFileSync(`${folder}/${file}`, 'utf8'))
  return [file, experimentOf({ document: experiment }), expected] as const
})

test.each(cases)('%s: the loss and every gradient are PyTorch’s', (_, experiment, expected) => {
  const trace = record(problemOf(experiment))
  expect(differences(answerOf(trace), expected)).toEqual([])
  expect(pythonOf(trace)).toContain('expected_loss')
  const again = readExperiment(writeExperiment(experiment))
  if (!again.ok) throw new Error(again.error)
  expect(again.value).toEqual(experiment)
})

test('weights of timesteps are checked, and go with the timesteps', () => {
  const masked = cases.find(([name]) => name === 'bce-masked.json')![1]
  const wrong = (loss: object) => {
    const result = check({ ...masked, loss: { ...masked.loss, ...loss } })
    return result.ok ? 'read' : result.error
  }
  expect(wrong({ weights: [1, 2] })).toBe('loss.weights: expected 5 numbers, got 2')
  expect(wrong({ weights: [1, 1, -1, 1, 1] })).toBe(
    'loss.weights[2]: expected a number that is not negative, got -1',
  )
  expect(wrong({ weights: [0, 0, 0, 0, 0] })).toMatch(/^loss\.weights: expected a number above 0/)
  expect(wrong({ weights: 3 })).toMatch(/^loss\.weights: expected a list/)
  expect(wrong({ outer: 'most' })).toMatch(/^loss\.outer: expected "sum" or "mean"/)
  expect(reshaped(masked, { steps: 7 }, 1).loss.weights).toEqual([1, 1, 0, 1, 0, 1, 1])
  expect(reshaped(masked, { loss: { at: 'last' } }, 1).loss.weights).toBeUndefined()
})

test('gradients that are given at h and C are checked, edited, and carried over to other sizes', () => {
  const given = cases.find(([name]) => name === 'given-h-C.json')![1]
  const wrong = (value: unknown) => {
    const result = check({ ...given, loss: { ...given.loss, given: value } })
    return result.ok ? 'read' : result.error
  }
  expect(wrong({ h: [1, 2] })).toBe('loss.given.h: expected 3 numbers, got 2')
  expect(wrong({ c: [1, 2, 3] })).toBe('loss.given.c: unknown key, expected one of h, C')
  expect(wrong([1])).toMatch(/^loss\.given: expected an object/)
  expect(wrong({})).toBe('read')
  const trace = record(problemOf(given))
  expect(numberOf(trace, 'given.C@5[1]')).toBe((given.loss.given!.C as number[])[1])
  for (const name of ['given.C@4[1]', 'given.q@5[1]', 'given.C[1]', 'given.constructor@5'])
    expect(numberOf(trace, name)).toBeUndefined()
  const edited = withNumber(given, parseRef('given.C@5[1]')!, 7)!
  expect(edited.loss.given!.C).toEqual((given.loss.given!.C as number[]).with(1, 7))
  expect(withNumber(given, parseRef('given.C@5[3]')!, 7)).toBeUndefined()
  expect(reshaped(given, { model: { cell: 'gru', hiddenSize: 2 } }, 1).loss.given).toEqual({
    h: (given.loss.given!.h as number[]).slice(0, 2),
  })
})

test.each(cases.filter(([name]) => name.startsWith('given')))(
  '%s: what is given is in the formula of the loss, in reasons, in derivations',
  (_, experiment) => {
    const trace = record(problemOf(experiment))
    const [name] = Object.keys(experiment.loss.given!)
    const at = name!.endsWith('_reverse') ? 1 : trace.T
    const frame = frameOf(trace, { name: name!, gradient: true, t: at })!
    expect(factsOf(trace, frame).map(({ fact }) => fact)).toContain('given')
    for (const phase of ['backward', 'loss']) {
      const shown = phase === 'loss' ? trace.frames.find((each) => each.phase === phase)! : frame
      const { symbols, numbers } = formulaOf(trace, shown, reading)
      expect(textOf(symbols)).toContain('given')
      expect(textOf(numbers)).not.toContain('NaN')
    }
    const ref = `d:${name}@${at}[0]`
    const derived = derive(trace, ref, { depth: 'all' })
    if (!derived.ok) throw new Error(derived.error)
    for (const { value } of derived.value.lines) expect(value).toBeCloseTo(numberOf(trace, ref)!, 10)
    expect(nudge(trace, ref)?.relativeError).toBeLessThan(1e-6)
    expect(why(trace, ref)).toBeDefined()
    expect(why(trace, 'L')?.value).toBeCloseTo(trace.loss, 12)
  },
)
