/** How each task is usually trained: settings with which the nets of the literature learn it in a minute or two. */
import type { Loss, TaskName } from '../../../src/index.ts'

export type TaskChoice = TaskName | 'brought' | 'open'

interface Usual {
  readonly lr: number
  readonly norm: number | null
  readonly epochs: number
  readonly batch: number | 'full'
  readonly shuffle: boolean
}

/** That of the notes: a sine, all windows in one update. */
const notes: Usual = { lr: 0.001, norm: 0.5, epochs: 100, batch: 'full', shuffle: false }
const inBatches: Usual = { lr: 0.005, norm: 1, epochs: 50, batch: 20, shuffle: true }

export const usualOf = (task: TaskChoice): Usual => {
  if (task === 'sine') return notes
  if (task === 'open') return { ...notes, lr: 0.01 }
  return inBatches
}

/** The usual loss: mean squared errors or cross-entropy, whichever the task has first. */
export const lossOfTask = (kinds: readonly Loss['kind'][], at: Loss['at']): Loss => ({
  kind: kinds[0]!,
  at,
  reduction: 'mean',
})
