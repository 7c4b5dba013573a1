/** How each task is usually trained: settings with which the nets of the literature learn it in a minute or two. */
import {
  type Experiment,
  type Loss,
  type OptimizerKind,
  settingOf,
  type TaskName,
  type TrainingDocument,
  type TrainingSettings,
  taskNamed,
  taskNames,
} from '../../../src/index.ts'
import { drawnText, usualSeed } from './nets.ts'

export type TaskChoice = TaskName | 'brought' | 'open'

/** The tasks of the menu, besides the paper's, which has a view of its own. */
export const taskChoices = (brought: TrainingDocument | null): readonly TaskChoice[] => [
  ...taskNames,
  'open',
  ...(brought ? (['brought'] as const) : []),
]

/** The task of a link that names none. */
export const usualTask: TaskChoice = 'sine'

export interface Usual {
  readonly nets: string
  readonly optimizer: OptimizerKind
  readonly lr: number
  readonly momentum: number
  readonly decay: number
  readonly norm: number | null
  readonly epochs: number
  readonly batch: number | 'full'
  readonly shuffle: boolean
  readonly seed: number
  readonly precision: NonNullable<TrainingSettings['precision']>
}

/** That of the notes: a sine, all windows in one update. */
const notes: Usual = {
  nets: 'lstm-torch:64',
  optimizer: 'adam',
  lr: 0.001,
  momentum: 0,
  decay: 0,
  norm: 0.5,
  epochs: 100,
  batch: 'full',
  shuffle: false,
  seed: usualSeed,
  precision: 'float32',
}
const inBatches: Usual = { ...notes, lr: 0.005, norm: 1, epochs: 50, batch: 20, shuffle: true }

/** The settings of a document, with what PyTorch takes where it says nothing. */
function usualOfDocument(document: TrainingDocument, current: Experiment): Usual {
  const { training } = document
  const { optimizer, clipNorm, epochs, batch = 'full', shuffle = false, seed = usualSeed } = training
  return {
    nets: drawnText(document, current) ?? 'document',
    optimizer: optimizer.kind,
    lr: settingOf(optimizer, 'lr'),
    momentum: settingOf(optimizer, 'momentum'),
    decay: settingOf(optimizer, 'weight_decay'),
    norm: clipNorm ?? null,
    epochs,
    batch,
    shuffle,
    seed,
    precision: training.precision ?? 'float64',
  }
}

export function usualOf(task: TaskChoice, brought: TrainingDocument | null, current: Experiment): Usual {
  if (task === 'brought' && brought) return usualOfDocument(brought, current)
  if (task === 'open') return { ...notes, nets: '@', lr: 0.01 }
  return task !== 'brought' && taskNamed(task).inOneUpdate ? notes : inBatches
}

/** The usual loss: mean squared errors or cross-entropy, whichever the task has first. */
export const lossOfTask = (kinds: readonly Loss['kind'][], at: Loss['at']): Loss => ({
  kind: kinds[0]!,
  at,
  reduction: 'mean',
})
