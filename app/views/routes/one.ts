/** The routes of an experiment, or what is asked of one timestep and unit: where its paths leave the state, and the central difference. */
import {
  type Departure,
  departures,
  type Experiment,
  type Nudge,
  nudge,
  type Progress,
  problemOf,
  type Routes,
  record,
  routesOf,
  type Trace,
} from '../../../src/index.ts'
import type { Work } from '../../work/work.ts'

export interface One {
  readonly departures: readonly Departure[]
  readonly nudge: Nudge
}

export function oneOf(trace: Trace, of: string, k: number, unit: number): One {
  return { departures: departures(trace, k), nudge: nudge(trace, `d:${of}@${k}[${unit}]`)! }
}

export interface AllQuestion {
  readonly experiment: Experiment
}
export interface OneQuestion extends AllQuestion {
  readonly one: { readonly of: string; readonly k: number; readonly unit: number }
}

export const dividing: Work<AllQuestion, Progress, Routes> = ({ experiment }) =>
  recorded(experiment, routesOf)

export const dividingOne: Work<OneQuestion, Progress, One> = ({ experiment, one: { of, k, unit } }) =>
  recorded(experiment, (trace) => oneOf(trace, of, k, unit))

function* recorded<A>(
  experiment: Experiment,
  compute: (trace: Trace) => A,
): Generator<Progress, A, undefined> {
  yield { done: 0, total: 2 }
  const trace = record(problemOf(experiment))
  yield { done: 1, total: 2 }
  return compute(trace)
}
