import { useEffect, useMemo, useState } from 'react'
import type { DeriveOptions, Experiment, Trace } from '../../../src/index.ts'
import { startWorker } from '../../work/worker.ts'
import { type Found, found, type Wanted } from './derive.worker.ts'
import DeriveWorker from './derive.worker.ts?worker&inline'

/** Larger nets are derived all the way in a worker, so that the page goes on. */
const quick = (trace: Trace, { depth }: DeriveOptions) =>
  depth !== 'all' || trace.T * trace.problem.model.hiddenSize <= 24

/** Derived here; one that breaks has crashed, as in a worker. */
function attempted(wanted: Wanted): Found | 'crashed' {
  try {
    return found(wanted)
  } catch {
    return 'crashed'
  }
}

/** The derivation of a gradient; null while it is being derived, 'crashed' where the worker stopped. */
export function useDerivation(
  experiment: Experiment,
  trace: Trace,
  target: string,
  options: DeriveOptions,
): Found | 'crashed' | null {
  const key = JSON.stringify([target, options])
  const now = useMemo(() => {
    const [of, how] = JSON.parse(key) as [string, DeriveOptions]
    return quick(trace, how) ? found({ experiment, target: of, options: how }, trace) : null
  }, [experiment, trace, key])
  const [later, setLater] = useState<{ readonly for: string; readonly found: Found | 'crashed' } | null>(null)

  useEffect(() => {
    if (now) return undefined
    const [of, how] = JSON.parse(key) as [string, DeriveOptions]
    const wanted: Wanted = { experiment, target: of, options: how }
    const tell = (answer: Found | 'crashed') => setLater({ for: key, found: answer })
    let waits: ReturnType<typeof setTimeout> | undefined
    const worker = startWorker<Found>(DeriveWorker, {
      answer: tell,
      broke: () => tell('crashed'),
      none: () => {
        waits = setTimeout(() => tell(attempted(wanted)), 50)
      },
    })
    worker?.postMessage(wanted)
    return () => {
      worker?.terminate()
      clearTimeout(waits)
      setLater(null)
    }
  }, [experiment, now, key])

  return now ?? (later?.for === key ? later.found : null)
}
