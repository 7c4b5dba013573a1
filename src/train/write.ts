/** Writes a training document; `checkTraining` reads the same document again, whatever its net is. */
import { writeJson, writtenModel } from '../experiment/read.ts'
import type { TrainingDocument } from './document.ts'

/** The document as a value of JSON. */
export const writtenTraining = (document: TrainingDocument): unknown => ({
  ...document,
  model: writtenModel(document.model),
})

/** The document as the text of a file. */
export const writeTraining = (document: TrainingDocument): string => writeJson(writtenTraining(document))
