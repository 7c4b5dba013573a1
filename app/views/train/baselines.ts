/** Losses that a net must beat, or cannot: of the noise alone, of saying the last value again, of guessing. */
import { type TrainingDocument, taskNamed, taskOptions } from '../../../src/index.ts'
import { lessonOf } from './lessons.ts'

export interface Baseline {
  readonly kind: 'noise' | 'last' | 'guess'
  readonly loss: number
}

const kinds = ['noise', 'last', 'guess'] as const

/** Those of the held-out sequences; of a series of somebody's own, the last value. */
export function baselinesOf(document: TrainingDocument): readonly Baseline[] {
  const { data, loss } = document
  const lesson = lessonOf(document)
  if (data.kind === 'task') {
    const found = taskNamed(data.name).baselines(taskOptions(data), lesson)
    return kinds.flatMap((kind) => (found[kind] === undefined ? [] : [{ kind, loss: found[kind] }]))
  }
  const { windows, items, train } = lesson
  if (!windows || loss.kind !== 'mse' || loss.reduction === 'sum') return []
  const { targetColumns, columns, window } = windows
  const judged = train < items.length ? items.slice(train) : items
  const squares = judged.map(({ inputs, targets }) =>
    targetColumns.reduce(
      (sum, column, k) => sum + (targets[k]! - inputs[(window - 1) * columns + column]!) ** 2,
      0,
    ),
  )
  const mean = squares.reduce((a, b) => a + b, 0) / squares.length / targetColumns.length
  return [{ kind: 'last', loss: loss.reduction === 'half' ? mean / 2 : mean }]
}
