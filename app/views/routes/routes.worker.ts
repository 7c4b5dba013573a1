/** The routes of a large experiment, or what is asked of one timestep and unit. */
import { type Experiment, problemOf, type Routes, record, routesOf } from '../../../src/index.ts'
import type { Posted } from '../../work/task.ts'
import { type One, oneOf } from './one.ts'

export interface Question {
  readonly experiment: Experiment
  /** one timestep and unit of the state, or else all timesteps */
  readonly one?: { readonly of: string; readonly k: number; readonly unit: number }
}

const post = (posted: Posted<Routes | One>) => postMessage(posted)

addEventListener('message', ({ data: { experiment, one } }: MessageEvent<Question>) => {
  post({ done: 0, total: 2 })
  const trace = record(problemOf(experiment))
  post({ done: 1, total: 2 })
  post({ answer: one ? oneOf(trace, one.of, one.k, one.unit) : routesOf(trace) })
})
