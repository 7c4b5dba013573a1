/** Pointing by keyboard: the arrows go from one number or symbol of a panel to the next, and light it as the pointer does. */
import { why, withoutElement } from '../../../src/index.ts'
import type { Session } from '../../state/session.ts'

const panels = 'dialog, [data-part=timeline], [data-part=cell], [data-part=equation]'

/** The names in the panel that has the focus, or else in the equation. */
function namesInPanel(): readonly Element[] {
  const panel =
    document.activeElement?.closest(panels) ??
    document.querySelector('[data-part=equation]') ??
    document.querySelector(panels)
  return [...(panel?.querySelectorAll('[data-ref]') ?? [])].filter((each) => each.checkVisibility())
}

const nameOf = (element: Element | undefined) => element?.getAttribute('data-ref') ?? ''

/** Where among these what is pointed at stands. A step draws the panel anew: then it is the first of the same name. */
function placeIn(all: readonly Element[], { pointed, pointedAt }: ReturnType<Session['get']>): number {
  return nameOf(all[pointedAt]) === pointed ? pointedAt : all.findIndex((each) => nameOf(each) === pointed)
}

/** Points at the next (1) or the previous (-1) number or symbol. */
export function point(session: Session, direction: 1 | -1): void {
  const all = namesInPanel()
  const before = placeIn(all, session.get())
  const next = before < 0 ? (direction === 1 ? 0 : all.length - 1) : before + direction
  const place = (next + all.length) % all.length
  const element = all[place]
  if (!element) return
  element.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  const name = nameOf(element)
  session.point(name, place)
  session.light(withoutElement(name))
}

/** Asks what the keyboard points at. */
export function askPointed(session: Session): void {
  const state = session.get()
  if (state.pointed === null) return
  const all = namesInPanel()
  const box = all[placeIn(all, state)]?.getBoundingClientRect()
  session.setAsked({ ref: state.pointed, x: box?.left ?? innerWidth / 3, y: box?.bottom ?? innerHeight / 3 })
}

/** Why what the keyboard points at is what it is; or the result of the step. Of a vector the first element is asked. */
export function askWhy(session: Session): void {
  const run = session.trace()
  const { pointed, cursor } = session.get()
  const { equation, t } = run.frames[cursor]!
  const name = pointed ?? `${equation.symbol}${t === null ? '' : `@${t}`}`
  const one = [name, `${name}[0]`, `${name}[0,0]`].find((each) => why(run, each) !== undefined)
  if (one !== undefined) session.askWhy(one)
}
