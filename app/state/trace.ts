/** The run of an experiment: it follows from the state, and is kept only so that it is computed once. */
import { type Experiment, problemOf, record, type Trace } from '../../src/index.ts'
import type { State } from './slices/state.ts'

const traces = new WeakMap<Experiment, Map<number, Trace>>()

/** So many learning rates of one experiment are kept: two sessions may show it at two of them. */
const most = 4

/** The run of an experiment, made at the first look. */
export function traceOf(experiment: Experiment, rate: number): Trace {
  const found = traces.get(experiment)?.get(rate)
  if (found) return found
  const trace = record(problemOf(experiment), rate)
  const others = [...(traces.get(experiment) ?? [])].slice(1 - most)
  traces.set(experiment, new Map([...others, [rate, trace]]))
  return trace
}

/** The run that a state shows. */
export const runOf = ({ experiment, learningRate }: Pick<State, 'experiment' | 'learningRate'>): Trace =>
  traceOf(experiment, learningRate)
