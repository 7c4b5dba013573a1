/** Which command a key runs, and which keys are left to what has the focus. */

import type { Session } from '../../state/session.ts'
import { allCommands, type Command, commands, pageOf } from './commands.ts'

const byKey = new Map<string, Command>(
  allCommands.flatMap((command) => command.keys.map((key) => [key, command] as const)),
)

function keyOf(event: KeyboardEvent): string {
  const control = event.ctrlKey || event.metaKey ? 'Ctrl+' : ''
  return `${control}${event.shiftKey ? 'Shift+' : ''}${event.code}`
}

const wordless = ['checkbox', 'radio', 'range', 'button', 'submit', 'reset', 'file', 'color']

/** Does what has the focus take letters and digits as text? */
function takesText(target: Element): boolean {
  if (target instanceof HTMLInputElement) return !wordless.includes(target.type)
  return target instanceof HTMLElement && (target.isContentEditable || target.closest('textarea') !== null)
}

/** What moves through a run or points at its numbers is for the stage, or for a view that takes it; elsewhere these keys scroll the page. */
const moving: ReadonlySet<Command> = new Set<Command>([
  commands.forward,
  commands.back,
  commands.nextTimestep,
  commands.previousTimestep,
  commands.first,
  commands.last,
  commands.play,
])
const pointing: ReadonlySet<Command> = new Set<Command>([commands.pointNext, commands.pointPrevious])
const movesNothing = ({ get, fullStepper }: Session, command: Command) =>
  get().view !== 'step' &&
  (pointing.has(command) || (moving.has(command) && (!fullStepper() || command === commands.play)))

/** How far a key scrolls the page of a view, as browsers do it, in pixels. */
const scrolled: Readonly<Record<string, (page: Element) => number>> = {
  ArrowDown: () => 40,
  ArrowUp: () => -40,
  Space: (page) => 0.85 * page.clientHeight,
  Home: (page) => -page.scrollHeight,
  End: (page) => page.scrollHeight,
}

/** Scrolls the page of a view where the focus lies outside of it, on the menu or on nothing: then the browser scrolls the document. */
function scroll({ get }: Session, event: KeyboardEvent): void {
  const page = pageOf(get().view)
  const way = scrolled[keyOf(event)]
  if (!page || !way || (event.target instanceof Element && event.target.closest('main'))) return
  event.preventDefault()
  page.scrollBy({ top: way(page) })
}

/** The keys that a control has: those of a menu are all, so that letters choose in it. */
const keysOfControls: readonly { readonly control: string; readonly keys: readonly string[] }[] = [
  { control: 'button, summary, a, input', keys: ['Enter'] },
  { control: 'input, [role=slider]', keys: ['ArrowUp', 'ArrowDown'] },
  { control: 'input', keys: ['ArrowLeft', 'ArrowRight', 'Home', 'End', 'Space'] },
]

/** Is a key left to what has the focus? Dialogs and popovers have all keys, and what is typed into is left alone. */
function isTaken(event: KeyboardEvent, target: Element): boolean {
  if (target.closest('dialog, [popover]') || takesText(target)) return true
  if (target.closest('select')) return event.key !== 'Escape' || isOpenMenu(target)
  if (keysOfControls.some(({ control, keys }) => keys.includes(event.code) && target.closest(control)))
    return true
  // Space is a press on a focused button or a summary; the transport follows the table, so that it does not step twice.
  return (
    event.code === 'Space' && target.closest('button, summary, a') !== null && !target.closest('[data-keys]')
  )
}

/** Is a menu folded out? Where a browser cannot tell, it is taken to be. */
const isOpenMenu = (target: Element) => !CSS.supports('selector(:open)') || target.matches(':open')

/** What the browser itself closes with Escape: then nothing else is closed. */
export const closesItself = () =>
  document.fullscreenElement !== null || document.querySelector('dialog[open], :popover-open') !== null

const isLeftAlone = (event: KeyboardEvent) => event.defaultPrevented || event.altKey || event.isComposing

function obey(session: Session, event: KeyboardEvent, command: Command): void {
  event.preventDefault()
  // While the screen is black any key of this table shows it again, and does nothing else.
  if (session.get().black) session.setBlack(false)
  else command.run(session)
}

/**
 * The keys of a clicker come before all others: whoever presents holds it, wherever the focus was left, and no slider, menu or figure
 * may take them. Only what is typed is left alone, and dialogs and menus have their letters.
 */
function onClicker(session: Session, event: KeyboardEvent): void {
  const command = byKey.get(keyOf(event))
  if (!command?.clicker || isLeftAlone(event)) return
  const { target } = event
  const letter = event.key.length === 1
  if (letter && target instanceof Element && (takesText(target) || target.closest('dialog'))) return
  // Letters choose in a menu.
  if (event.code.startsWith('Key') && target instanceof Element && target.closest('select')) return
  if (target instanceof HTMLTextAreaElement) return
  event.stopPropagation()
  obey(session, event, command)
}

function onKey(session: Session, event: KeyboardEvent): void {
  if (isLeftAlone(event)) return
  if (event.key === 'Escape' && closesItself()) return
  if (event.key === 'Escape' && event.target instanceof HTMLSelectElement && !isOpenMenu(event.target)) {
    event.target.blur()
    return
  }
  if (event.target instanceof Element && isTaken(event, event.target)) return
  // "?" is on another key on many keyboards: there the character counts.
  const command = event.key === '?' ? commands.help : byKey.get(keyOf(event))
  if (!command) return
  if (movesNothing(session, command)) scroll(session, event)
  else obey(session, event, command)
}

/** A menu in which something was chosen with the pointer gives the keys back; whoever walks through it with keys stays in it. */
function giveKeysBack(): void {
  let pointed = false
  addEventListener('pointerdown', () => (pointed = true), { capture: true })
  addEventListener('keydown', () => (pointed = false), { capture: true })
  addEventListener('change', ({ target }) => {
    if (pointed && target instanceof HTMLSelectElement && !target.closest('dialog, [popover]')) target.blur()
  })
}

/** Gives the keys of the page to a session. */
export function listen(session: Session): void {
  addEventListener('keydown', (event) => onClicker(session, event), { capture: true })
  addEventListener('keydown', (event) => onKey(session, event))
  giveKeysBack()
}
