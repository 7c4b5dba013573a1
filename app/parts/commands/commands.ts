/** One table: the keys, the buttons and the help all come from it. Letters are matched by event.code, so that they work with a Chinese input method on. */

import type { Session } from '../../state/session.ts'
import type { State } from '../../state/slices/state.ts'
import { panelIn, type View, viewIds } from '../../state/views.ts'
import type { Words } from '../../words/words.ts'
import { askPointed, askWhy, point } from './point.ts'

export interface Command {
  /** "Shift+ArrowRight", "KeyK", "Ctrl+KeyZ" */
  readonly keys: readonly string[]
  readonly run: (session: Session) => void
  readonly label: (words: Words) => string
  /** its keys are those of a clicker: they act wherever the focus was left, and no slider or menu has them */
  readonly clicker?: boolean
}

function fullScreen(): void {
  if (document.fullscreenElement) void document.exitFullscreen()
  else void document.documentElement.requestFullscreen?.().catch(() => undefined)
}

/** What Escape closes, what lies on top first; each press closes one of them. */
const layers: readonly {
  readonly open: (state: State) => boolean
  readonly close: (session: Session) => void
}[] = [
  {
    open: (state) => state.asked !== null,
    close: (session) => {
      session.giveUp()
      session.setAsked(null)
    },
  },
  { open: (state) => state.why !== null, close: (session) => session.stopAsking() },
  { open: (state) => state.tour !== null, close: (session) => session.showTour(null) },
  { open: (state) => state.message !== null, close: (session) => session.closeMessage() },
  { open: (state) => state.playing, close: (session) => session.play(false) },
  { open: (state) => panelIn(state) !== 'all', close: (session) => session.shrink() },
  {
    open: (state) => state.pointed !== null,
    close: (session) => {
      session.point(null)
      session.light(null)
    },
  },
  { open: (state) => state.present, close: (session) => session.togglePresent() },
]

function leave(session: Session): void {
  layers.find(({ open }) => open(session.get()))?.close(session)
}

/** Goes on in what is open: a dialog or a view without an order is read on, a page of the screen at a time. */
function goOn({ get, step, stepper }: Session, direction: 1 | -1): void {
  const dialog = document.querySelector('dialog[open]')
  const page = pageOf(get().view)
  const taker = stepper()
  if (dialog) readOn(dialog, direction)
  else if (!taker && page) readOn(page, direction)
  else if (taker?.isRead && page && restOf(page, direction) > 8) readOn(page, direction)
  else if (taker) {
    taker.by(direction)
    if (taker.isRead) page?.scrollTo({ top: 0 })
  } else step(direction)
}

const readOn = (read: Element, direction: 1 | -1): void =>
  read.scrollBy({ top: direction * 0.85 * Math.min(read.clientHeight, innerHeight) })

/** How much of what scrolls lies below the screen, or above it, in pixels. */
const restOf = ({ scrollTop, scrollHeight, clientHeight }: Element, direction: 1 | -1): number =>
  direction === 1 ? scrollHeight - clientHeight - scrollTop : scrollTop

/** What scrolls a view other than the stage: its own element, or on a phone the page. */
export function pageOf(view: View): Element | null {
  if (view === 'step') return null
  const main = document.querySelector('main')
  const scrolls =
    main && main.scrollHeight > main.clientHeight && getComputedStyle(main).overflowY !== 'visible'
  return scrolls ? main : document.scrollingElement
}

