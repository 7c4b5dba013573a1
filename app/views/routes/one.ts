/** The routes of an experiment, or what is asked of one timestep and unit: where its paths leave the state, and the central difference. */
import {
  type Departure,
  departures,
  type Experiment,
  gradientOf,
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
import { nameAt } from './element.ts'

export interface One {
  readonly departures: readonly Departure[]
  readonly nudge: Nudge
}

export function oneOf(trace: Trace, of: string, k: number, unit: number): One {
  return {
    departures: departures(trace, k, of),
    nudge: nudge(trace, gradientOf(nameAt(trace, of, k, unit)))!,
  }
}

export interface AllQuestion {
  readonly experiment: Experiment
  /** the state whose gradient is divided */
  readonly of: string
}
export interface OneQuestion extends AllQuestion {
  readonly one: { readonly k: number; readonly unit: number }
}

export const dividing: Work<AllQuestion, Progress, Routes> = ({ experiment, of }) =>
  recorded(experiment, (trace) => routesOf(trace, of))

export const dividingOne: Work<OneQuestion, Progress, One> = ({ experiment, of, one: { k, unit } }) =>
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
