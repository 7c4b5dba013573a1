/** One question at a time, asked of the pool: its answer, how far it is, that it was stopped, or that it failed. */
import { useLayoutEffect, useMemo, useState } from 'react'
import { ask } from './pool.ts'
import type { Progress, WorkKind } from './work.ts'

export type Task<A> =
  | { readonly state: 'done'; readonly answer: A }
  | ({ readonly state: 'busy'; readonly stop: () => void } & Progress)
  | { readonly state: 'stopped'; readonly start: () => void }
  /** `detail` says how, as the browser puts it */
  | { readonly state: 'failed'; readonly detail: string; readonly start: () => void }

/** An answer that is computed at once, or how that broke. */
type Here<A> = { readonly answer: A } | { readonly broke: string }

function tried<A>(compute: () => A): Here<A> {
  try {
    return { answer: compute() }
  } catch (error) {
    return { broke: error instanceof Error ? error.message : String(error) }
  }
}

/**
 * The answer to a question, which must stay the same object as long as it is the same question. `here` computes it at once and is given
 * where that is quick. Otherwise the pool is asked, and the job stopped when the question changes.
 */
export function useTask<Q, A>(question: Q, kind: WorkKind<Q, Progress, A>, here: (() => A) | null): Task<A> {
  const [attempt, setAttempt] = useState(0)
  const quick = here !== null
  // biome-ignore lint/correctness/useExhaustiveDependencies: the question says everything that the answer depends on
  const now = useMemo(() => (here ? tried(here) : undefined), [question, quick, attempt])
  const [running, setRunning] = useState<{ readonly question: Q; readonly task: Task<A> } | null>(null)
  const start = () => setAttempt((n) => n + 1)

  // Before the next painting, so that the button that stops it does so from its first appearance on.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt asks again
  useLayoutEffect(() => {
    if (quick) return undefined
    const tell = (task: Task<A>) => setRunning({ question, task })
    const stop = () => {
      job.stop()
      tell({ state: 'stopped', start })
    }
    tell({ state: 'busy', done: 0, total: 0, stop })
    const job = ask(kind, question, {
      message: (progress) => tell({ state: 'busy', ...progress, stop }),
      answer: (answer) => tell({ state: 'done', answer }),
      broke: (detail) => tell({ state: 'failed', detail, start }),
    })
    return job.stop
  }, [question, quick, attempt, kind])

  if (now) return 'answer' in now ? { state: 'done', ...now } : { state: 'failed', detail: now.broke, start }
  if (running?.question === question) return running.task
  return { state: 'busy', done: 0, total: 0, stop: () => undefined }
}
