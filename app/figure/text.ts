/** Text in little room: how wide it is, and what of it fits. */
import { numberText } from '../../src/index.ts'

/** Widths in letter heights, of the widest font that pages are usually shown in (DejaVu Sans); a Chinese letter is square. */
const widths: readonly (readonly [RegExp, number])[] = [
  [/[\u2e80-\uffff]/, 1],
  [/[ijlIJ'.,:;|·! ]/, 0.34],
  [/[()[\]ftr/\\⁰¹²³⁴⁵⁶⁷⁸⁹₀-₉ᵀ-]/, 0.41],
  [/[%mWM@…+<=>^~−×⊙⊘≠¬≤→←#∞∈w]/, 0.9],
  [/[A-Z&ℒ]/, 0.72],
]
const usual = 0.63

/** How many times as wide bold letters are. */
export const bold = 1.1

const known = new Map<string, number>()
function letterWidth(letter: string): number {
  const found = known.get(letter) ?? widths.find(([letters]) => letters.test(letter))?.[1] ?? usual
  known.set(letter, found)
  return found
}

/** About how wide a text is, in letter heights. The only measure of text: layouts must not wait for the browser's. */
export function widthOf(text: string): number {
  let width = 0
  for (const letter of text) width += letterWidth(letter)
  return width
}

/** A text cut so that it is no wider than so many letter heights. */
export function cut(text: string, room: number): string {
  if (widthOf(text) <= room) return text
  const letters = [...text]
  while (letters.length > 1 && widthOf(`${letters.join('')}…`) > room) letters.pop()
  return `${letters.join('').trimEnd()}…`
}

/** A text in lines that are no wider than so many letter heights, parted at spaces where there are some. */
export function wrapped(text: string, room: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const letter of text) {
    line += letter
    if (widthOf(line) < room) continue
    const space = line.lastIndexOf(' ')
    const end = space > line.length / 2 ? space + 1 : line.length
    lines.push(line.slice(0, end))
    line = line.slice(end)
  }
  return line === '' ? lines : [...lines, line]
}

/** A number in as little room as can be: 1.203×10⁻⁷, as it is written elsewhere but for the spaces. */
export function compact(value: number, significant = 4): string {
  return numberText(value, significant).replaceAll(' ', '')
}

/** With as many digits, four at most, as fit in so many letter heights; nothing where not even one does. */
export function roomyNumber(value: number, room: number): string {
  const text = fittingNumber(value, room)
  return widthOf(text) <= room ? text : ''
}

/** With as many digits, four at most, as fit in so many letter heights; one digit is always written. */
export function fittingNumber(value: number, room: number): string {
  for (let significant = 4; significant > 1; significant--) {
    const text = compact(value, significant)
    if (widthOf(text) <= room) return text
  }
  return compact(value, 1)
}
