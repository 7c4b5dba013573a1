/** The training document: a model, data, a loss, and how it is trained. */
import type { Loss, Sequence } from '../cell/model.ts'
import type { Optimizer } from '../cell/optimizers.ts'
import type { ExperimentModel, Scaling, Text } from '../experiment/document.ts'
import type { TaskData } from './tasks/task.ts'

/** Rows of the series are timesteps. Window i reads rows i … i + window − 1; its target is row i + window − 1 + ahead. */
export interface WindowData {
  readonly kind: 'windows'
  readonly series: readonly (readonly number[])[]
  readonly window: number
  /** 1 where absent */
  readonly ahead?: number
  /** the first column where absent */
  readonly targetColumns?: readonly number[]
  /** how many windows train, the first ones; all where absent */
  readonly train?: number
}

export interface SequenceData {
  readonly kind: 'sequences'
  readonly items: readonly Sequence[]
  readonly train?: number
}

/** The data of a training document: windows over a series, sequences, or a task that draws them. */
export type Data = WindowData | SequenceData | TaskData

/** How a net is trained. */
export interface Settings {
  readonly optimizer: Optimizer
  /** the largest norm of the gradient; absent: as it is */
  readonly clipNorm?: number
  readonly epochs: number
  /** sequences of one update; all of them where absent */
  readonly batch?: 'full' | number
  readonly shuffle?: boolean
  readonly seed?: number
  readonly precision?: 'float32' | 'float64'
}

/** A checked training document. */
export interface TrainingDocument {
  readonly format: 'unrolled-training/1'
  readonly title?: Text
  readonly about?: Text
  readonly model: ExperimentModel
  readonly data: Data
  readonly loss: Loss
  readonly training: Settings
  /** what people read beside inputs, and outputs or classes; a task has its own */
  readonly labels?: { readonly inputs?: readonly Text[]; readonly outputs?: readonly Text[] }
  /** what was done to the numbers of a column; a task has its own */
  readonly scaling?: readonly Scaling[]
}
