/** Where runs are kept in this browser (IndexedDB), by workers and by the page. It may be forbidden or full. */
import type { Kept, TrainingDocument } from '../../../src/index.ts'
import type { Seen } from './seen.ts'

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

let database: Promise<IDBDatabase> | undefined

function opened(): Promise<IDBDatabase> {
  database ??= new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open('unrolled-runs', 1)
    request.onupgradeneeded = () => {
      request.result.createObjectStore('facts', { keyPath: 'place' })
      request.result.createObjectStore('runs')
    }
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
    request.onblocked = () => reject(new Error('blocked'))
  }).catch((error: unknown) => {
    database = undefined
    throw error
  })
  return database
}

type Stores = (name: 'facts' | 'runs') => IDBObjectStore

async function within<T>(mode: IDBTransactionMode, ask: (stores: Stores) => IDBRequest<T>): Promise<T> {
  const transaction = (await opened()).transaction(['facts', 'runs'], mode)
  const request = ask((name) => transaction.objectStore(name))
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve(request.result)
    transaction.onabort = () => reject(transaction.error)
    transaction.onerror = () => reject(transaction.error)
  })
}

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

/** What is kept, the newest first; all but the newest go. */
export async function shelfOf(): Promise<readonly ShelfFacts[]> {
  try {
    const all = await within<ShelfFacts[]>('readonly', (stores) => stores('facts').getAll())
    const sorted = all.sort((a, b) => b.saved - a.saved)
    for (const { place } of sorted.slice(most)) await unshelve(place)
    return sorted.slice(0, most)
  } catch {
    return []
  }
}

/** Takes a run off the shelf, for good. */
export async function unshelve(place: string): Promise<void> {
  try {
    await within('readwrite', (stores) => {
      stores('runs').delete(place)
      return stores('facts').delete(place)
    })
  } catch {
    // What cannot be reached is not kept.
  }
}
