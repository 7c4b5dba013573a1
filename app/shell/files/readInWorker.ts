/** Where large files are read: in a worker, so that they do not hold the page. */
import { ask, type Job } from '../../work/pool.ts'
import type { WorkKind } from '../../work/work.ts'
import ReaderWorker from './reader.worker.ts?worker&inline'
import { type Desk, type Given, type Question, readAgain, type Taken } from './reading.ts'

/** One worker, which keeps what it has read. */
const reading: WorkKind<Question, never, Taken> = { work: readAgain, worker: ReaderWorker, workers: 1 }

let count = 0

export function openDesk(given: readonly Given[]): Desk {
  const id = ++count
  let job: Job | undefined
  let give: ((reason: Error) => void) | undefined
  const close = () => {
    job?.stop()
    give?.(new Error('closed'))
  }
  return {
    ask: (decisions, into, how = {}, train = false) =>
      new Promise((done, broke) => {
        // A reading that has not begun is dropped.
        if (job?.waits()) close()
        give = broke
        const answer = { answer: done, broke: (detail: string) => broke(new Error(detail)) }
        job = ask(reading, { id, given, decisions, into, how, train }, answer)
      }),
    close,
  }
}
