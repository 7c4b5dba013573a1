/** Pointing by keyboard: the arrows go from one number or symbol of a panel to the next, and light it as the pointer does. */
import { why } from '../../src/index.ts'
import { get, set, trace } from './store.ts'

let at: Element | null = null

/** The panel that has the focus, or else the equation. */
function panel(): Element | null {
  return (
    document.activeElement?.closest('.panel, dialog') ??
    document.querySelector('.panel.equation') ??
    document.querySelector('.panel')
  )
}

/** Points at the next (1) or the previous (-1) number or symbol. */
export function point(direction: 1 | -1): void {
  const all = [...(panel()?.querySelectorAll('[data-ref]') ?? [])].filter((each) => each.checkVisibility())
  const before = at ? all.indexOf(at) : -1
  // A step draws the panel anew: go on from the same name where it is still there.
  const named = before >= 0 ? before : all.findIndex((each) => nameOf(each) === get().pointed)
  const next = named < 0 ? (direction === 1 ? 0 : all.length - 1) : named + direction
  at = all[(next + all.length) % all.length] ?? null
  if (!at) return
  at.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  const name = nameOf(at)
  set({ pointed: name, lit: name.replace(/\[[^\]]*\]/, '') })
}

/** Asks what the keyboard points at. */
export function askPointed(): void {
  const { pointed } = get()
  if (pointed === null) return
  const box = at?.isConnected ? at.getBoundingClientRect() : undefined
  set({ asked: { ref: pointed, x: box?.left ?? innerWidth / 3, y: box?.bottom ?? innerHeight / 3 } })
}

/** Why what the keyboard points at is what it is; or the result of the step. Of a vector the first element is asked. */
export function askWhy(): void {
  const run = trace()
  const { equation, t } = run.frames[get().cursor]!
  const name = get().pointed ?? `${equation.symbol}${t === null ? '' : `@${t}`}`
  const one = [name, `${name}[0]`, `${name}[0,0]`].find((each) => why(run, each) !== undefined)
  if (one !== undefined) set({ why: one, trail: [], nudging: false })
}

const nameOf = (element: Element) => element.getAttribute('data-ref') ?? ''
