/** Where runs are kept in this browser (IndexedDB), by workers and by the page. It may be forbidden or full. */
import type { Kept, TrainingDocument } from '../../../src/index.ts'
import { databaseOf } from '../database.ts'
import type { Rest } from './messages.ts'
import type { Seen } from './observations.ts'
import { isFacts, readDocument, readShelved } from './read-shelved.ts'

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
  /** epochs without a better held-out loss after which it ends; absent as 0: never */
  readonly patience?: number
  /** the parameters of the view with which it began */
  readonly settings: Readonly<Record<string, string>>
  /** what the runs share that were started together; absent in what earlier versions of the page kept */
  readonly together?: string
  /** the document without its data and weights: what it is called by */
  readonly document: TrainingDocument
}

/** A run as it is kept. */
export interface Shelved {
  readonly document: TrainingDocument
  readonly kept: Kept
  readonly seen: Seen
  readonly seconds: number
  /** the epoch from which on a better held-out loss is waited for */
  readonly waitsFrom: number
  /** why it rested when it was kept */
  readonly rest?: Rest
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

export interface Shelf {
  /** the newest first */
  readonly shelf: readonly ShelfFacts[]
  /** how many damaged ones were thrown away */
  readonly damaged: number
}

/** What is kept; all but the newest go, and so does what is damaged. */
export async function shelfOf(): Promise<Shelf> {
  try {
    const all = await within<unknown[]>('readonly', (stores) => stores('facts').getAll())
    const sorted = all.filter(isFacts).sort((a, b) => b.saved - a.saved)
    for (const { place } of sorted.slice(most)) await unshelve(place)
    const damaged = all.filter((each) => !isFacts(each))
    for (const each of damaged) await unshelve((each as ShelfFacts).place)
    return { shelf: sorted.slice(0, most), damaged: damaged.length }
  } catch {
    return { shelf: [], damaged: 0 }
  }
}

/** The document of a kept run and why it rests, checked anew; undefined where it is damaged or gone: then it is thrown away. */
export async function shelvedRun(
  place: string,
): Promise<{ readonly document: TrainingDocument; readonly rest: Rest } | undefined> {
  const found = await shelvedAt(place)
  const document = readDocument(found)
  const read = document && readShelved(found, document)
  if (read) return { document, rest: read.rest ?? { why: 'paused' } }
  await unshelve(place)
  return undefined
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
