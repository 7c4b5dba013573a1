/** How large the gradients of the states are, at each timestep. */
import { frameOf, gradientOf, type Trace } from '../../../src/index.ts'
import { type Height, valuesAt } from '../../figure/Mini.tsx'
import { heights, norm } from '../../figure/scale.ts'

/** The gradient of a state at each timestep: its norm, and the place in the run's list of frames where it is written. */
type Arrivals = readonly ({ readonly norm: number; readonly place: number } | undefined)[]

function arrivalsOf(trace: Trace, name: string): Arrivals {
  return Array.from({ length: trace.T + 1 }, (_, t) => {
    const frame = t === 0 ? undefined : frameOf(trace, { name, gradient: true, t })
    return frame && { norm: norm(valuesAt(trace, gradientOf(name), t)), place: frame.index }
  })
}

const sizesOf = (arrivals: Arrivals) => arrivals.flatMap((each) => each?.norm ?? [])

/** The norms of the gradients of all states, at every timestep. */
export const gradientSizes = (run: Trace): readonly number[] =>
  run.net.states.flatMap((name) => sizesOf(arrivalsOf(run, name)))

/** The norm of a state's gradient at a timestep, and how high its bar is, if it has arrived at a place of the run. */
export type HeightAt = (name: string, t: number, place: number) => Height | undefined

/** All bars have the scale of the whole run, which no step changes. */
export function gradientHeights(trace: Trace, log: boolean): HeightAt {
  const arrivals = new Map(trace.net.states.map((name) => [name, arrivalsOf(trace, name)]))
  const { height } = heights([...arrivals.values()].flatMap(sizesOf), log)
  return (name, t, place) => {
    const arrival = arrivals.get(name)?.[t]
    if (!arrival || arrival.place > place) return undefined
    return { norm: arrival.norm, height: height(arrival.norm) }
  }
}
