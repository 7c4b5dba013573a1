import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  agrees,
  check,
  diagnose,
  formulasOf,
  judge,
  matching,
  misconceptions,
  modelOf,
  nudge,
  numberOf,
  problemOf,
  record,
  shownOn,
  slips,
  text,
} from '../../src/index.ts'
import { beliefs } from '../../src/slips/beliefs.ts'
import { equationsIn, hasAll } from '../../src/slips/slip.ts'
import { builtIn, experimentOf, golden, supported } from '../support/cases.ts'
import { draw, losses, models } from '../support/problems.ts'

const traceOf = (name: string) => record(problemOf(experimentOf(supported.find((c) => c.name === name)!)))

test('there are about twenty-five slips, each with a name of its own', () => {
  expect(slips.length).toBeGreaterThanOrEqual(20)
  expect(new Set(slips.map((slip) => slip.id)).size).toBe(slips.length)
})

describe('each slip is wrong, and its correction right, by central differences', () => {
  test.each(slips.map((slip) => [slip.id, slip] as const))('%s', (_, slip) => {
    const experiment = shownOn(slip)
    expect(check(experiment).ok).toBe(true)
    const { T, C } = {
      T: experiment.sequence.inputs.length,
      C: experiment.sequence.initialState!.C as number[] | undefined,
    }
    expect(T).toBeGreaterThanOrEqual(4)
    expect(experiment.model.cell !== 'lstm' || C!.every((n) => n !== 0)).toBe(true)
    const { wrong, right, measured, relativeError } = judge(slip, problemOf(experiment))
    expect(Math.abs(right - measured)).toBeLessThan(1e-7 * Math.abs(measured))
    expect(Math.abs(wrong - measured)).toBeGreaterThan(0.2 * Math.abs(measured))
    expect(relativeError).toBeGreaterThan(0.15)
  })

  test('each formula differs from the one that it replaces', () => {
    for (const slip of slips)
      for (const { symbol, wrong, right } of formulasOf(slip, problemOf(shownOn(slip)))) {
        expect(symbol.startsWith('d:')).toBe(true)
        if (slip.over) expect(text(wrong)).toBe(text(right))
        else expect(text(wrong)).not.toBe(text(right))
      }
  })
})

