/** What can be computed in pieces, in a worker or on the page, and how the two talk. */

/** How far a computation is. */
export interface Progress {
  readonly done: number
  readonly total: number
}

/** A computation in pieces: each message that it yields ends a piece; what it returns is the answer. */
export type Work<Q, M, A> = (question: Q) => Iterator<M, A, undefined>

/** A computation that waits for something, such as a file: it has one piece. */
export type Waiting<Q, A> = (question: Q) => Promise<A>

/** A kind of computation: the same work as a function and as a script of its own. */
export interface WorkKind<Q, M, A> {
  readonly work: Work<Q, M, A> | Waiting<Q, A>
  readonly worker: new () => Worker
  /** how many workers do it at the same time; without it as many as the processor has room for */
  readonly workers?: number
  /** how many jobs a worker holds: short ones are sent before the last is answered; 1 without it */
  readonly held?: number
  /** how often a job is tried whose worker breaks down; once without it */
  readonly tries?: number
}

/** A new job, or word to go on with one. */
export type Sent<Q> = { readonly id: number; readonly question: Q } | { readonly id: number }

/** After every piece: a message, the answer, or how the work broke. */
export type Posted<M, A> =
  | { readonly id: number; readonly message: M }
  | { readonly id: number; readonly answer: A }
  | { readonly id: number; readonly broke: string }

/** Work without pieces. */
export const whole =
  <Q, A>(compute: (question: Q) => A): Work<Q, never, A> =>
  (question) => ({ next: () => ({ done: true, value: compute(question) }) })

/** The same work in pieces of at least so many milliseconds: of the messages within one the last is told. */
export const inPieces =
  <Q, M, A>(work: Work<Q, M, A>, milliseconds: number): Work<Q, M, A> =>
  (question) => {
    const steps = work(question)
    return {
      next: () => {
        const until = performance.now() + milliseconds
        let found = steps.next()
        while (!found.done && performance.now() < until) found = steps.next()
        return found
      },
    }
  }

/** The answer of a work, all pieces at once. */
export function answerOf<Q, M, A>(work: Work<Q, M, A>, question: Q): A {
  const steps = work(question)
  let found = steps.next()
  while (!found.done) found = steps.next()
  return found.value
}

/** What does the work: a piece for each message that it is sent, one reply to each. */
export function served<Q, M, A>(
  work: Work<Q, M, A> | Waiting<Q, A>,
  post: (posted: Posted<M, A>) => void,
): (sent: Sent<Q>) => void {
  const begun = new Map<number, Iterator<M, A, undefined>>()
  const broke = (id: number, error: unknown) =>
    post({ id, broke: error instanceof Error ? error.message : String(error) })
  return (sent) => {
    const { id } = sent
    try {
      const steps = 'question' in sent ? work(sent.question) : begun.get(id)!
      if (steps instanceof Promise) {
        steps.then(
          (answer) => post({ id, answer }),
          (error: unknown) => broke(id, error),
        )
        return
      }
      begun.set(id, steps)
      const found = steps.next()
      if (!found.done) return post({ id, message: found.value })
      post({ id, answer: found.value })
    } catch (error) {
      broke(id, error)
    }
    begun.delete(id)
  }
}

/** The whole script of a worker. */
export function serve<Q, M, A>(work: Work<Q, M, A> | Waiting<Q, A>): void {
  const answer = served(work, (posted) => postMessage(posted))
  addEventListener('message', ({ data }: MessageEvent<Sent<Q>>) => answer(data))
}
