/** The checks of optimisers and clipping, in a training document and in an experiment. */
import { type Field, fieldsOf, optimizerKinds } from '../cell/optimizers.ts'
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
/** By the range of a setting. */
const checks: Readonly<Record<Field['range'], CheckNumber>> = { notNegative, fraction }

function checkField(value: unknown, place: string, { of, range }: Field): void {
  if (of.length === 1) checks[range](value, place)
  else
    for (const [i, number] of expect.numbers(value, place, of.length).entries())
      checks[range](number, `${place}[${i}]`)
}

/** A checked copy of an optimiser at a place of a document. Throws a mistake. */
export function checkOptimizer(value: unknown, place: string): expect.Fields {
  if (value === null || typeof value !== 'object' || Array.isArray(value))
    expect.fail(place, { id: 'object' }, expect.seen(value))
  const kind = expect.oneOf((value as { kind?: unknown }).kind, `${place}.kind`, optimizerKinds)
  const own = fieldsOf(kind)
  const fields = expect.object(value, place, ['kind', ...Object.keys(own)])
  for (const [name, field] of Object.entries(own))
    if (name in fields) checkField(fields[name], `${place}.${name}`, field)
  return fields
}

/** The largest norm; nothing where it is absent or null. Throws a mistake. */
export function checkClipNorm(fields: expect.Fields, place: string): void {
  if ('clipNorm' in fields && fields.clipNorm !== null) positive(fields.clipNorm, `${place}.clipNorm`)
  if (fields.clipNorm === null) delete fields.clipNorm
}
