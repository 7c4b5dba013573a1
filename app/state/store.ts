/** What the user is doing. Everything that follows from it (the trace, formulas) is selected, never stored. */
import { create } from 'zustand'
import {
  type Experiment,
  frameAt,
  type Grain,
  placeOf,
  problemOf,
  record,
  type Trace,
} from '../../src/index.ts'
import { builtIn, first } from './experiments.ts'
import { questionOf } from './predict.ts'
import type { State, Version } from './state.ts'
import { stopsOf } from './steps.ts'
import { dependents, type Panel, type Param, panelsOf, type View } from './views.ts'

export type { Asked, Language, State, Theme, Version } from './state.ts'
export type { Panel } from './views.ts'

const start = builtIn(first)!

const prefersDark = () =>
  typeof matchMedia !== 'undefined' && matchMedia('(prefers-color-scheme: dark)').matches
const chinese = () => typeof navigator !== 'undefined' && navigator.language.toLowerCase().startsWith('zh')

export const useStore = create<State>()(() => ({
  name: first,
  experiment: start,
  opened: start,
  past: [],
  future: [],
  before: null,
  compared: null,
  cursor: 0,
  lost: null,
  grain: 'idea',
  playing: false,
  speed: 1,
  view: 'step',
  params: {},
  why: null,
  trail: [],
  nudging: false,
  lit: null,
  pointed: null,
  asked: null,
  notation: 'notes',
  gradient: 'partial',
  weights: 'split',
  language: chinese() ? 'zh' : 'en',
  theme: prefersDark() ? 'dark' : 'light',
  learningRate: 0.1,
  present: false,
  panel: 'all',
  covering: false,
  covered: false,
  predict: 'off',
  question: null,
  frameAsked: null,
  score: { asked: 0, right: 0 },
  black: false,
  help: false,
  tour: null,
  message: null,
  told: null,
  offersFile: false,
}))

export const get = useStore.getState
export const set = useStore.setState

/** Opens a view; what is asked in another one goes. */
export const openView = (view: View): void => set({ view, asked: null, why: null })

/** The panel that is enlarged in the view that is open. */
export const panelIn = ({ view, panel }: Pick<State, 'view' | 'panel'>): Panel =>
  panelsOf[view].includes(panel) ? panel : 'all'

/** What a view is about; null takes it away. */
export function setParam(param: Param, value: string | null): void {
  const gone: readonly Param[] = [param, ...dependents(param)]
  const others = Object.entries(get().params).filter(([key]) => !gone.includes(key as Param))
  set({ params: Object.fromEntries(value === null ? others : [...others, [param, value]]) })
}

export const useParam = (param: Param): string | undefined => useStore((s) => s.params[param])

const traces = new WeakMap<Experiment, { rate: number; trace: Trace }>()

/** The run of an experiment, made at the first look. */
export function traceOf(experiment: Experiment, rate: number): Trace {
  const found = traces.get(experiment)
  if (found?.rate === rate) return found.trace
  const trace = record(problemOf(experiment), rate)
  traces.set(experiment, { rate, trace })
  return trace
}

export const useTrace = (): Trace => {
  const experiment = useStore((s) => s.experiment)
  const rate = useStore((s) => s.learningRate)
  return traceOf(experiment, rate)
}

/** The frame that the cursor stands at, by its index; within the run whatever was changed. */
export const useCursor = ({ frames }: Trace): number => useStore((s) => Math.min(s.cursor, frames.length - 1))

/** The run before the last change, while it is shown; undefined where it has not the same shape. */
export const useComparedTrace = (): Trace | undefined => {
  const compared = useStore((s) => s.compared)
  const rate = useStore((s) => s.learningRate)
  const now = useTrace()
  if (!compared) return undefined
  const was = traceOf(compared, rate)
  return was.net === now.net && was.T === now.T && sameSizes(was, now) ? was : undefined
}

const sameSizes = (a: Trace, b: Trace) =>
  (['inputSize', 'hiddenSize', 'outputSize'] as const).every(
    (size) => a.problem.model[size] === b.problem.model[size],
  )

export const trace = () => traceOf(get().experiment, get().learningRate)

/** Moves the cursor to a frame; what is covered in class is covered anew. */
export function goTo(index: number): void {
  const last = trace().frames.length - 1
  const cursor = Math.max(0, Math.min(last, index))
  set({
    cursor,
    asked: null,
    question: null,
    frameAsked: null,
    covered: get().covering && cursor > get().cursor,
  })
}

