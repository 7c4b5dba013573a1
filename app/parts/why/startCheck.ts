/** The check of all parameters: in a worker, or piece by piece where there are none. */
import type { Experiment } from '../../../src/index.ts'
import { startWorker } from '../../work/worker.ts'
import { checking, type Report } from './check.ts'
import CheckWorker from './check.worker.ts?worker&inline'

/** Checks all parameters; `report` is null where the check broke. What is returned stops it. */
export function startCheck(experiment: Experiment, report: (report: Report | null) => void): () => void {
  let waits: ReturnType<typeof setTimeout> | undefined
  function here(): void {
    const next = checking(experiment)
    const go = () => {
      const made = next()
      report(made)
      if (!('check' in made)) waits = setTimeout(go, 0)
    }
    waits = setTimeout(go, 0)
  }
  const worker = startWorker<Report>(CheckWorker, { answer: report, broke: () => report(null), none: here })
  worker?.postMessage(experiment)
  return () => {
    worker?.terminate()
    clearTimeout(waits)
  }
}
