/** A run as a file of Python or a notebook. They repeat it in float64: where it was trained in float32 its first updates are computed anew. */

import type { Progress } from '../../../src/index.ts'
import { type TrainingDocument, trainingNotebook, trainingPython, trainingRun } from '../../../src/index.ts'
import { inPieces, type Work } from '../../work/work.ts'

export interface Taken {
  readonly document: TrainingDocument
  /** the loss before each update */
  readonly losses: readonly number[]
  readonly form: 'python' | 'notebook'
  readonly title: string
}

/** How many updates of a run in float32 are asserted. */
const most = 20

export const take: Work<Taken, Progress, string> = inPieces(steps, 60)

function* steps({ document, losses, form, title }: Taken): Generator<Progress, string, undefined> {
  const write = form === 'python' ? trainingPython : trainingNotebook
  if (document.training.precision !== 'float32') return write(document, losses, title)
  const exact = { ...document, training: { ...document.training, precision: 'float64' as const } }
  const run = trainingRun(exact)
  const total = Math.min(losses.length, most)
  for (let done = 0; done < total; done++) {
    run.advance(1)
    yield { done: done + 1, total }
  }
  return write(exact, run.losses, title)
}
