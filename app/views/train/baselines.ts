/** Losses that a net must beat, or cannot: of the noise alone, of saying the last value again, of guessing. */
import { type Data, drawTask, taskNamed, taskOptions } from '../../../src/index.ts'

export interface Baseline {
  readonly kind: 'noise' | 'last' | 'guess'
  readonly loss: number
}

const kinds = ['noise', 'last', 'guess'] as const

export function baselinesOf(data: Data): readonly Baseline[] {
  if (data.kind !== 'task') return []
  const found = taskNamed(data.name).baselines(taskOptions(data), drawTask(data))
  return kinds.flatMap((kind) => (found[kind] === undefined ? [] : [{ kind, loss: found[kind] }]))
}
