/** Numbers that were given follow the pointer: where they stand, or on the handle of their popover. */
import { numberOf, parseRef, withNumber, withoutElement } from '../../../src/index.ts'
import type { Session } from '../../state/session.ts'

export interface NumberDrag {
  /** puts a value in its place */
  readonly put: (value: number) => void
  /** how far one key moves it */
  readonly step: number
  /** moves the number by a distance of the pointer, in pixels */
  readonly by: (pixels: number) => void
}

/** Changes the number of a name; undefined where it was computed. */
export function dragOf(session: Session, name: string): NumberDrag | undefined {
  const ref = parseRef(name)
  const value = numberOf(session.trace(), name)
  if (!ref || value === undefined || !withNumber(session.get().experiment, ref, value)) return undefined
  const whole = ref.name === 'target' && session.get().experiment.loss.kind === 'cross-entropy'
  const step = whole ? 1 : 10 ** Math.floor(Math.log10(Math.max(0.1, Math.abs(value)))) / 20
  const put = (next: number) => {
    const changed = withNumber(
      session.get().experiment,
      ref,
      whole ? Math.round(next) : Number(next.toPrecision(6)),
    )
    if (changed) session.drag(changed)
  }
  return { put, step, by: (pixels) => put(value + (pixels / (whole ? 30 : 4)) * step) }
}

/** A pointer that moves less, in pixels, is a click. */
export const still = 4

/** Drags the number that was pressed, until the pointer is let go. A finger scrolls the panel; it has the handle. */
export function dragInPlace(session: Session, name: string | null, pressed: React.PointerEvent): void {
  const drag =
    name !== null && pressed.pointerType !== 'touch' && pressed.button === 0 && dragOf(session, name)
  if (!drag) return
  const page = document.documentElement
  let moves = false
  const move = (event: PointerEvent) => {
    const way = event.clientX - pressed.clientX
    if (!moves && Math.abs(way) < still) return
    if (!moves) {
      session.setAsked(null)
      session.light(withoutElement(name))
    }
    moves = true
    page.dataset.draggingNumber = ''
    getSelection()?.removeAllRanges()
    drag.by(way)
  }
  const end = () => {
    removeEventListener('pointermove', move)
    removeEventListener('pointerup', end)
    removeEventListener('pointercancel', end)
    delete page.dataset.draggingNumber
    if (!moves) return
    session.settle()
    // The click after a drag opens no question. Where React replaced the element under the pointer, no click comes.
    const ignore = (click: MouseEvent) => click.stopPropagation()
    addEventListener('click', ignore, { capture: true, once: true })
    setTimeout(() => removeEventListener('click', ignore, { capture: true }))
  }
  addEventListener('pointermove', move)
  addEventListener('pointerup', end)
  addEventListener('pointercancel', end)
}
