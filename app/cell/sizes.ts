/** How large letters and numbers of the drawing are, in its own units. */
import { usualDigits } from '../figure/Strip.tsx'
import { useBox } from '../figure/useBox.ts'
import { height, width } from './layout.ts'

/** The usual height of letters in the drawing, in its own units, and how much they may grow. */
export const usualLetter = 12
const mostGrow = 1.5
/** The highest names need some room above the drawing where they grow. */
export const above = 6
/** Larger digits do not fit between the rules of a strip. */
const mostDigits = 17.5

/** The sizes of letters and numbers in the drawing: as large as the theme asks for, as far as there is room. */
export function useLetters(ref: React.RefObject<HTMLElement | null>): { grow: number; digits: number } {
  const box = useBox(ref)
  // A panel that is not shown has no size.
  const fit = box ? Math.min(box.width / width, box.height / (height + above)) : 0
  const scale = fit > 0 ? fit : 1
  const wanted = box ? box.least / scale : 0
  return {
    grow: Math.min(mostGrow, Math.max(1, wanted / usualLetter)),
    digits: wanted > mostDigits ? 0 : Math.max(usualDigits, wanted),
  }
}
