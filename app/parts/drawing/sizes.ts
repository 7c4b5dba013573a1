/** How large letters and numbers of the drawing are, in its own units. */
import { usualDigits } from '../../figure/Strip.tsx'
import { useBox } from '../../ui/useBox.ts'
import type { Layout } from './layout.ts'
import { usualLetter, usualSize } from './letter.ts'

/** How much letters may grow. */
const mostGrow = 1.5
/** Where strips have bars alone they are low, and names may grow into the room. */
const mostGrowBars = 2.9
const mostStretch = 1.7
/** The highest names need some room above the drawing where they grow. */
export const above = 6
/** Larger digits do not fit between the rules of a strip. */
const mostDigits = 17.5

/** A drawing that is too high for its panel is not made smaller than this: it scrolls. */
export const leastScale = 0.51

export interface Letters {
  /** how much larger than usual names and operations are */
  readonly grow: number
  /** the height of numbers; 0: there is no room for them */
  readonly digits: number
  /** how much wider than usual everything stands, where there is room at the sides */
  readonly stretch: number
}

/** Nothing enlarged. */
export const usualScale = { grow: 1, digits: usualDigits, stretch: 1 } as const

/** A drawing that is larger than the usual one is seen smaller: its letters and numbers fill the room that they have. */
function leastIn(width: number, height: number): number {
  const larger = Math.max(width / usualSize[0], height / usualSize[1])
  return larger > 1.15 ? Math.min(13, 0.9 * usualDigits * larger) : 0
}

/** The sizes of letters and numbers in the drawing: as large as the theme asks for, as far as there is room. */
export function useLetters(
  ref: React.RefObject<HTMLElement | null>,
  { width, height }: Pick<Layout, 'width' | 'height'>,
): Letters {
  const box = useBox(ref)
  // A panel that is not shown has no size.
  const fit = box ? Math.min(box.width / width, Math.max(leastScale, box.height / (height + above))) : 0
  const scale = fit > 0 ? fit : 1
  const wanted = Math.max(box ? box.least / scale : 0, leastIn(width, height))
  const barsAlone = wanted > mostDigits
  const room = box && barsAlone ? box.width / scale / width : 1
  return {
    grow: Math.min(barsAlone ? mostGrowBars : mostGrow, Math.max(1, wanted / usualLetter)),
    digits: barsAlone ? 0 : Math.max(usualDigits, wanted),
    // In steps, so that a layout is made for few widths.
    stretch: Math.min(mostStretch, Math.floor(20 * room) / 20),
  }
}
