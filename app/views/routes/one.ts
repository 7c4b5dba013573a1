/** What is asked of one timestep and unit: where its paths leave the state, and the central difference. */
import { type Departure, departures, type Nudge, nudge, type Trace } from '../../../src/index.ts'

export interface One {
  readonly departures: readonly Departure[]
  readonly nudge: Nudge
}

export function oneOf(trace: Trace, of: string, k: number, unit: number): One {
  return { departures: departures(trace, k), nudge: nudge(trace, `d:${of}@${k}[${unit}]`)! }
}
