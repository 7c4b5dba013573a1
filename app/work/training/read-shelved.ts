/** The door of what is kept: it may have been written by another version of the page, or by somebody else. */
import { checkTraining, keptOf, type TrainingDocument, writtenTraining } from '../../../src/index.ts'
import type { Rest } from './messages.ts'
import type { EpochPoint, Reach, Seen } from './observations.ts'
import type { ShelfFacts, Shelved } from './shelf.ts'

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  value !== null && typeof value === 'object'
const isCount = (value: unknown): value is number => Number.isFinite(value) && (value as number) >= 0

/** Is it what this version of the page knows of a kept run? */
export function isFacts(value: unknown): value is ShelfFacts {
  if (!isRecord(value)) return false
  const {
    place,
    saved,
    done,
    updates,
    updatesPerEpoch,
    settings,
    document,
    patience = 0,
    together = '',
  } = value
  if (typeof place !== 'string' || typeof together !== 'string' || !isRecord(settings) || !isRecord(document))
    return false
  const { model, data, training } = document
  return (
    [saved, done, updates, updatesPerEpoch, patience].every(isCount) &&
    isRecord(model) &&
    isRecord(data) &&
    isRecord(training) &&
    isCount(training.epochs)
  )
}

/** The document of what is kept at a place, checked anew; undefined where it is damaged. */
export function readDocument(value: unknown): TrainingDocument | undefined {
  if (!isRecord(value)) return undefined
  try {
    const checked = checkTraining(writtenTraining(value.document as TrainingDocument))
    return checked.ok ? checked.value : undefined
  } catch {
    return undefined
  }
}

/** The state of a run of this document, and what was seen of it; undefined where the state is damaged. */
export function readShelved(
  value: unknown,
  document: TrainingDocument,
): Omit<Shelved, 'document'> | undefined {
  if (!isRecord(value)) return undefined
  const kept = keptOf(document, value.kept)
  if (!kept) return undefined
  const { seen, seconds, waitsFrom } = value
  const rest = readRest(value.rest, kept.done)
  return {
    kept,
    seen: { losses: [...kept.losses], gradNorms: [...kept.gradNorms], ...readPoints(seen) },
    seconds: isCount(seconds) ? seconds : 0,
    waitsFrom: isCount(waitsFrom) ? waitsFrom : 0,
    ...(rest && { rest }),
  }
}

/** Why it rests: a run that is said to rest for another reason, or for none, can be gone on with. */
function readRest(value: unknown, done: number): Rest | undefined {
  if (!isRecord(value)) return undefined
  const { why, broken } = value
  if (why === 'paused' || why === 'done' || why === 'patience') return { why }
  if (why !== 'broken') return undefined
  const first = isRecord(broken) ? broken.first : undefined
  const isKnown = isRecord(first) && Number.isInteger(first.sequence) && typeof first.ref === 'string'
  return {
    why,
    broken: { done, ...(isKnown && { first: first as { sequence: number; ref: string } }) },
  }
}

const isNumber = (value: unknown): boolean => typeof value === 'number'
const isEpoch = (value: unknown): value is EpochPoint =>
  isRecord(value) &&
  isCount(value.epoch) &&
  isNumber(value.heldOut) &&
  (value.right === undefined || isNumber(value.right))
const isReach = (value: unknown): value is Reach =>
  isRecord(value) &&
  isCount(value.epoch) &&
  isRecord(value.norms) &&
  Object.values(value.norms).every((each) => each instanceof Float64Array) &&
  isRecord(value.gates) &&
  Object.values(value.gates).every(isNumber)

/** What was seen at the ends of epochs; damaged points are left out. */
function readPoints(value: unknown): Pick<Seen, 'epochs' | 'reach'> {
  const { epochs, reach } = isRecord(value) ? value : { epochs: [], reach: [] }
  return {
    epochs: Array.isArray(epochs) ? epochs.filter(isEpoch) : [],
    reach: Array.isArray(reach) ? reach.filter(isReach) : [],
  }
}
