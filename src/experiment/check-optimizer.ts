/** The checks of optimisers and clipping, in a training document and in an experiment. */
import * as expect from './expect.ts'

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

/** A checked copy of an optimiser at a place of a document. Throws a mistake. */
export function checkOptimizer(value: unknown, place: string): expect.Fields {
  if (value === null || typeof value !== 'object' || Array.isArray(value))
    expect.fail(place, { id: 'object' }, expect.seen(value))
  const kind = expect.oneOf((value as { kind?: unknown }).kind, `${place}.kind`, kinds)
  const checks: Readonly<Record<string, CheckNumber>> = optimizers[kind]
  const fields = expect.object(value, place, ['kind', ...Object.keys(checks)])
  for (const [name, check] of Object.entries(checks))
    if (name in fields) check(fields[name], `${place}.${name}`)
  return fields
}

/** The largest norm; nothing where it is absent or null. Throws a mistake. */
export function checkClipNorm(fields: expect.Fields, place: string): void {
  if ('clipNorm' in fields && fields.clipNorm !== null) positive(fields.clipNorm, `${place}.clipNorm`)
  if (fields.clipNorm === null) delete fields.clipNorm
}
