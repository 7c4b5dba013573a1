/** Where large training documents are read: in a worker, so that they do not hold the page. */
import { isChecked, type Result, type TrainingDocument } from '../../../src/index.ts'
import { ask } from '../../work/pool.ts'
import type { WorkKind } from '../../work/work.ts'
import TrainingWorker from './training.worker.ts?worker&inline'
import { readTrainingText } from './trainingText.ts'

const reading: WorkKind<Blob, never, Result<TrainingDocument>> = {
  work: readTrainingText,
  worker: TrainingWorker,
  workers: 1,
}

/** The training document of a large file. `begun` hears how the reading is stopped: then the promise is rejected. */
export async function trainingInWorker(
  training: Blob,
  begun: (stop: () => void) => void,
): Promise<Result<TrainingDocument>> {
  const result = await new Promise<Result<TrainingDocument>>((answer, reject) => {
    const broke = (detail: string) => reject(new Error(detail))
    const job = ask(reading, training, { answer, broke })
    begun(() => {
      job.stop()
      broke('closed')
    })
  })
  // What the worker has checked need not be looked through here again.
  if (result.ok) isChecked(result.value)
  return result
}
