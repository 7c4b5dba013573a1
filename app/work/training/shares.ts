/** Into how many shares a batch is divided. It depends on the document alone, so that the numbers are the same whoever computes them. */
import type { TrainingDocument, TrainingRun } from '../../../src/index.ts'

/** Batches with fewer sequences are not divided, nor runs in float64, whose numbers are those of one worker everywhere. */
const fewest = 64

export function sharesOf({ training }: TrainingDocument, train: number): number {
  const { batch = 'full', precision = 'float64' } = training
  const size = batch === 'full' ? train : batch
  return precision === 'float32' && size >= fewest ? 2 : 1
}

/** Is an update so long that a message to another worker is short beside it? */
export function wantsHelp({ task, order, parameters }: TrainingRun): boolean {
  const batch = order.batch(0)
  let steps = 0
  for (const index of batch) steps += task.items[index]!.T
  return steps * parameters.length > 5e6
}
