import { readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import deriveEn from '../app/language/en/derive.ts'
import predictEn from '../app/language/en/predict.ts'
import deriveZh from '../app/language/zh/derive.ts'
import predictZh from '../app/language/zh/predict.ts'
import { ruleIds, slips, startIds } from '../src/index.ts'
import { beliefs } from '../src/slips/beliefs.ts'

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
  ['en', predictEn],
  ['zh', predictZh],
])('every slip that a prediction can show has its sentence: %s', (_, texts) => {
  const ids = [...slips, ...beliefs].map(({ id }) => id)
  for (const id of [...ids, 'sign', 'sum-over-time-dropped', 'averaged-over-time'])
    expect(texts.slips[id], id).toMatch(/\S/)
})