test('the right formula in place of the wrong one gives the right gradient', () => {
  // What has no name of its own (tanh C, U_n h + c_n) cannot be read back as a formula, nor can w / K.
  const readable = slips.flatMap((slip) => {
    const problem = problemOf(shownOn(slip))
    const lines = formulasOf(slip, problem).map(({ symbol, right }) => `${symbol} = ${text(right)}`)
    return slip.over || lines.some((line) => /tanhC|_part|\//.test(line)) ? [] : [{ slip, problem, lines }]
  })
  expect(readable.length).toBeGreaterThan(15)
  for (const { slip, problem, lines } of readable) {
    const { relativeError } = judge({ ...slip, wrong: lines.join('\n') }, problem)
    expect([slip.id, relativeError < 1e-12]).toEqual([slip.id, true])
  }
})

test('a slip runs on any experiment, with its sizes and data, on the cell that it is about', () => {
  for (const c of [...golden.filter((each) => supported.includes(each)).slice(0, 12), ...builtIn]) {
    const experiment = experimentOf(c)
    for (const slip of slips) {
      const on = matching(slip, experiment)
      const { model, sequence } = on
      const fitting = Object.entries(slip.model).every(
        ([key, value]) => modelOf(experiment.model)[key as 'cell'] === value,
      )
      if (fitting && !slip.loss) expect(on).toBe(experiment)
      expect([model.hiddenSize, model.inputSize, model.outputSize, model.cell]).toEqual([
        experiment.model.hiddenSize,
        experiment.model.inputSize,
        experiment.model.outputSize,
        slip.model.cell,
      ])
      expect(sequence.inputs).toEqual(experiment.sequence.inputs)
      if (sequence.inputs.length * model.hiddenSize > 60) continue
      const { right, measured } = judge(slip, problemOf(on))
      expect([slip.id, Math.abs(right - measured) < 1e-6 * Math.max(1e-2, Math.abs(measured))]).toEqual([
        slip.id,
        true,
      ])
    }
  }
})

test('the number that is compared tells the lines apart: the slip’s own, or another where both agree in it', () => {
  for (const slip of slips) expect(judge(slip, problemOf(shownOn(slip))).ref).toBe(slip.shows)
  // Of five words that are one-hot inputs, the first of the vocabulary never comes: its weights have no gradient.
  const problem = problemOf(experimentOf(builtIn.find(({ name }) => name === 'slot-filling-arrive')!))
  const trace = record(problem)
  const slip = slips.find(({ id }) => id === 'hidden-path-dropped')!
  expect(numberOf(trace, slip.shows)).toBe(0)
  const { ref, wrong, right, measured } = judge(slip, problem)
  expect(ref).toMatch(/^d:W_f\[\d,\d\]$/)
  expect(right).toBe(numberOf(trace, ref))
  expect(Math.abs(wrong - right)).toBeGreaterThan(0.1 * Math.abs(right))
  expect(Math.abs(right - measured)).toBeLessThan(1e-8)
})

test('a slip on a model that it is not about is refused', () => {
  const slip = slips.find((each) => each.id === 'update-gate-path-dropped')!
  expect(() => judge(slip, problemOf(experimentOf(builtIn[0]!)))).toThrow(
    'slip update-gate-path-dropped: expected a model with {"cell":"gru"',
  )
})

test('∂C/∂C as just f is the gradient along the cell only', () => {
  const slip = slips.find((each) => each.id === 'cell-jacobian-only-f')!
  const { wrong } = judge(slip, problemOf(shownOn(slip)))
  const trace = record(problemOf(shownOn(slip)))
  let expected = 0
  let carried = 1
  for (let t = 1; t <= trace.T; t++) {
    if (t > 1) carried *= numberOf(trace, `f@${t}[0]`)!
    const C = Math.tanh(numberOf(trace, `C@${t}[0]`)!)
    expected += carried * numberOf(trace, `d:h@${t}[0]<y@${t}`)! * numberOf(trace, `o@${t}[0]`)! * (1 - C * C)
  }
  expect(wrong).toBeCloseTo(expected, 14)
})

describe('misconceptions name a wrong prediction', () => {
  const trace = traceOf('lstm-initial-state')
  const at = (ref: string) => numberOf(trace, ref)!
  const byMistake = (ref: string, id: string) =>
    misconceptions(trace, ref).find((each) => each.id === id)?.value

  test('with the value that the misconception gives', () => {
    const [f, C1, i, g, o, C] = ['f@2[1]', 'C@1[1]', 'i@2[1]', 'g@2[1]', 'o@2[1]', 'C@2[1]'].map(at) as [
      number,
      number,
      number,
      number,
      number,
      number,
    ]
    const [dC, df, dh, dC3, f3] = ['d:C@2[1]', 'd:f@2[1]', 'd:h@2[1]', 'd:C@3[1]', 'f@3[1]'].map(at) as [
      number,
      number,
      number,
      number,
      number,
    ]
    const sigma = 1 / (1 + Math.exp(-f))
    const expected: [string, string, number][] = [
      ['C@2[1]', 'forget-means-erase', (1 - f) * C1 + i * g],
      ['h@2[1]', 'tanh-forgotten', o * C],
      ['d:f@2[1]', 'slope-in-cell-derivative', dC * C1 * f * (1 - f)],
      ['d:f@2[1]', 'cell-of-now', dC * C],
      ['d:a_f@2[1]', 'slope-twice', df * f * (1 - f) * f * (1 - f)],
      ['d:a_f@2[1]', 'slope-forgotten', df],
      ['d:a_f@2[1]', 'slope-of-gate-value', df * sigma * (1 - sigma)],
      ['d:C@2[1]', 'carry-dropped', dh * o * (1 - Math.tanh(C) ** 2)],
      ['d:C@2[1]', 'hidden-here-dropped', dC3 * f3],
      ['d:h@2[1]', 'hidden-path-dropped', at('d:h@2[1]<y@2')],
      ['d:h@2[1]', 'sign', -dh],
      ['d:W_f[1,0]', 'sum-over-time-dropped', at('d:W_f@3[1,0]')],
      ['d:U_f@2[1,0]', 'state-of-now', at('d:a_f@2[1]') * at('h@2[0]')],
      [
        'd:U_f[1,0]',
        'state-of-now',
        [1, 2, 3].reduce((sum, t) => sum + at(`d:a_f@${t}[1]`) * at(`h@${t}[0]`), 0),
      ],
      ['d:b_i[1]', 'bias-of-other-gate', at('d:b_f[1]')],
    ]
    for (const [ref, id, value] of expected)
      expect([ref, id, byMistake(ref, id)]).toEqual([ref, id, expect.closeTo(value, 14)])
  })

  test('and not where it gives the right value', () => {
    // At the last timestep nothing comes along the cell, so that nothing is lost by forgetting it.
    expect(byMistake('d:C@3[1]', 'carry-dropped')).toBeUndefined()
    expect(byMistake('d:h@3[1]', 'hidden-path-dropped')).toBeUndefined()
  })

  test('an answer is judged to 1 %, or to two digits', () => {
    const right = at('d:a_f@2[1]')
    expect(diagnose(trace, 'd:a_f@2[1]', right * 1.009)).toEqual({ right: true, ids: [] })
    expect(diagnose(trace, 'd:a_f@2[1]', at('d:f@2[1]') * 1.001)).toMatchObject({
      right: false,
      ids: ['slope-forgotten'],
    })
    expect(diagnose(trace, 'd:a_f@2[1]', 17)).toEqual({ right: false, ids: [] })
    expect(diagnose(trace, 'nonsense', 17)).toBeUndefined()
    expect(agrees(0.13, 0.1349)).toBe(true)
    expect(agrees(0.13, 0.1351)).toBe(false)
    expect(agrees(1, 0)).toBe(false)
    expect(agrees(0, 0)).toBe(true)
  })

  test('of what is given or absent there are none', () => {
    for (const ref of ['x@1[0]', 'W_f[0,0]', 'f@9[0]', 'nonsense', 'h@0[0]'])
      expect(misconceptions(trace, ref)).toEqual([])
  })

  test('every belief can be read by a model that it is about, and is about something else than the right value', () => {
    for (const belief of beliefs) {
      const { shows: _, ...like } = { ...belief, shows: '' }
      const loss =
        belief.loss?.kind === 'cross-entropy'
          ? { kind: 'cross-entropy' as const, ...belief.loss }
          : belief.loss
      const model = { peephole: false, variant: 'vanilla' as const, ...like.model }
      const experiment = shownOn({ ...like, model, ...(loss ? { loss } : {}), kind: 'path', shows: '' })
      const document =
        loss?.kind === 'cross-entropy'
          ? { ...experiment, sequence: { ...experiment.sequence, targets: [0, 1, 1, 0, 1] } }
          : experiment
      const trace = record(problemOf(document))
      const [line] = equationsIn(belief.wrong, trace.net)
      expect([belief.id, hasAll(trace.net, line!.expr)]).toEqual([belief.id, true])
      const weight = trace.net.weights.includes(line!.symbol.replace('d:', ''))
      const { shape } = trace.memory(line!.symbol)
      const ref = `${line!.symbol}${weight ? '' : '@2'}[${shape.map(() => 0).join()}]`
      expect([belief.id, ref, misconceptions(trace, ref).map((each) => each.id)]).toEqual([
        belief.id,
        ref,
        expect.arrayContaining([belief.id]),
      ])
    }
  })

  test('of any number of random models', () => {
    fc.assert(
      fc.property(
        models(4, 6),
        losses,
        fc.integer({ min: 1, max: 4 }),
        fc.nat(),
        fc.nat(),
        (model, loss, T, seed, pick) => {
          const trace = record(draw(model, loss, T, 1, seed))
          const frame = trace.frames[pick % trace.frames.length]!
          const { symbol } = frame.equation
          const { shape } = trace.memory(symbol === 'L' && frame.t === null ? 'w' : symbol)
          const index = shape.length > 0 ? `[${shape.map(() => 0).join()}]` : ''
          const ref = `${symbol}${frame.t === null ? '' : `@${frame.t}`}${index}`
          const found = misconceptions(trace, ref)
          const right = numberOf(trace, ref)!
          for (const { value } of found) expect(Number.isFinite(value) && value !== right).toBe(true)
          expect(new Set(found.map((each) => each.id)).size).toBe(found.length)
          if (symbol.startsWith('d:') && !trace.net.weights.includes(symbol.slice(2)) && right !== 0) {
            const kink = nudge(trace, ref)!.kink
            expect(kink || found.every(({ value }) => value !== nudge(trace, ref)!.measured)).toBe(true)
          }
        },
      ),
      { numRuns: 100, seed: 5 },
    )
  })
})
