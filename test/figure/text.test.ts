import { describe, expect, test } from 'vitest'
import { cut, fittingNumber, roomyNumber, widthOf, wrapped } from '../../app/figure/text.ts'

/** Widths in DejaVu Sans, as FreeType measures them. */
const measured: readonly (readonly [string, number])[] = [
  ['forget gate', 5.57],
  ['LSTM, b_f = 2', 6.9],
  ['−1.203×10⁻⁷', 6.74],
  ['0.3333', 3.5],
  ['softmax', 4.04],
  ['‖∂L/∂h‖', 3.56],
]

describe('the measure of text', () => {
  test.each(measured)('is about that of a wide font, and not below it: %s', (text, width) => {
    expect(widthOf(text)).toBeGreaterThan(0.97 * width)
    expect(widthOf(text)).toBeLessThan(1.25 * width)
  })

  test('Chinese letters are square', () => {
    expect(widthOf('遗忘门：')).toBe(4)
  })
})

test('a text is cut to its room, and whole where it fits', () => {
  for (const text of ['LSTM with a forget bias of 2', '遗忘门偏置为二的网络', '𝒮𝒮𝒮𝒮𝒮𝒮'])
    for (const room of [2, 3.5, 5, 100]) {
      const short = cut(text, room)
      expect(widthOf(short)).toBeLessThanOrEqual(room)
      expect(short === text || short.endsWith('…')).toBe(true)
    }
})

test('lines keep to their room and lose nothing but the place of a space', () => {
  const text = 'Norms of gradients against lag, LSTM with b_f = 2, 64 units; 范数随滞后变化。'
  for (const room of [8, 15, 200]) {
    const lines = wrapped(text, room)
    expect(lines.join('')).toBe(text)
    for (const line of lines) expect(widthOf(line)).toBeLessThan(room + 1)
  }
  expect(wrapped('', 10)).toEqual([])
})

test('a number has as many digits as fit, and one at the least', () => {
  expect(fittingNumber(1 / 3, 10)).toBe('0.3333')
  expect(fittingNumber(1 / 3, 2.4)).toBe('0.33')
  expect(fittingNumber(-1.2345e-7, 0)).toBe('−1×10⁻⁷')
  expect([roomyNumber(0.0005, 2.5), roomyNumber(0.012, 3)]).toEqual(['', '0.012'])
})
