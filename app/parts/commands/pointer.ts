/** What lies under the pointer: it is lit, told, dragged and asked. */
import { numberOf, numberText, withoutElement } from '../../../src/index.ts'
import { unitAt } from '../../figure/units.ts'
import type { Session } from '../../state/session.ts'
import { dragOf } from '../number/dragNumber.ts'

/** The name of what is under the pointer, without its element. */
export function nameUnder(target: EventTarget | null): string | null {
  if (!(target instanceof Element)) return null
  const found = target.closest('[data-ref]')?.getAttribute('data-ref')
  return found == null ? null : withoutElement(found)
}

/**
 * Lights what the pointer is moved onto. What comes to lie under a pointer that rests (a step does that) is not meant, and
 * lighting it would style and lay out the page twice at each step.
 */
export function pointAt(
  session: Session,
  rests: React.RefObject<readonly [number, number]>,
  event: React.PointerEvent,
): void {
  const { target, clientX, clientY } = event
  const [x, y] = rests.current
  if (clientX === x && clientY === y) return
  rests.current = [clientX, clientY]
  const number = draggable(event)
  document.documentElement.toggleAttribute(
    'data-given',
    number !== null && dragOf(session, number) !== undefined,
  )
  session.light(nameUnder(target))
}

/** The full name of the number under the pointer; of a wire, the name of what it carries; of a weight in the drawing, its name. */
export function numberUnder({ target, clientX, clientY }: React.MouseEvent): string | null {
  if (!(target instanceof Element)) return null
  const named = target
    .closest(
      '[data-ref*="["], data[data-ref], [data-ref][data-value], [data-part=wire][data-ref], [data-part=weight][data-ref]',
    )
    ?.getAttribute('data-ref')
  return named ?? unitAt(target, clientX, clientY) ?? null
}

export const isWithin = ({ target }: React.SyntheticEvent, selector: string): boolean =>
  target instanceof Element && target.closest(selector) !== null

/** The number that a press would drag, if it was given. A column is there to be gone to, and a popover has a handle. */
export const draggable = (event: React.PointerEvent): string | null =>
  isWithin(event, '[data-part=column], [data-part=asked]') ? null : numberUnder(event)

/** Where numbers are drawn and not written, the one under the pointer is told. */
export function title(session: Session, event: React.PointerEvent): void {
  const figure = event.target instanceof Element ? event.target.closest('[data-units]') : null
  const ref = figure && unitAt(figure, event.clientX, event.clientY)
  const value = ref ? numberOf(session.trace(), ref) : undefined
  const box = figure?.closest<HTMLElement>('[data-part=slot], [data-part=drawing-box]')
  if (box && value !== undefined) box.title = `${ref} = ${numberText(value)}`
}
