/** Into how many shares a batch is divided. It depends on the document alone, so that the numbers are the same whoever computes them. */
import {
  type Engine,
  inShares,
  type Kept,
  type TrainingDocument,
  type TrainingRun,
  trainingRun,
} from '../../../src/index.ts'

/** Batches with fewer sequences are not divided, nor runs in float64, whose numbers are those of one worker everywhere. */
const fewest = 64

export function sharesOf({ training }: TrainingDocument, train: number): number {
  const { batch = 'full', precision = 'float64' } = training
  const size = batch === 'full' ? train : batch
  return precision === 'float32' && size >= fewest ? 2 : 1
}

/** What these sequences cost: their timesteps times the parameters. */
export function costOf({ task, parameters }: TrainingRun, sequences: Iterable<number>): number {
  let steps = 0
  for (const index of sequences) steps += task.items[index]!.T
  return steps * parameters.length
}

/** Is an update so long that a message to another worker is short beside it? */
export const wantsHelp = (run: TrainingRun): boolean => costOf(run, run.order.batch(0)) > 5e6

/** A run whose batches are computed in shares, as two workers would: alone or not, it comes to the same numbers. */
export function trained(document: TrainingDocument, engine: Engine, kept?: Kept): TrainingRun {
  return trainingRun(document, kept, ({ items }) => inShares(engine, sharesOf(document, items.length)))
}
