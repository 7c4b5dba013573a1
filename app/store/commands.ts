/** One table: the keys, the buttons and the help all come from it. Letters are matched by event.code, so that they work with a Chinese input method on. */
import type { Words } from '../language/words.ts'
import { stepper } from './keys.ts'
import { askPointed, askWhy, point } from './point.ts'
import { stopsOf } from './steps.ts'
import { get, goTo, redo, reset, set, step, trace, undo } from './store.ts'

export interface Command {
  /** "Shift+ArrowRight", "KeyK", "Ctrl+KeyZ" */
  readonly keys: readonly string[]
  readonly run: () => void
  readonly label: keyof Words['commands']
}

const panels = ['all', 'strip', 'cell', 'equation'] as const

function fullScreen(): void {
  if (document.fullscreenElement) void document.exitFullscreen()
  else void document.documentElement.requestFullscreen?.().catch(() => undefined)
}

/** Ends the tour, stops what moves, leaves the enlarged panel, points at nothing, leaves the presentation: one after the other. */
function leave(): void {
  const { tour, playing, panel, pointed, present } = get()
  if (tour !== null) set({ tour: null })
  else if (playing) set({ playing: false })
  else if (panel !== 'all') set({ panel: 'all' })
  else if (pointed !== null || !present) set({ pointed: null, lit: null })
  else commands.present.run()
}

function cover(): void {
  const { covering, covered } = get()
  if (!covering) set({ covering: true, covered: true })
  else if (covered) set({ covered: false })
  else set({ covering: false, covered: false })
}

export const commands = {
  forward: {
    label: 'forward',
    keys: ['ArrowRight', 'PageDown', 'Space', 'KeyN'],
    run: () => (stepper() ? stepper()!.by(1) : step(1)),
  },
  back: {
    label: 'back',
    keys: ['ArrowLeft', 'PageUp', 'KeyP'],
    run: () => (stepper() ? stepper()!.by(-1) : step(-1)),
  },
  nextTimestep: { label: 'nextTimestep', keys: ['Shift+ArrowRight'], run: () => step(1, 'timestep') },
  previousTimestep: { label: 'previousTimestep', keys: ['Shift+ArrowLeft'], run: () => step(-1, 'timestep') },
  first: {
    label: 'first',
    keys: ['Home'],
    run: () => (stepper() ? stepper()!.first() : goTo(stopsOf(trace(), get().grain, get())[0]!)),
  },
  last: {
    label: 'last',
    keys: ['End'],
    run: () => (stepper() ? stepper()!.last() : goTo(trace().frames.length - 1)),
  },
  pointNext: { label: 'pointNext', keys: ['ArrowDown'], run: () => point(1) },
  pointPrevious: { label: 'pointPrevious', keys: ['ArrowUp'], run: () => point(-1) },
  ask: { label: 'ask', keys: ['Enter'], run: askPointed },
  why: { label: 'why', keys: ['KeyW'], run: askWhy },
  play: { label: 'play', keys: ['KeyK'], run: () => set({ playing: !get().playing }) },
  undo: { label: 'undo', keys: ['Ctrl+KeyZ'], run: undo },
  redo: { label: 'redo', keys: ['Ctrl+Shift+KeyZ', 'Ctrl+KeyY'], run: redo },
  reset: { label: 'reset', keys: [], run: reset },
  present: {
    label: 'present',
    keys: ['KeyS'],
    run: () => set({ present: !get().present, covered: false, covering: false, panel: 'all' }),
  },
  panel: {
    label: 'panel',
    keys: ['KeyV'],
    run: () => set({ panel: panels[(panels.indexOf(get().panel) + 1) % panels.length]! }),
  },
  cover: { label: 'cover', keys: ['KeyC'], run: cover },
  black: { label: 'black', keys: ['KeyB', 'Period'], run: () => set({ black: !get().black }) },
  leave: { label: 'leave', keys: ['Escape'], run: leave },
  fullScreen: { label: 'fullScreen', keys: ['KeyF'], run: fullScreen },
  help: { label: 'help', keys: ['Shift+Slash', 'F1'], run: () => set({ help: !get().help }) },
} satisfies Record<string, Command>

export type CommandName = keyof typeof commands

const byKey = new Map<string, Command>(
  Object.values(commands).flatMap((command: Command) => command.keys.map((key) => [key, command] as const)),
)

function keyOf(event: KeyboardEvent): string {
  const control = event.ctrlKey || event.metaKey ? 'Ctrl+' : ''
  return `${control}${event.shiftKey ? 'Shift+' : ''}${event.code}`
}

/** Typing is left alone, and so are sliders, which have keys of their own, and dialogs. */
function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target.isContentEditable || target.closest('dialog, [popover], select, textarea')) return true
  return target instanceof HTMLInputElement && target.type !== 'checkbox'
}

/** The keys of a clicker. Whoever presents holds it, wherever the focus was left: a menu must not change under it. */
const clicker: readonly string[] = ['PageDown', 'PageUp', 'KeyB', 'Period']
const isClicked = (event: KeyboardEvent): boolean =>
  get().present && event.target instanceof HTMLSelectElement && clicker.includes(keyOf(event))

/** What moves through a run is for the stage, or for a view that takes it; elsewhere these keys scroll the page. */
const moving: ReadonlySet<Command> = new Set<Command>([
  commands.forward,
  commands.back,
  commands.nextTimestep,
  commands.previousTimestep,
  commands.first,
  commands.last,
  commands.play,
])
const movesNothing = (command: Command) =>
  moving.has(command) && get().view !== 'step' && (!stepper() || command === commands.play)

/** Enter presses what is focused, and arrows move sliders: what a control does itself is left to it. */
function ownKeys(event: KeyboardEvent): boolean {
  if (!['Enter', 'ArrowUp', 'ArrowDown'].includes(event.key) || !(event.target instanceof Element))
    return false
  return (
    event.target.closest(event.key === 'Enter' ? 'button, summary, a, input' : 'input, [role=slider]') !==
    null
  )
}

/** Space is a press on a focused button or a summary; the transport follows the table, so that it does not step twice. */
function pressesControl(event: KeyboardEvent): boolean {
  if (event.code !== 'Space' || !(event.target instanceof Element)) return false
  return event.target.closest('button, summary, a') !== null && event.target.closest('[data-keys]') === null
}

export function onKey(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.altKey || event.isComposing) return
  if ((isTyping(event.target) && !isClicked(event)) || pressesControl(event) || ownKeys(event)) return
  // "?" is on another key on many keyboards: there the character counts.
  const command = event.key === '?' ? commands.help : byKey.get(keyOf(event))
  if (!command || movesNothing(command)) return
  // While the screen is black any key of this table shows it again, and does nothing else.
  event.preventDefault()
  if (get().black) set({ black: false })
  else command.run()
}

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
    .map((part) => names[part] ?? part.replace('Key', '').replace('Shift', '⇧'))
    .join(' ')
}
