/** What is wrong with the boxes of the texts of a page. */

/** A text that another one covers, or that what holds it cuts off. */
export interface Fault {
  readonly scene: string
  readonly text: string
  readonly wrong: string
}

/**
 * Looks at every text of each scene, in the page. Texts of one formula are not held against each other: those are its printer's. What
 * can be scrolled to is not cut off; what ends in an ellipsis says so; the tag of a crosshair stands in place of what it covers.
 */
export function faultsOfBoxes(): Fault[] {
  interface Box {
    left: number
    top: number
    right: number
    bottom: number
  }
  const cutTo = (a: Box, b: Box): Box => ({
    left: Math.max(a.left, b.left),
    top: Math.max(a.top, b.top),
    right: Math.min(a.right, b.right),
    bottom: Math.min(a.bottom, b.bottom),
  })
  const scrolls = (overflow: string) => overflow === 'auto' || overflow === 'scroll'

  /** What is seen of a text's box, and by what it is cut off where it cannot be scrolled to; undefined where nothing is seen. */
  function seen(from: Element, whole: Box): { box: Box; cut: string | undefined } | undefined {
    let box = whole
    let [freeX, freeY] = [false, false]
    for (let e: Element | null = from; e && !e.matches('.scene'); e = e.parentElement) {
      const style = getComputedStyle(e)
      const isDrawing = e instanceof SVGElement
      if (isDrawing && e.localName !== 'svg') continue
      const clips = style.overflowX !== 'visible' || style.contain.includes('paint')
      if (!clips || style.display === 'inline' || style.display === 'contents') continue
      const edge = e.getBoundingClientRect()
      // What is there for screen readers alone is a point.
      if (edge.width <= 2 || edge.height <= 2) return undefined
      if (scrolls(style.overflowX)) freeX = true
      if (scrolls(style.overflowY)) freeY = true
      const beyondX = Math.max(edge.left - box.left, box.right - edge.right)
      const beyondY = Math.max(edge.top - box.top, box.bottom - edge.bottom)
      const cut = (!freeX && beyondX > 2 && style.textOverflow !== 'ellipsis') || (!freeY && beyondY > 2)
      box = cutTo(box, edge)
      if (cut) return { box, cut: e.getAttribute('class') ?? e.localName }
      if (box.right - box.left < 2 || box.bottom - box.top < 2) return undefined
    }
    return { box, cut: undefined }
  }

  /** A formula, or a text of a drawing whose parts stand where they are wanted; what sticks to an edge lies over what scrolls. */
  const wholeOf = (parent: Element) => parent.closest('[data-part=formula], .katex, svg text') ?? parent
  const sticks = (e: Element): boolean =>
    getComputedStyle(e).position === 'sticky' || (e.parentElement !== null && sticks(e.parentElement))

  /** The shapes of a drawing that nothing shines through. */
  const cards = (drawing: Element) =>
    [...drawing.querySelectorAll('rect:not([class*="__tag"])')].filter((rect) => {
      const { fill, fillOpacity, opacity } = getComputedStyle(rect)
      return (
        fill !== 'none' &&
        !/, 0?\.\d+\)$|\/ 0?\.\d+\)$/.test(fill) &&
        Number(fillOpacity) * Number(opacity) > 0.9
      )
    })

  const faults: Fault[] = []
  for (const scene of document.querySelectorAll<HTMLElement>('.scene')) {
    const name = scene.dataset.scene!
    const boxes: { box: Box; text: string; whole: Element; parent: Element }[] = []
    const walker = document.createTreeWalker(scene, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const parent = node.parentElement!
      const text = node.textContent!.trim()
      if (text === '' || text === '\u200b' || parent.closest('option, style, .scene-name, [class*="__tag"]'))
        continue
      if (!parent.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue
      const range = document.createRange()
      range.selectNodeContents(node)
      // A text of a drawing may be pressed into its room, which its range does not know.
      const lines = parent instanceof SVGElement ? [parent.getBoundingClientRect()] : range.getClientRects()
      for (const { left, top, right, bottom, height } of lines) {
        if (right - left < 2) continue
        // A line is higher than its letters.
        const letters = {
          left: left + 1,
          top: top + 0.3 * height,
          right: right - 1,
          bottom: bottom - 0.27 * height,
        }
        const found = seen(parent, letters)
        if (!found) continue
        if (found.cut !== undefined) faults.push({ scene: name, text, wrong: `cut off by ${found.cut}` })
        boxes.push({ box: found.box, text, whole: wholeOf(parent), parent })
      }
    }
    boxes.sort((a, b) => a.box.left - b.box.left)
    for (const [i, a] of boxes.entries())
      for (let k = i + 1; k < boxes.length && boxes[k]!.box.left < a.box.right - 1; k++) {
        const b = boxes[k]!
        const high = Math.min(a.box.bottom, b.box.bottom) - Math.max(a.box.top, b.box.top)
        if (a.whole !== b.whole && high > 1 && !sticks(a.parent) && !sticks(b.parent))
          faults.push({ scene: name, text: a.text, wrong: `lies on “${b.text}”` })
      }
    for (const drawing of scene.querySelectorAll('svg'))
      for (const card of cards(drawing)) {
        const { left, top, right, bottom } = card.getBoundingClientRect()
        for (const { box, text, parent } of boxes) {
          const isBefore = card.compareDocumentPosition(parent) & Node.DOCUMENT_POSITION_PRECEDING
          const [x, y] = [
            Math.min(right, box.right) - Math.max(left, box.left),
            Math.min(bottom, box.bottom) - Math.max(top, box.top),
          ]
          if (drawing.contains(parent) && isBefore && x > 1 && y > 1)
            faults.push({ scene: name, text, wrong: `lies under a ${card.getAttribute('class') ?? 'rect'}` })
        }
      }
  }
  return faults
}