/** A step of a grain forward (1) or back (-1). A covered result is shown first. */
export function step(direction: 1 | -1, grain: Grain = get().grain): void {
  if (direction === 1 && get().covered) {
    set({ covered: false, question: null })
    return
  }
  const { cursor } = get()
  const list = stopsOf(trace(), grain, get())
  const next = direction === 1 ? list.find((i) => i > cursor) : list.findLast((i) => i < cursor)
  if (next !== undefined) {
    goTo(next)
    const question =
      direction === 1 && !get().playing ? questionOf(trace(), trace().frames[next]!, get().predict) : null
    if (question) set({ question, covered: true })
  } else if (direction === 1) set({ playing: false })
}

/** Puts another version of the experiment in place of this one; the cursor stays at its place, or near it. */
function put(experiment: Experiment, more: Partial<State>): void {
  const { cursor: at, lost } = get()
  const frame = trace().frames[at]
  const place = lost?.cursor === at ? lost.place : frame ? placeOf(frame) : 'l'
  const run = traceOf(experiment, get().learningRate)
  const found = frameAt(run, place)
  const cursor = found?.index ?? Math.min(at, run.frames.length - 1)
  set({ experiment, cursor, lost: found ? null : { place, cursor }, name: null, ...more })
}

const remembered = 200

/** The past with the experiment as it is, or as it was before the movement that goes on. */
function remember(): readonly Version[] {
  const { past, before, experiment, opened } = get()
  return [...past, { experiment: before ?? experiment, opened }].slice(-remembered)
}

/** A change of the experiment that can be undone. */
export function change(experiment: Experiment): void {
  const past = remember()
  put(experiment, { past, future: [], before: null, compared: past.at(-1)!.experiment })
}

/** A change while the pointer moves: one entry in the history for the whole movement, see settle(). */
export function drag(experiment: Experiment): void {
  const before = get().before ?? get().experiment
  put(experiment, { before, compared: before })
}

/** The end of a movement. */
export function settle(): void {
  const { before, experiment } = get()
  if (before && before !== experiment) set({ past: remember(), future: [], before: null })
  else set({ before: null })
}

/** Takes back what has changed since the movement began. */
export function giveUp(): void {
  const { before } = get()
  if (before) put(before, { before: null, compared: null, ...nameOf(before) })
}

/** Goes to another version of the history. */
function go({ experiment, opened }: Version, more: Partial<State>): void {
  put(experiment, { opened, before: null, compared: null, ...nameOf(experiment), ...more })
}

export function undo(): void {
  const { past, future, experiment, opened } = get()
  const previous = past.at(-1)
  if (previous) go(previous, { past: past.slice(0, -1), future: [{ experiment, opened }, ...future] })
}

export function redo(): void {
  const { past, future, experiment, opened } = get()
  const [next] = future
  if (next) go(next, { past: [...past, { experiment, opened }], future: future.slice(1) })
}

/** As it was opened. */
export function reset(): void {
  const { opened, experiment } = get()
  if (opened !== experiment) go({ experiment: opened, opened }, { past: remember(), future: [] })
}

const shipped = new Map<Experiment, string>([[start, first]])
const nameOf = (experiment: Experiment) => ({ name: shipped.get(experiment) ?? null })

/** Opens an experiment of the reader's own: a part of what can be undone. */
export function openDocument(experiment: Experiment): void {
  settle()
  const past = remember()
  open(experiment)
  set({ past })
}

/** Opens an experiment at its first frame. What was changed in the one before it is not lost: undo returns to it. */
export function open(experiment: Experiment, name: string | null = null): void {
  settle()
  const changed = get().experiment !== get().opened
  const past = changed ? remember() : get().past
  if (name !== null) shipped.set(experiment, name)
  set({
    experiment,
    name,
    opened: experiment,
    past,
    future: [],
    compared: null,
    pointed: null,
    cursor: 0,
    lost: null,
    playing: false,
    why: null,
    trail: [],
    asked: null,
    lit: null,
    question: null,
    covered: false,
  })
  const [firstStop] = stopsOf(trace(), get().grain, get())
  set({ cursor: firstStop ?? 0 })
}
