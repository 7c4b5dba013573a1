/** Which columns of the strip are made: those in view, with some on either side. */
import { type RefObject, useLayoutEffect, useState } from 'react'
import { usePrinting } from '../../figure/usePrinting.ts'

/** How many columns are made beyond either edge, so that a short scroll shows columns at once. */
const beyond = 10

interface Strip {
  readonly scroller: RefObject<HTMLElement | null>
  readonly T: number
  /** the width of a column, and of what is seen of the strip, in pixels */
  readonly width: number
  readonly room: number
  /** the timestep of the step, the last where it has none, as the drawing shows it; 0: none */
  readonly current: number
}

/** A column to be made, and how many columns are left out before it. */
export interface ShownColumn {
  readonly t: number
  readonly gap: number
}

export interface InView {
  readonly made: readonly ShownColumn[]
  /** how many columns are left out behind the last that is made */
  readonly rest: number
  /** Call this when the strip has been scrolled. */
  readonly onScroll: () => void
  /** Call this when a column, or none, has the focus. */
  readonly setFocused: (t: number | null) => void
}

/** The timestep of a step is brought into view; on paper all columns are made. */
export function useInView({ scroller, T, width, room, current }: Strip): InView {
  const printing = usePrinting()
  const [first, setFirst] = useState(0)
  const [focused, setFocused] = useState<number | null>(null)
  const onScroll = () => setFirst(firstOf(scroller.current!.scrollLeft, width))
  useLayoutEffect(() => {
    const box = scroller.current
    // scrollLeft forces a layout, so it is read only where the strip can scroll.
    if (!box || current === 0 || T * width <= room) return
    // The neighbours of the column are scrolled into view too.
    const [left, right] = [Math.max(0, current - 2) * width, Math.min(T, current + 1) * width]
    const from = box.scrollLeft
    if (left >= from && right <= from + room) return
    box.scrollLeft = (left + right - room) / 2
    setFirst(firstOf(box.scrollLeft, width))
  }, [scroller, current, width, T, room])
  const count = Math.ceil(room / width) + 2 * beyond
  const all = printing || T <= count
  // Another experiment may have fewer columns than were scrolled past.
  const from = all ? 1 : Math.min(first + 1 - beyond, T + 1 - count)
  return { ...madeOf(T, from, all ? T : first + count, focused), onScroll, setFocused }
}

/** The first column in view, rounded down to a multiple, so that the strip is not drawn again at each pixel. */
const firstOf = (scrolled: number, width: number) => {
  const step = beyond / 2
  return step * Math.floor(scrolled / width / step)
}

/** How many columns beside the one that has the focus are made: Tab may be pressed again before the strip has scrolled after it. */
const beside = 2

/** The timesteps of a stretch, and one that has the focus, which would lose it with its element, with those that Tab leads to. */
export function madeOf(
  T: number,
  from: number,
  to: number,
  focused: number | null,
): Pick<InView, 'made' | 'rest'> {
  const near = focused === null || focused > T ? [] : stretch(T, focused - beside, focused + beside)
  const shown = [...new Set([...stretch(T, from, to), ...near])].sort((a, b) => a - b)
  const made = shown.map((t, i) => ({ t, gap: t - 1 - (shown[i - 1] ?? 0) }))
  return { made, rest: T - (shown.at(-1) ?? 0) }
}

function stretch(T: number, from: number, to: number): number[] {
  const first = Math.max(1, from)
  return Array.from({ length: Math.max(0, Math.min(T, to) - first + 1) }, (_, i) => first + i)
}
