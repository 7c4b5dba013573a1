import { readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import deriveEn from '../app/language/en/derive.ts'
import predictEn from '../app/language/en/predict.ts'
import slipsEn from '../app/language/en/slips.ts'
import deriveZh from '../app/language/zh/derive.ts'
import predictZh from '../app/language/zh/predict.ts'
import slipsZh from '../app/language/zh/slips.ts'
import { ruleIds, startIds } from '../src/index.ts'
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
  ['en', predictEn, slipsEn],
  ['zh', predictZh, slipsZh],
] as const)('every slip that a prediction can show has its sentence: %s', (_, texts, slips) => {
  const gallery: Readonly<Record<string, { readonly why: string }>> = slips.slips
  const ids = beliefs.map(({ id }) => id)
  for (const id of [...ids, 'sign', 'averaged-over-time'])
    expect(texts.slips[id] ?? gallery[id]?.why, id).toMatch(/\S/)
})
