/** Figures of several numbers say how many they have and which way they run; the number under the pointer follows from its place. */
import { elementName } from '../../src/index.ts'

/** The attributes of a figure whose numbers run down (y) or to the right (x). */
export const unitsOf = (name: string, count: number, along: 'x' | 'y') => ({
  'data-ref': name,
  'data-units': count,
  'data-along': along,
})

/** The attributes of a heat map of the numbers of a matrix. */
export const cellsOf = (name: string, rows: number, columns: number) => ({
  'data-ref': name,
  'data-units': rows,
  'data-columns': columns,
})

/** The name of the number at a place of the screen; undefined where the target is in no such figure. */
export function unitAt(target: Element, x: number, y: number): string | undefined {
  const figure = target.closest<HTMLElement | SVGElement>('[data-units]')
  const name = figure?.dataset.ref
  if (!figure || name === undefined) return undefined
  const { units, columns, along } = figure.dataset
  const box = (figure.querySelector('[data-part=frame]') ?? figure).getBoundingClientRect()
  const [down, right] = [(y - box.top) / box.height, (x - box.left) / box.width]
  const unit = (share: number, count: number) => Math.max(0, Math.min(count - 1, Math.floor(share * count)))
  if (columns !== undefined)
    return elementName(name, `${unit(down, Number(units))},${unit(right, Number(columns))}`)
  return elementName(name, unit(along === 'y' ? down : right, Number(units)))
}
