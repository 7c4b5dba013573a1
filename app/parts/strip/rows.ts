/** The rows of the strip. */
import { carryOf, gatesIn, keptStates, statesOf, type Trace } from '../../../src/index.ts'
import type { Words } from '../../words/words.ts'

/** A row of words, of a state, or of the size of its gradient. */
export type Row =
  | { readonly kind: keyof Words['rows']; readonly lines?: number }
  | { readonly kind: 'state' | 'gradient'; readonly name: string }

/** With more states than these the strip would push the cell out of sight: a stack of layers shows its first ones. */
const mostStates = 6

/** What the equations of a net say of its states, found once. */
interface States {
  readonly shown: readonly string[]
  /** those beside h that are kept unit by unit */
  readonly kept: readonly string[]
}

const found = new WeakMap<Trace['net'], States>()

function statesIn({ net }: Trace): States {
  const known = found.get(net)
  if (known) return known
  const shown = statesOf(net).slice(0, mostStates)
  const made = {
    shown,
    kept: keptStates(net).filter((name) => name !== net.tracks.at(-1)!.h && shown.includes(name)),
  }
  found.set(net, made)
  return made
}

/** The states that have rows, h first. */
export const statesShown = (trace: Trace): readonly string[] => statesIn(trace).shown

/** The rows that a model has, from top to bottom: those of the backward pass too, which are blank before it, so that nothing moves. */
export function rowsOf(trace: Trace): readonly Row[] {
  const states = statesShown(trace)
  const rowOf = (name: string): Row => ({ kind: 'state', name })
  return [
    { kind: 'target' },
    { kind: 'output' },
    { kind: 'loss' },
    ...states.slice(0, 1).map(rowOf),
    ...(gatesIn(trace.net).length > 0 ? [{ kind: 'gates' } as const] : []),
    ...states.slice(1).map(rowOf),
    ...states.map((name): Row => ({ kind: 'gradient', name })),
    { kind: 'x' },
  ]
}

export const keyOf = (row: Row): string => ('name' in row ? [row.kind, row.name].join() : row.kind)

/** in units of the theme (--row-unit) */
const heights = { target: 16, output: 16, loss: 16, gates: 33, state: 18, gradient: 17, x: 17 } as const
const matrixHeight = 36

/** How high a row is. */
export function heightOf(trace: Trace, row: Row): number {
  if (row.kind === 'state' && trace.memory(row.name).shape.length === 2) return matrixHeight
  return heights[row.kind] * ('lines' in row ? (row.lines ?? 1) : 1)
}

/** The vector beside h that is kept unit by unit: from its row lanes run into the next timestep. */
export const laneOf = (trace: Trace): string | undefined =>
  statesIn(trace).kept.find((name) => trace.memory(name).shape.length === 1)

/** Into the memory of which timestep the lanes between t and t + 1 run: along time that of t + 1, against it that of t. */
export const laneTo = ({ net }: Trace, t: number): number => (net.tracks[0]!.reverse ? t : t + 1)

const factors = new WeakMap<Trace, ReturnType<typeof carryOf>>()

/** The factors with which the memory at t keeps what it was, unit by unit. */
export function keptAt(trace: Trace, memory: string, t: number): Float64Array | undefined {
  const made = factors.has(trace) ? factors.get(trace) : carryOf(trace, memory)
  factors.set(trace, made)
  return made?.(t)
}
