/** A training document as it is written: what its check takes, whatever its layers are. */
import { documentOf, type TrainingDocument } from '../../../src/index.ts'

const sequence = { inputs: [], targets: [] }

export function written(document: TrainingDocument): unknown {
  const { model, loss } = document
  const experiment = documentOf({ format: 'unrolled/2', model, sequence, loss }) as {
    readonly model: unknown
  }
  return { ...document, model: experiment.model }
}

export { readTraining } from '../../../src/index.ts'
