/** Text in little room. */
import { numberText } from '../../src/index.ts'

/** About how wide a Latin letter is, in letter heights. */
const latin = 0.66

/** About how wide a text is, in letter heights: a Chinese letter is square. */
export const widthOf = (text: string): number =>
  Array.from(text).reduce((sum, letter) => sum + (letter > '\u2e80' ? 1 : latin), 0)

/** The same in Latin letters. */
export const lettersOf = (text: string): number => widthOf(text) / latin

/** A number in as little room as can be: 1.203×10⁻⁷, as it is written elsewhere but for the spaces. */
export function compact(value: number, significant = 4): string {
  return numberText(value, significant).replaceAll(' ', '')
}

/** With as many digits, four at most, as fit in a number of letters; one digit is always written. */
export function fittingText(value: number, letters: number): string {
  for (let significant = 4; significant > 1; significant--) {
    const text = compact(value, significant)
    if (text.length <= letters) return text
  }
  return compact(value, 1)
}
