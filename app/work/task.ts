/** A long computation in a worker, with its progress, that can be stopped and started; a short one is done at once. */
import { useLayoutEffect, useMemo, useState } from 'react'
import { startWorker } from './worker.ts'

/** What a worker posts: how far it is, then its answer. */
export type Posted<A> = { readonly done: number; readonly total: number } | { readonly answer: A }

export type Task<A> =
  | { readonly state: 'done'; readonly answer: A }
  | { readonly state: 'busy'; readonly done: number; readonly total: number; readonly stop: () => void }
  | { readonly state: 'stopped'; readonly start: () => void }
  | { readonly state: 'failed' }

/**
 * The answer to a question, which must stay the same object as long as it is the same question. `answerHere` answers it here, where
 * that is `quick`. Where it would hold up the page a worker of its own is asked, and stopped when the question changes; it is
 * answered here all the same where the browser has no workers.
 */
export function useTask<Q, A>(
  question: Q,
  answerHere: () => A,
  quick: boolean,
  worker: new () => Worker,
): Task<A> {
  // biome-ignore lint/correctness/useExhaustiveDependencies: the question says everything that the answer depends on
  const answer = useMemo(() => (quick ? { question, answer: answerHere() } : undefined), [question, quick])
  const [running, setRunning] = useState<{ readonly question: Q; readonly task: Task<A> } | null>(null)
  const [attempt, setAttempt] = useState(0)
  const here = answer !== undefined

  // Before the next painting, so that the button that stops it does so from its first appearance on.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt asks again
  useLayoutEffect(() => {
    if (here) return undefined
    const tell = (task: Task<A>) => setRunning({ question, task })
    let started: Worker | undefined
    let later: ReturnType<typeof setTimeout> | undefined
    const end = () => {
      started?.terminate()
      clearTimeout(later)
    }
    const stop = () => {
      end()
      tell({ state: 'stopped', start: () => setAttempt((n) => n + 1) })
    }
    tell({ state: 'busy', done: 0, total: 0, stop })
    const compute = () => {
      try {
        tell({ state: 'done', answer: answerHere() })
      } catch {
        tell({ state: 'failed' })
      }
    }
    started = startWorker<Posted<A>>(worker, {
      answer: (data) =>
        tell('answer' in data ? { state: 'done', answer: data.answer } : { state: 'busy', ...data, stop }),
      broke: () => tell({ state: 'failed' }),
      // That it is being computed is shown before the page stands still.
      none: () => {
        later = setTimeout(compute, 50)
      },
    })
    started?.postMessage(question)
    return end
  }, [question, here, attempt, worker])

  if (answer) return { state: 'done', answer: answer.answer }
  if (running?.question === question) return running.task
  return { state: 'busy', done: 0, total: 0, stop: () => undefined }
}
