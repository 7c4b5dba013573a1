/** A long computation in a worker, with its progress, that can be stopped and started; a short one is done at once. */
import { useLayoutEffect, useMemo, useState } from 'react'

/** What a worker posts: how far it is, then its answer. */
export type Posted<A> = { readonly done: number; readonly total: number } | { readonly answer: A }

export type Task<A> =
  | { readonly state: 'done'; readonly answer: A }
  | { readonly state: 'busy'; readonly done: number; readonly total: number; readonly stop: () => void }
  | { readonly state: 'stopped'; readonly start: () => void }
  | { readonly state: 'failed' }

/**
 * The answer to a question, which must stay the same object as long as it is the same question. `direct` answers it here, or is
 * undefined where that would hold up the page: then a worker of its own is asked, and stopped when the question changes.
 */
export function useTask<Q, A>(question: Q, direct: (() => A) | undefined, worker: new () => Worker): Task<A> {
  // biome-ignore lint/correctness/useExhaustiveDependencies: the question says everything that the answer depends on
  const answer = useMemo(() => direct && { question, answer: direct() }, [question, direct === undefined])
  const [running, setRunning] = useState<{ readonly question: Q; readonly task: Task<A> } | null>(null)
  const [attempt, setAttempt] = useState(0)
  const here = answer !== undefined

  // Before the next painting, so that the button that stops it does so from its first appearance on.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt asks again
  useLayoutEffect(() => {
    if (here) return undefined
    const started = new worker()
    const tell = (task: Task<A>) => setRunning({ question, task })
    const stop = () => {
      started.terminate()
      tell({ state: 'stopped', start: () => setAttempt((n) => n + 1) })
    }
    tell({ state: 'busy', done: 0, total: 0, stop })
    started.onmessage = ({ data }: MessageEvent<Posted<A>>) =>
      tell('answer' in data ? { state: 'done', answer: data.answer } : { state: 'busy', ...data, stop })
    started.onerror = () => tell({ state: 'failed' })
    started.postMessage(question)
    return () => started.terminate()
  }, [question, here, attempt, worker])

  if (answer) return { state: 'done', answer: answer.answer }
  if (running?.question === question) return running.task
  return { state: 'busy', done: 0, total: 0, stop: () => undefined }
}
