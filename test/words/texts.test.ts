import { readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import { reasonOf } from '../../app/parts/equation/explain.ts'
import deriveEn from '../../app/words/en/derive.ts'
import predictEn from '../../app/words/en/predict.ts'
import slipsEn from '../../app/words/en/slips.ts'
import { en } from '../../app/words/en.ts'
import deriveZh from '../../app/words/zh/derive.ts'
import predictZh from '../../app/words/zh/predict.ts'
import slipsZh from '../../app/words/zh/slips.ts'
import { zh } from '../../app/words/zh.ts'
import {
  frameAt,
  initialWeights,
  type Model,
  modelOf,
  problemOf,
  record,
  ruleIds,
  startIds,
  text,
} from '../../src/index.ts'
import { beliefs } from '../../src/slips/beliefs.ts'
import { builtIn, experimentOf } from '../support/cases.ts'

test('every file of texts is there in every language', () => {
  const of = (language: string) => readdirSync(`app/words/${language}`).sort()
  expect(of('zh')).toEqual(of('en'))
})

test.each([
  ['en', deriveEn],
  ['zh', deriveZh],
] as const)('every rule and every ready derivation has its sentence: %s', (language, texts) => {
  for (const id of ruleIds) expect(texts.rules[id], id).toMatch(/\S/)
  for (const id of startIds) expect(texts.startTexts[id], id).toMatch(/\S/)
  if (language === 'zh') for (const id of ruleIds) expect(texts.rules[id], id).toMatch(/\p{Script=Han}/u)
})

test.each([
  ['en', predictEn, slipsEn],
  ['zh', predictZh, slipsZh],
] as const)('every slip that a prediction can show has its sentence: %s', (_, texts, slips) => {
  const gallery: Readonly<Record<string, { readonly why: string }>> = slips.slips
  const ids = beliefs.map(({ id }) => id)
  for (const id of [...ids, 'sign', 'averaged-over-time'])
    expect(texts.slips[id] ?? gallery[id]?.why, id).toMatch(/\S/)
})

test.each([
  ['en', en],
  ['zh', zh],
] as const)('where the gradient starts, the share of a timestep in the mean is told: %s', (_, words) => {
  const reason = (name: string, reduction: 'mean' | 'sum', place: string) => {
    const { loss, ...rest } = experimentOf(builtIn.find((c) => c.name === name)!)
    const trace = record(problemOf({ ...rest, loss: { ...loss, reduction } }))
    return reasonOf(trace, frameAt(trace, place)!, words)
  }
  expect(reason('slot-filling-arrive', 'mean', 'b5.y')).toContain('1/5')
  expect(reason('slot-filling-arrive', 'sum', 'b5.y')).not.toContain('1/')
  // One timestep alone has the whole say.
  expect(reason('weather', 'mean', 'b10.y')).not.toContain('1/')
})

const sizes = { inputSize: 2, hiddenSize: 2, outputSize: 1 }
const nounOf = { f: 'forget', i: 'input', o: 'output' } as const
const variants = ['vanilla', 'NIG', 'NFG', 'NOG', 'NIAF', 'NOAF', 'CIFG'] as const
const lstms: Model[] = variants.flatMap((variant) =>
  [false, true].map((peephole) => modelOf({ cell: 'lstm', ...sizes, variant, peephole })),
)

test.each([
  ['en', en],
  ['zh', zh],
] as const)('a reason speaks of gates and functions that the cell has, and of no others: %s', (_, words) => {
  const told = (model: Model) => {
    const inputs = [
      [1, 2],
      [0, -1],
      [2, 1],
    ]
    const weights = initialWeights(model, { scheme: 'pytorch', seed: 1 })
    const loss = { kind: 'mse', at: 'all', reduction: 'mean' } as const
    const trace = record({ model, weights, sequence: { inputs, targets: [[0], [1], [0]] }, loss })
    return { trace, reasons: trace.frames.map((frame) => [frame, reasonOf(trace, frame, words)] as const) }
  }
  for (const model of lstms) {
    const { trace, reasons } = told(model)
    const { variant } = model as { variant: string }
    const missing = (['f', 'i', 'o'] as const).filter(
      (gate) => !trace.net.cell.some((eq) => eq.symbol === gate && !eq.silent),
    )
    const hidden = text(trace.net.cell.find((eq) => eq.symbol === 'h')!.expr)
    for (const [frame, reason] of reasons) {
      expect(reason, frame.equation.symbol).toMatch(/\S/)
      for (const gate of missing)
        expect(reason, `${variant} ${frame.equation.symbol}`).not.toContain(words.nouns[nounOf[gate]])
      for (const [, name] of reason.matchAll(/\[\[([A-Za-z]+)/g))
        expect(missing as readonly string[], `${variant} ${frame.equation.symbol}`).not.toContain(name)
      if (['h', 'd:C'].includes(frame.equation.symbol) && !hidden.includes('tanh'))
        expect(reason, variant).not.toContain('tanh')
      if (frame.equation.symbol === 'g' && variant === 'NIAF') expect(reason).not.toContain('tanh')
      if (frame.equation.symbol === 'f' && variant === 'CIFG') expect(reason).not.toContain('σ')
    }
  }
  const gru = (update: 'keep' | 'write') => {
    const { trace, reasons } = told(modelOf({ cell: 'gru', ...sizes, update }))
    return reasons.find(([frame]) => frame === frameAt(trace, 'f2.h'))![1]
  }
  expect(gru('keep')).not.toBe(gru('write'))
  const rnn = told(modelOf({ cell: 'rnn', ...sizes }))
  for (const [frame, reason] of rnn.reasons)
    if (frame.equation.symbol === 'd:x') expect(reason).not.toMatch(/gate|门/)
})
