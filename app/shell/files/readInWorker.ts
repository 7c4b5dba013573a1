/** Where large files are read: in a worker, so that they do not hold the page. */
import { isChecked, type Result, type TrainingDocument } from '../../../src/index.ts'
import { ask, type Job } from '../../work/pool.ts'
import type { WorkKind } from '../../work/work.ts'
import ReaderWorker from './reader.worker.ts?worker&inline'
import { type Answered, type Asked, answered, type Desk, type Given, type Taken } from './reading.ts'

/** One worker, which keeps what it has read. */
const reading: WorkKind<Asked, never, Answered> = { work: answered, worker: ReaderWorker, workers: 1 }

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
        const answer = {
          answer: (taken: Answered) => done(taken as Taken),
          broke: (detail: string) => broke(new Error(detail)),
        }
        job = ask(reading, { id, given, decisions, into, how, train }, answer)
      }),
    close,
  }
}

/** The training document of a large file. `begun` hears how the reading is stopped: then the promise is rejected. */
export async function trainingInWorker(
  training: Blob,
  begun: (stop: () => void) => void,
): Promise<Result<TrainingDocument>> {
  const read = await new Promise<Answered>((answer, reject) => {
    const broke = (detail: string) => reject(new Error(detail))
    const job = ask(reading, { training }, { answer, broke })
    begun(() => {
      job.stop()
      broke('closed')
    })
  })
  const result = read as Result<TrainingDocument>
  // What the worker has checked need not be looked through here again.
  if (result.ok) isChecked(result.value)
  return result
}