export const commands = {
  goOn: {
    label: (words) => words.commands.goOn,
    keys: ['PageDown'],
    clicker: true,
    run: (session) => goOn(session, 1),
  },
  goBack: {
    label: (words) => words.commands.goBack,
    keys: ['PageUp'],
    clicker: true,
    run: (session) => goOn(session, -1),
  },
  forward: {
    label: (words) => words.commands.forward,
    keys: ['ArrowRight', 'Space', 'KeyN'],
    run: ({ fullStepper, step }) => (fullStepper()?.by ?? step)(1),
  },
  back: {
    label: (words) => words.commands.back,
    keys: ['ArrowLeft', 'KeyP'],
    run: ({ fullStepper, step }) => (fullStepper()?.by ?? step)(-1),
  },
  nextTimestep: {
    label: (words) => words.commands.nextTimestep,
    keys: ['Shift+ArrowRight'],
    run: (session) => session.step(1, 'timestep'),
  },
  previousTimestep: {
    label: (words) => words.commands.previousTimestep,
    keys: ['Shift+ArrowLeft'],
    run: (session) => session.step(-1, 'timestep'),
  },
  first: {
    label: (words) => words.commands.first,
    keys: ['Home'],
    run: ({ fullStepper, goToFirst }) => (fullStepper()?.first ?? goToFirst)(),
  },
  last: {
    label: (words) => words.commands.last,
    keys: ['End'],
    run: ({ fullStepper, goToLast }) => (fullStepper()?.last ?? goToLast)(),
  },
  pointNext: {
    label: (words) => words.commands.pointNext,
    keys: ['ArrowDown'],
    run: (session) => point(session, 1),
  },
  pointPrevious: {
    label: (words) => words.commands.pointPrevious,
    keys: ['ArrowUp'],
    run: (session) => point(session, -1),
  },
  ask: { label: (words) => words.commands.ask, keys: ['Enter'], run: askPointed },
  why: { label: (words) => words.commands.why, keys: ['KeyW'], run: askWhy },
  play: {
    label: (words) => words.commands.play,
    keys: ['KeyK'],
    run: ({ get, play }) => play(!get().playing),
  },
  undo: { label: (words) => words.commands.undo, keys: ['Ctrl+KeyZ'], run: (session) => session.undo() },
  redo: {
    label: (words) => words.commands.redo,
    keys: ['Ctrl+Shift+KeyZ', 'Ctrl+KeyY'],
    run: (session) => session.redo(),
  },
  reset: { label: (words) => words.commands.reset, keys: [], run: (session) => session.reset() },
  present: {
    label: (words) => words.commands.present,
    keys: ['KeyS'],
    run: (session) => session.togglePresent(),
  },
  panel: { label: (words) => words.commands.panel, keys: ['KeyV'], run: (session) => session.enlargeNext() },
  cover: { label: (words) => words.commands.cover, keys: ['KeyC'], run: (session) => session.cover() },
  black: {
    label: (words) => words.commands.black,
    keys: ['KeyB', 'Period'],
    clicker: true,
    run: ({ get, setBlack }) => setBlack(!get().black),
  },
  leave: { label: (words) => words.commands.leave, keys: ['Escape'], run: leave },
  fullScreen: { label: (words) => words.commands.fullScreen, keys: ['KeyF'], run: fullScreen },
  help: {
    label: (words) => words.commands.help,
    keys: ['Shift+Slash', 'F1'],
    run: ({ get, showHelp }) => showHelp(!get().help),
  },
} satisfies Record<string, Command>

export type CommandName = keyof typeof commands

/** A digit each for the first ten views, in the order of the menu: 1 to 9, and 0. */
export const viewCommands: readonly Command[] = viewIds.slice(0, 10).map((view, i) => ({
  label: (words) => words.views[view],
  keys: [`Digit${(i + 1) % 10}`, `Numpad${(i + 1) % 10}`],
  run: (session) => session.openView(view),
}))

/** Every command, for the help and the keys. */
export const allCommands: readonly Command[] = [...Object.values(commands), ...viewCommands]

/** A key as people read it. */
export function keyName(key: string): string {
  const names: Record<string, string> = {
    ArrowRight: '→',
    ArrowLeft: '←',
    PageDown: 'Page ↓',
    PageUp: 'Page ↑',
    Space: 'Space',
    Period: '.',
    Slash: '?',
    Home: 'Home',
    End: 'End',
    F1: 'F1',
    Escape: 'Esc',
    ArrowUp: '↑',
    ArrowDown: '↓',
    Enter: 'Enter',
  }
  if (key === 'Shift+Slash') return '?'
  return key
    .split('+')
    .map((part) => names[part] ?? part.replace(/^(Key|Digit)/, '').replace('Shift', '⇧'))
    .join(' ')
}
