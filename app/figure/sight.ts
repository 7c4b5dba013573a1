/** Bringing what is new into sight. */

/** How far from the edge it comes to lie, in pixels. */
const margin = 12

/** A stretch of the height of the screen, in pixels. */
interface Stretch {
  readonly from: number
  readonly to: number
}

/**
 * How far to scroll to see the first of some stretches that fits in a window, no more than is needed. The later ones are parts of the
 * ones before, with the same end: where the whole does not fit, what comes last is seen, with the end at the bottom. Where none
 * fits, the beginning of the last is seen.
 */
export function wayInto(stretches: readonly Stretch[], window: Stretch): number {
  const at = stretches.findIndex(({ from, to }) => to - from <= window.to - window.from)
  const { from, to } = stretches.at(at)!
  if (at < 0) return from - window.from
  return at > 0 || to > window.to ? to - window.to : Math.min(0, from - window.from)
}

/** The element that scrolls what is inside it; null: the page does. */
function scrollerOf(element: Element): Element | null {
  for (let each = element.parentElement; each; each = each.parentElement) {
    const { overflowY } = getComputedStyle(each)
    if (overflowY === 'auto' || overflowY === 'scroll') return each
  }
  return null
}

/** Scrolls to see elements that follow one another, from the first to the end of the last: see wayInto(). */
export function bringIntoSight(...elements: readonly (Element | null | undefined)[]): void {
  const shown = elements.filter((each) => each !== null && each !== undefined)
  const [first] = shown
  if (!first) return
  const scroller = scrollerOf(first)
  const top = scroller?.getBoundingClientRect().top ?? 0
  // A header that sticks to the scroller's top covers what scrolls under it; its height is the scroller's scroll-padding-top.
  const covered = scroller ? Number.parseFloat(getComputedStyle(scroller).scrollPaddingTop) || 0 : 0
  const to = shown.at(-1)!.getBoundingClientRect().bottom
  const way = wayInto(
    shown.map((each) => ({ from: each.getBoundingClientRect().top, to })),
    { from: top + Math.max(margin, covered), to: top + (scroller?.clientHeight ?? innerHeight) - margin },
  )
  if (Math.abs(way) >= 1) (scroller ?? document.scrollingElement)?.scrollBy({ top: way })
}
