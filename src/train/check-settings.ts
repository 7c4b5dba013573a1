/** The checks of how a training document trains. */
import { checkClipNorm, checkOptimizer } from '../experiment/check-optimizer.ts'
import * as expect from '../experiment/expect.ts'
import type { Settings } from './document.ts'

/** The most epochs of a run. */
const mostEpochs = 1_000_000

/** A checked copy; `train`: how many sequences train. Throws a mistake. */
export function checkSettings(value: unknown, train: number): Settings {
  const keys = ['optimizer', 'clipNorm', 'epochs', 'batch', 'shuffle', 'seed', 'precision']
  const fields = expect.object(value, 'training', keys)
  fields.optimizer = checkOptimizer(fields.optimizer, 'training.optimizer')
  checkClipNorm(fields, 'training')
  expect.whole(fields.epochs, 'training.epochs', 1, mostEpochs)
  if ('batch' in fields && fields.batch !== 'full') checkBatch(fields.batch, train)
  if ('shuffle' in fields) expect.boolean(fields.shuffle, 'training.shuffle')
  if ('seed' in fields) expect.whole(fields.seed, 'training.seed', 0, 2 ** 32 - 1)
  if ('precision' in fields) expect.oneOf(fields.precision, 'training.precision', ['float32', 'float64'])
  return fields as unknown as Settings
}

function checkBatch(value: unknown, train: number): void {
  const isSize = typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= train
  if (!isSize) expect.fail('training.batch', { id: 'batchSize', to: train }, expect.seen(value))
}
