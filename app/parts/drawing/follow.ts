/** What follows the steps: motion once a step rests, and the part of a wide drawing that is looked at. */
import { useEffect, useState } from 'react'
import type { Session } from '../../state/session.ts'

/** Has this step been shown for a moment? What moves is made only then, so that quick steps are not slowed by it. */
export function useRests(step: number): boolean {
  const [rested, setRested] = useState<number>()
  useEffect(() => {
    const timer = setTimeout(() => setRested(step), 150)
    return () => clearTimeout(timer)
  }, [step])
  return rested === step
}

const worksWith = [
  '[data-part=fork], [data-state=result], [data-state=operand], [data-lit]',
  '[data-part=fork], [data-lit]',
  '[data-part=fork], [data-state=result]',
]

/** Where the drawing is larger than its panel: what a step works with is brought into view, or else its operation. */
export function keepInView({ subscribe }: Session, box: HTMLDivElement): () => void {
  const isLarger = () => box.scrollWidth > box.clientWidth || box.scrollHeight > box.clientHeight
  const show = () => {
    if (!isLarger()) return
    const outer = box.getBoundingClientRect()
    const parts = worksWith.map((each) =>
      Array.from(box.querySelectorAll(each), (part) => part.getBoundingClientRect()),
    )
    box.scrollLeft += aside(
      parts.map((all) => [
        Math.min(...all.map(({ left }) => left)),
        Math.max(...all.map(({ right }) => right)),
      ]),
      [outer.left, outer.right],
    )
    box.scrollTop += aside(
      parts.map((all) => [
        Math.min(...all.map(({ top }) => top)),
        Math.max(...all.map(({ bottom }) => bottom)),
      ]),
      [outer.top, outer.bottom],
    )
  }
  let larger = false
  const size = new ResizeObserver(() => {
    larger = isLarger()
    if (larger) show()
  })
  size.observe(box)
  const stop = subscribe((state, before) => {
    if (larger && state.cursor !== before.cursor) requestAnimationFrame(show)
  })
  return () => {
    size.disconnect()
    stop()
  }
}

type Extent = readonly [from: number, to: number]

/** How far to scroll along one axis, so that the first of these that fits is in the middle; 0 where it is seen. */
export function aside(extents: readonly Extent[], [start, end]: Extent): number {
  const fits = extents.find(([from, to]) => to > from && to - from <= end - start)
  if (!fits || (fits[0] >= start && fits[1] <= end)) return 0
  return (fits[0] + fits[1] - start - end) / 2
}
