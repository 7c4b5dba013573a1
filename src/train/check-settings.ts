/** The checks of how a training document trains. */
import * as expect from '../experiment/expect.ts'
import type { Settings } from './document.ts'

/** The most epochs of a run. */
const mostEpochs = 1_000_000

type CheckNumber = (value: unknown, place: string) => unknown

const notNegative: CheckNumber = (value, place) => {
  if (expect.finite(value, place) < 0) expect.fail(place, { id: 'notNegative' }, expect.seen(value))
}
const positive: CheckNumber = (value, place) => {
  if (expect.finite(value, place) <= 0) expect.fail(place, { id: 'positive' }, expect.seen(value))
}
const fraction: CheckNumber = (value, place) => {
  const n = expect.finite(value, place)
  if (n < 0 || n >= 1) expect.fail(place, { id: 'fraction' }, expect.seen(value))
}
const betas: CheckNumber = (value, place) => {
  for (const [i, beta] of expect.numbers(value, place, 2).entries()) fraction(beta, `${place}[${i}]`)
}

const shared = { lr: notNegative, weight_decay: notNegative }
const optimizers = {
  sgd: { ...shared, momentum: notNegative },
  adam: { ...shared, betas, eps: notNegative },
  rmsprop: { ...shared, alpha: fraction, eps: notNegative, momentum: notNegative },
} as const satisfies Readonly<Record<string, Readonly<Record<string, CheckNumber>>>>
const kinds = Object.keys(optimizers) as readonly (keyof typeof optimizers)[]

/** A checked copy; `train`: how many sequences train. Throws a mistake. */
export function checkSettings(value: unknown, train: number): Settings {
  const keys = ['optimizer', 'clipNorm', 'epochs', 'batch', 'shuffle', 'seed', 'precision']
  const fields = expect.object(value, 'training', keys)
  fields.optimizer = checkOptimizer(fields.optimizer)
  if ('clipNorm' in fields && fields.clipNorm !== null) positive(fields.clipNorm, 'training.clipNorm')
  if (fields.clipNorm === null) delete fields.clipNorm
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

function checkOptimizer(value: unknown): expect.Fields {
  const place = 'training.optimizer'
  if (value === null || typeof value !== 'object' || Array.isArray(value))
    expect.fail(place, { id: 'object' }, expect.seen(value))
  const kind = expect.oneOf((value as { kind?: unknown }).kind, `${place}.kind`, kinds)
  const checks: Readonly<Record<string, CheckNumber>> = optimizers[kind]
  const fields = expect.object(value, place, ['kind', ...Object.keys(checks)])
  for (const [name, check] of Object.entries(checks))
    if (name in fields) check(fields[name], `${place}.${name}`)
  return fields
}
