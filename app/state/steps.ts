/** Steps of a grain as lists of frames. */
import {
  type Frame,
  frameOf,
  type Grain,
  groupOf,
  type NetTrack,
  type Reading,
  runOfTrack,
  stops,
  type Trace,
} from '../../src/index.ts'

const courses = new WeakMap<Trace['net'], Trace>()

/** A run that takes the same steps as this one: while a number is dragged, what follows from the steps alone is worked out once. */
export function courseOf(run: Trace): Trace {
  const found = courses.get(run.net)
  if (found && (found === run || sameSteps(found, run))) return found
  courses.set(run.net, run)
  return run
}

const sameSteps = (a: Trace, b: Trace) =>
  a.T === b.T &&
  a.frames.length === b.frames.length &&
  a.frames.every(
    ({ equation, t }, i) => equation.symbol === b.frames[i]!.equation.symbol && t === b.frames[i]!.t,
  )

/** How formulas are written decides what is one step: weights that are written as one. */
export type Written = Pick<Reading, 'notation' | 'weights'>

const stopLists = new WeakMap<Trace, Map<string, number[]>>()

/** The frames at which steps of a grain end. */
export function stopsOf(run: Trace, grain: Grain, reading: Written): readonly number[] {
  const lists = stopLists.get(run) ?? stopLists.get(courseOf(run)) ?? new Map<string, number[]>()
  stopLists.set(run, lists)
  const key = `${grain} ${reading.weights} ${reading.notation}`
  const found = lists.get(key) ?? stops(run, grain, reading)
  lists.set(key, found)
  return found
}

/** The first step of a layer at a timestep, in the phase that the reader is in; `reading`: how he steps and reads. */
export function stepAt(
  run: Trace,
  track: NetTrack,
  t: number,
  cursor: number,
  reading: Parameters<typeof stopsOf>[2] & { readonly grain: Grain },
): number {
  const { net } = runOfTrack(run, track)
  const gradient = isBack(run, cursor)
  const name = gradient ? net.states.at(-1)! : net.cell.find((eq) => !eq.silent)!.symbol
  return stopAt(run, { name, gradient, t }, reading)
}

/** The first step of the attention at a timestep, in the phase that the reader is in. */
export function attentionStepAt(
  run: Trace,
  t: number,
  cursor: number,
  reading: Parameters<typeof stepAt>[4],
): number {
  const { symbol: name } = run.net.attention.find((eq) => !eq.silent && !eq.once)!
  return stopAt(run, { name, gradient: isBack(run, cursor), t }, reading)
}

/** The step of the outputs at a timestep, in the phase that the reader is in. */
export function headStepAt(
  run: Trace,
  t: number,
  cursor: number,
  reading: Parameters<typeof stepAt>[4],
): number {
  const { symbol: name } = run.net.head.find((eq) => !eq.silent)!
  return stopAt(run, { name, gradient: isBack(run, cursor), t }, reading)
}

const isBack = (run: Trace, cursor: number): boolean =>
  run.frames[Math.min(cursor, run.frames.length - 1)]!.phase === 'backward'

/** The first step that ends at a value's frame or behind it. */
function stopAt(
  run: Trace,
  value: Parameters<typeof frameOf>[1],
  reading: Parameters<typeof stepAt>[4],
): number {
  const index = frameOf(run, value)?.index ?? 0
  return stopsOf(run, reading.grain, reading).find((i) => i >= index) ?? 0
}

/** How finely a step is shown: a timestep or a phase as its last idea. */
export const shownGrain = (grain: Grain): Grain => (grain === 'assignment' ? 'assignment' : 'idea')

/** All frames of the step that the cursor stands in. */
export function groupFrames(run: Trace, cursor: number, grain: Grain): readonly Frame[] {
  const group = groupOf(run.frames[cursor]!, run.net, grain)
  const inside = (i: number) => i in run.frames && groupOf(run.frames[i]!, run.net, grain) === group
  let [from, to] = [cursor, cursor]
  while (inside(from - 1)) from--
  while (inside(to + 1)) to++
  return run.frames.slice(from, to + 1)
}

/** The frames of the step that the cursor stands in, up to the cursor. */
export function stepFrames(run: Trace, cursor: number, grain: Grain): readonly Frame[] {
  return groupFrames(run, cursor, grain).filter((frame) => frame.index <= cursor)
}
