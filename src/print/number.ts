/** Numbers as trees: as they are read, with a power of ten where they are large or small. */
import { digits, fullValue, usualDigits } from '../tensor/format.ts'
import { type Fraction, letter, type Numeral, row, sign, type Tree } from './tree.ts'

/** A number that belongs to the formula itself, such as an index, a timestep or a 1: it has no name and is not shortened. */
export const count = (n: number | string): Numeral => ({ kind: 'number', mantissa: String(n), exponent: 0 })

export const half: Fraction = { kind: 'fraction', above: count(1), below: count(2), small: true }

/** A number to so many digits. */
export const numberTree = (n: number, significant = usualDigits): Numeral => ({
  kind: 'number',
  ...digits(n, significant),
})

/** A number of a formula itself, such as 2 or ½, by its value. */
export const literal = (n: number, significant = usualDigits): Tree =>
  n === 0.5 ? half : numberTree(n, significant)

/** A number with its name, if it has one by which it can be asked, and its full value. */
export const valueTree = (n: number, ref: string | undefined, significant = usualDigits): Numeral => ({
  kind: 'number',
  ...digits(n, significant),
  ...(ref === undefined ? {} : { ref }),
  value: fullValue(n),
})

/** A timestep so far from one that is known, or from any, which its letter stands for: 3, t, t − 1. */
export function timeTree(
  dt: number,
  { t, time = 't' }: { readonly t?: number; readonly time?: string },
): Tree {
  if (t !== undefined) return count(t + dt)
  return dt === 0 ? letter(time) : row(letter(time), sign(dt < 0 ? '−' : '+'), count(Math.abs(dt)))
}
