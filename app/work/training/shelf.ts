/** Where runs are kept in this browser (IndexedDB), by workers and by the page. It may be forbidden or full. */
import { checkTraining, type Kept, type TrainingDocument } from '../../../src/index.ts'
import { databaseOf } from '../database.ts'
import type { Seen } from './observations.ts'
import { written } from './writtenDocument.ts'

/** What is known of a kept run without reading it. */
export interface ShelfFacts {
  readonly place: string
  /** when it was kept last, in milliseconds */
  readonly saved: number
  readonly done: number
  readonly updates: number
  readonly updatesPerEpoch: number
  /** has it ended? */
  readonly ended: boolean
  /** the parameters of the view with which it began */
  readonly settings: Readonly<Record<string, string>>
  /** the document without its data and weights: what it is called by */
  readonly document: TrainingDocument
}

/** A run as it is kept. */
export interface Shelved {
  readonly document: TrainingDocument
  readonly kept: Kept
  readonly seen: Seen
  readonly seconds: number
}

/** The most runs that are kept. */
const most = 12

const within = databaseOf('unrolled-runs', 'place', 'runs')

/** Keeps a run; false where the browser does not. */
export async function shelve(facts: ShelfFacts, run: Shelved): Promise<boolean> {
  try {
    await within('readwrite', (stores) => {
      stores('runs').put(run, facts.place)
      return stores('facts').put(facts)
    })
    return true
  } catch {
    return false
  }
}

/** What stands at a place, as it was written by whomever; undefined where there is nothing. */
export async function shelvedAt(place: string): Promise<unknown> {
  try {
    return await within<unknown>('readonly', (stores) => stores('runs').get(place))
  } catch {
    return undefined
  }
}

/** Is it what this version of the page keeps? */
function isFacts(value: ShelfFacts): boolean {
  const { place, saved, done, updates, updatesPerEpoch, settings, document } = value
  const areNumbers = [saved, done, updates, updatesPerEpoch].every((n) => Number.isFinite(n))
  const areRecords = [settings, document?.model, document?.data, document?.training].every(
    (each) => each !== null && typeof each === 'object',
  )
  return typeof place === 'string' && areNumbers && areRecords
}

/** What is kept, the newest first; all but the newest go. */
export async function shelfOf(): Promise<readonly ShelfFacts[]> {
  try {
    const all = await within<ShelfFacts[]>('readonly', (stores) => stores('facts').getAll())
    const sorted = all.filter(isFacts).sort((a, b) => b.saved - a.saved)
    for (const { place } of sorted.slice(most)) await unshelve(place)
    return sorted.slice(0, most)
  } catch {
    return []
  }
}

/** The document of a kept run, checked anew; undefined where there is none. */
export async function shelvedDocument(place: string): Promise<TrainingDocument | undefined> {
  const found = await shelvedAt(place)
  if (found === null || typeof found !== 'object' || !('document' in found)) return undefined
  try {
    const checked = checkTraining(written(found.document as TrainingDocument))
    return checked.ok ? checked.value : undefined
  } catch {
    return undefined
  }
}

/** Which of the places belong to a run that goes on in another tab. */
export async function placesInUse(): Promise<ReadonlySet<string>> {
  const held = await locks()
    ?.query()
    .catch(() => undefined)
  return new Set(
    held?.held?.flatMap(({ name }) => (name?.startsWith(lockOf('')) ? [name.slice(lockOf('').length)] : [])),
  )
}

const lockOf = (place: string): string => `unrolled-run/${place}`
const locks = (): LockManager | undefined => globalThis.navigator?.locks

/** Says that a place is in use as long as this worker, or page, is there; `held` is called when it is said. */
export function holdPlace(place: string, held: () => void): void {
  const hold = () => {
    held()
    return new Promise(() => undefined)
  }
  void locks()
    ?.request(lockOf(place), hold)
    .catch(() => undefined)
}

/** Calls `left` when a place that is in use is so no longer: the worker that held it is gone, which nothing else tells. */
export function watchPlace(place: string, signal: AbortSignal, left: () => void): void {
  void locks()
    ?.request(lockOf(place), { signal }, left)
    .catch(() => undefined)
}

/** Takes a run off the shelf, for good. */
export async function unshelve(place: string): Promise<void> {
  try {
    await within('readwrite', (stores) => {
      stores('runs').delete(place)
      return stores('facts').delete(place)
    })
  } catch {
    // Where the browser forbids its storage, nothing is kept.
  }
}
