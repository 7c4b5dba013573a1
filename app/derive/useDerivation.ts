import { useEffect, useMemo, useState } from 'react'
import type { DeriveOptions, Experiment, Trace } from '../../src/index.ts'
import { type Found, found, type Wanted } from './derive.worker.ts'
import DeriveWorker from './derive.worker.ts?worker&inline'

/** Larger nets are derived all the way in a worker, so that the page goes on. */
const quick = (trace: Trace, { depth }: DeriveOptions) =>
  depth !== 'all' || trace.T * trace.problem.model.hiddenSize <= 24

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
    const worker = new DeriveWorker()
    worker.onmessage = ({ data }: MessageEvent<Found>) => setLater({ for: key, found: data })
    worker.onerror = () => setLater({ for: key, found: 'crashed' })
    worker.postMessage({ experiment, target: of, options: how } satisfies Wanted)
    return () => {
      worker.terminate()
      setLater(null)
    }
  }, [experiment, now, key])

  return now ?? (later?.for === key ? later.found : null)
}
