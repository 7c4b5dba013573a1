import { useMemo } from 'react'
import type { DeriveOptions, Experiment, Trace } from '../../../src/index.ts'
import { type Task, useTask } from '../../work/task.ts'
import DeriveWorker from './derive.worker.ts?worker&inline'
import { deriving, type Found, found, type Question } from './found.ts'

/** Larger nets are derived all the way in a worker, so that the page goes on. */
const quick = (trace: Trace, { depth }: DeriveOptions) =>
  depth !== 'all' || trace.T * trace.problem.model.hiddenSize <= 24

const kind = { work: deriving, worker: DeriveWorker }

/** The derivation of a gradient. */
export function useDerivation(
  experiment: Experiment,
  trace: Trace,
  target: string,
  options: DeriveOptions,
): Task<Found> {
  const key = JSON.stringify([target, options])
  const question = useMemo((): Question => {
    const [target, options] = JSON.parse(key) as [string, DeriveOptions]
    return { experiment, target, options }
  }, [experiment, key])
  return useTask(question, kind, quick(trace, options) ? () => found(question, trace) : null)
}
