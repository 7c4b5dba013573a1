/** A run as a file of Python or a notebook. They repeat it in float64: where it was trained in float32 it is computed anew, as far as there is time. */

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

export interface TakenText {
  readonly text: string
  /** how many updates the file asserts */
  readonly asserted: number
}

/** How long a run in float32 is repeated in float64 for its file, in milliseconds, and the least updates that are. */
const most = 20_000
const least = 20

export const take: Work<Taken, Progress, TakenText> = inPieces(steps, 60)

function* steps({ document, losses, form, title }: Taken): Generator<Progress, TakenText, undefined> {
  const write = form === 'python' ? trainingPython : trainingNotebook
  if (document.training.precision !== 'float32')
    return { text: write(document, { float64: losses }, title), asserted: losses.length }
  const exact = { ...document, training: { ...document.training, precision: 'float64' as const } }
  const run = trainingRun(exact)
  const total = losses.length
  const until = performance.now() + most
  let done = 0
  for (; done < total && (done < least || performance.now() < until); done++) {
    if (run.advance(1) === 0) break
    yield { done: done + 1, total }
  }
  const text = write(exact, { float64: run.losses, float32: losses.slice(0, done) }, title)
  return { text, asserted: done }
}
