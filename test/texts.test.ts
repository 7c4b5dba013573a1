import { readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import deriveEn from '../app/language/en/derive.ts'
import predictEn from '../app/language/en/predict.ts'
import slipsEn from '../app/language/en/slips.ts'
import { en } from '../app/language/en.ts'
import deriveZh from '../app/language/zh/derive.ts'
import predictZh from '../app/language/zh/predict.ts'
import slipsZh from '../app/language/zh/slips.ts'
import { zh } from '../app/language/zh.ts'
import { reasonOf } from '../app/step/explain.ts'
import { frameAt, problemOf, record, ruleIds, startIds } from '../src/index.ts'
import { beliefs } from '../src/slips/beliefs.ts'
import { builtIn, experimentOf } from './cases.ts'

test('every file of texts is there in every language', () => {
  const of = (language: string) => readdirSync(`app/language/${language}`).sort()
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
