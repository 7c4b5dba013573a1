/** The text of a training document, on the page or in a worker. */
import { limits, type Result, readTraining, type TrainingDocument } from '../../../src/index.ts'

/** A training document as text, checked; more letters than a document may have are cut off. */
export async function readTrainingText(blob: Blob): Promise<Result<TrainingDocument>> {
  const most = (limits.megabytes + 1) * 2 ** 20
  return readTraining(await (blob.size > most ? blob.slice(0, most) : blob).text())
}
