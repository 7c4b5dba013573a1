import { describe, expect, test } from 'vitest'
import { wrongFirst } from '../../app/views/slips/lines.ts'
import en from '../../app/words/en/slips.ts'
import zh from '../../app/words/zh/slips.ts'
import { networkOf, problemOf, shownOn, slips } from '../../src/index.ts'

describe.each([
  ['en', en],
  ['zh', zh],
] as const)('%s', (language, texts) => {
  test('every slip has a title and a sentence, and there is no text without a slip', () => {
    expect(Object.keys(texts.slips).sort()).toEqual(slips.map((slip) => slip.id).sort())
    for (const { title, why } of Object.values(texts.slips)) {
      expect(title.length).toBeGreaterThan(3)
      expect(why).toMatch(/[.。]$/)
      expect(/[一-鿿]/.test(title + why)).toBe(language === 'zh')
    }
  })

  test('every kind has a name', () => {
    expect(Object.keys(texts.kinds).sort()).toEqual([...new Set(slips.map((slip) => slip.kind))].sort())
    expect(Object.keys(texts.kindHints)).toEqual(Object.keys(texts.kinds))
  })

  test('every symbol in a sentence is one of the cell that it is about', () => {
    for (const slip of slips) {
      const net = networkOf(problemOf(shownOn(slip)))
      const { why } = texts.slips[slip.id as keyof typeof texts.slips]
      for (const [, name] of why.matchAll(/\[\[(?:d:)?([^\]]+)\]\]/g))
        expect([slip.id, name, net.info(name!).kind]).toEqual([slip.id, name, expect.any(String)])
    }
  })

  test('a title does not tell the answer: no two are the same', () => {
    const titles = Object.values(texts.slips).map(({ title }) => title)
    expect(new Set(titles).size).toBe(titles.length)
  })
})

test('which line stands first tells nothing: the wrong one does about half of the time, and always the same', () => {
  const first = slips.filter((slip) => wrongFirst(slip.id)).length
  expect(first).toBeGreaterThan(0.35 * slips.length)
  expect(first).toBeLessThan(0.65 * slips.length)
  expect(slips.map((slip) => wrongFirst(slip.id))).toEqual(slips.map((slip) => wrongFirst(slip.id)))
})
