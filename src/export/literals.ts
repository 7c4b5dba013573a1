/** Numbers as Python reads them back, the same float64s. */
import { fullValue } from '../tensor/format.ts'

/** A number, or lists of numbers to any depth. */
export type Lists = number | readonly Lists[]

/** A number or lists as Python writes them; the file names `nan` and `inf`. */
export function literal(value: Lists): string {
  if (typeof value !== 'number') return `[${value.map(literal).join(', ')}]`
  return Number.isNaN(value) ? 'nan' : fullValue(value).replace('Infinity', 'inf')
}
