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

/** On a narrow screen the drawing is wider than its panel: what a step works with is brought into view, or else its operation. */
export function keepInView({ subscribe }: Session, box: HTMLDivElement): () => void {
  const show = () => {
    if (box.scrollWidth <= box.clientWidth) return
    const outer = box.getBoundingClientRect()
    const all = '[data-part=fork], [data-state=result], [data-state=operand], [data-lit]'
    const [left, right] = [all, '[data-part=fork], [data-lit]', '[data-part=fork], [data-state=result]']
      .map((parts) => extent(box.querySelectorAll(parts)))
      .filter(([from, to]) => to > from && to - from <= outer.width)[0] ?? [0, 0]
    if (right > left && (left < outer.left || right > outer.right))
      box.scrollLeft += (left + right - outer.left - outer.right) / 2
  }
  let wide = false
  const size = new ResizeObserver(() => {
    wide = box.scrollWidth > box.clientWidth
    if (wide) show()
  })
  size.observe(box)
  const stop = subscribe((state, before) => {
    if (wide && state.cursor !== before.cursor) requestAnimationFrame(show)
  })
  return () => {
    size.disconnect()
    stop()
  }
}

/** From the left of the first to the right of the last, in pixels of the window. */
function extent(parts: Iterable<Element>): readonly [number, number] {
  const boxes = Array.from(parts, (part) => part.getBoundingClientRect())
  return [Math.min(...boxes.map(({ left }) => left)), Math.max(...boxes.map(({ right }) => right))]
}
