/** The sequences of a document, drawn once, with what people read beside their numbers. */
import {
  type Drawn,
  dataOf,
  type Item,
  type Scaling,
  type Text,
  type TrainingDocument,
  taskNamed,
} from '../../../src/index.ts'

export interface Lesson extends Drawn {
  readonly document: TrainingDocument
  /** names of the inputs and of the outputs or classes; empty where there are none */
  readonly inputs: readonly Text[]
  readonly outputs: readonly Text[]
  /** of the numbers that are told, where they have units */
  readonly scaling: Scaling | undefined
}

const known = new WeakMap<TrainingDocument, Lesson>()

export function lessonOf(document: TrainingDocument): Lesson {
  const found = known.get(document)
  if (found) return found
  const { data, labels } = document
  const task = data.kind === 'task' ? taskNamed(data.name) : undefined
  const drawn = dataOf(document)
  const scalings = document.scaling ?? task?.scaling ?? []
  const lesson: Lesson = {
    ...drawn,
    document,
    inputs: labels?.inputs ?? task?.labels?.inputs ?? [],
    outputs: labels?.outputs ?? task?.labels?.outputs ?? [],
    scaling: drawn.windows ? scalings[drawn.windows.targetColumns[0]!] : undefined,
  }
  known.set(document, lesson)
  return lesson
}

/** Which input of a timestep is 1 where all others are 0; undefined where it is no such row. */
export function symbolAt({ inputs, T }: Item, t: number): number | undefined {
  const width = inputs.length / T
  const row = inputs.subarray(t * width, (t + 1) * width)
  const at = row.indexOf(1)
  return at >= 0 && row.every((n, i) => n === (i === at ? 1 : 0)) ? at : undefined
}

/** The probabilities of the classes by their scores. */
export function softmax(scores: Float64Array): Float64Array {
  const most = Math.max(...scores)
  const raised = scores.map((score) => Math.exp(score - most))
  const sum = raised.reduce((a, b) => a + b, 0)
  return raised.map((n) => n / sum)
}
