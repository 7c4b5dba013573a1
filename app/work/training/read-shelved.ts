/** The door of what is kept: it may have been written by another version of the page, or by somebody else. */
import { nothingSeen, type Seen } from './observations.ts'
import type { Shelved } from './shelf.ts'

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  value !== null && typeof value === 'object'
const isNumbers = (value: unknown): value is Float64Array | Float32Array =>
  value instanceof Float64Array || value instanceof Float32Array
const isList = (value: unknown): value is number[] =>
  Array.isArray(value) && value.every((n) => typeof n === 'number')

/** The kept state of a run; an error where it is none. */
export function readShelved(value: unknown): Pick<Shelved, 'kept' | 'seen' | 'seconds'> {
  const found = isRecord(value) ? value : {}
  const { kept, seen, seconds } = found
  if (!isRecord(kept)) throw new Error('nothing is kept')
  const { done, losses, gradNorms, parameters, carried, best } = kept
  const whole =
    Number.isInteger(done) &&
    isList(losses) &&
    isList(gradNorms) &&
    isNumbers(parameters) &&
    isRecord(carried) &&
    Object.values(carried).every(isNumbers) &&
    (best === undefined || (isRecord(best) && isNumbers(best.parameters)))
  if (!whole || losses.length < (done as number)) throw new Error('damaged')
  return {
    kept: kept as unknown as Shelved['kept'],
    seen: readSeen(seen, losses, gradNorms),
    seconds: typeof seconds === 'number' ? seconds : 0,
  }
}

function readSeen(value: unknown, losses: readonly number[], gradNorms: readonly number[]): Seen {
  const seen = isRecord(value) ? value : {}
  const isPoint = (each: unknown) => isRecord(each) && typeof each.epoch === 'number'
  const points = (list: unknown) => (Array.isArray(list) ? list.filter(isPoint) : [])
  return {
    ...nothingSeen(),
    losses: [...losses],
    gradNorms: [...gradNorms],
    epochs: points(seen.epochs) as Seen['epochs'],
    reach: points(seen.reach) as Seen['reach'],
  }
}
