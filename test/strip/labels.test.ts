import fc from 'fast-check'
import { expect, test } from 'vitest'
import { lettersOf } from '../../app/math/letters.ts'
import { extent, type Named, readable } from '../../app/parts/strip/labels.ts'
import { letterOf } from '../../src/cell/notations.ts'
import { letter, script } from '../../src/print/tree.ts'

/** The bar of a run of T timesteps. */
function bar(T: number, names: readonly [loss: string, update: string]): Named[] {
  const steps = Array.from({ length: T }, (_, i) => i + 1)
  const parts = [...steps.map((t) => `f${t}`), 'loss', ...steps.map((t) => `b${t}`).reverse(), 'update']
  return parts.map((key, i) => {
    const t = /\d/.test(key) ? Number(key.slice(1)) : null
    const text = t === null ? names[key === 'loss' ? 0 : 1] : String(t)
    const [start, end] = [i / parts.length, (i + 1) / parts.length]
    return { key, text, t, start, end, atEnd: key === 'update' }
  })
}

test('no name on the bar touches another, whatever its width and the run’s length; loss and update can be read', () => {
  const names = fc.constantFrom(['loss', 'update'] as const, ['损失', '更新'] as const)
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 200 }),
      fc.double({ min: 20, max: 200, noNaN: true }),
      names,
      (T, room, both) => {
        const parts = bar(T, both)
        const shown = readable(parts, room)
        expect([...shown]).toEqual(expect.arrayContaining(['loss', 'update']))
        const places = parts.filter(({ key }) => shown.has(key)).map((part) => extent(part, room))
        places.sort((a, b) => a[0] - b[0])
        for (let i = 1; i < places.length; i++) expect(places[i]![0]).toBeGreaterThan(places[i - 1]![1])
      },
    ),
  )
})

test('where there is room every timestep has its number; where there is less, the fives or the tens', () => {
  const texts = (T: number, room: number) => {
    const parts = bar(T, ['loss', 'update'])
    const shown = readable(parts, room)
    return parts.flatMap(({ key, text }) => (shown.has(key) && key.startsWith('f') ? [text] : []))
  }
  expect(texts(8, 80)).toEqual(['1', '2', '3', '4', '5', '6', '7', '8'])
  expect(texts(30, 40)).toEqual(['1', '5', '10', '15', '20', '25'])
  expect(texts(60, 30)).toEqual(['1', '10', '20', '30', '40', '50'])
  expect(texts(100, 30)).toEqual(['1'])
})

test('a Greek letter, a word and a name in any alphabet is a letter of a figure, and no command', () => {
  for (const [name, base] of [
    ['β', 'β'],
    ['Δ', 'Δ'],
    ['ρ', 'ρ'],
    ['遗', '遗'],
  ] as const) {
    const { base: own } = letterOf(name)
    expect(lettersOf(script(own, letter('t')))).toMatchObject({ base, sub: 't' })
  }
})
