/** Experiments that are too large for a link, each in a place of its own in this browser (IndexedDB). It may be forbidden or full. */
import { documentOf, type Experiment, type Result, readExperiment, type Text } from '../../src/index.ts'
import { databaseOf } from '../work/database.ts'

/** What is known of a kept experiment without reading it. */
export interface Kept {
  readonly id: string
  readonly title: Text | undefined
  /** when it was kept last, in milliseconds */
  readonly saved: number
  /** how long its text is */
  readonly size: number
}

/** Where earlier versions of the page kept the one that was last. */
const earlier = 'unrolled/experiment'

const within = databaseOf('unrolled', 'id', 'texts')

/** A place that no other experiment has. */
export function newPlace(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(8))
  return Array.from(bytes, (byte) => byte.toString(36).padStart(2, '0')).join('')
}

/** Keeps an experiment at its place; false where the browser does not. */
export async function keep(id: string, experiment: Experiment): Promise<boolean> {
  const text = JSON.stringify(documentOf(experiment))
  const facts: Kept = { id, title: experiment.title, saved: Date.now(), size: text.length }
  try {
    await within('readwrite', (stores) => {
      stores('texts').put(text, id)
      return stores('facts').put(facts)
    })
    return true
  } catch {
    return false
  }
}

/** The experiment of a place, checked anew; undefined where there is none. */
export async function readKept(id: string): Promise<Result<Experiment> | undefined> {
  try {
    const text = await within<unknown>('readonly', (stores) => stores('texts').get(id))
    return typeof text === 'string' ? readExperiment(text) : undefined
  } catch {
    return undefined
  }
}

/** What is kept, the newest first. */
export async function listKept(): Promise<readonly Kept[]> {
  await moveEarlier()
  try {
    const all = await within<Kept[]>('readonly', (stores) => stores('facts').getAll())
    return all.sort((a, b) => b.saved - a.saved)
  } catch {
    return []
  }
}

/** Takes an experiment out of its place, for good. */
export async function deleteKept(id: string): Promise<void> {
  try {
    await within('readwrite', (stores) => {
      stores('texts').delete(id)
      return stores('facts').delete(id)
    })
  } catch {
    // What cannot be reached is not kept.
  }
}

/** What an earlier version of the page kept gets a place of its own, the same one if it is moved twice at once. */
async function moveEarlier(): Promise<void> {
  for (const [place, storage] of [
    ['earlier', () => localStorage],
    ['earlier-tab', () => sessionStorage],
  ] as const) {
    try {
      const text = storage().getItem(earlier)
      const result = text === null ? undefined : readExperiment(text)
      if (!result || (result.ok && (await keep(place, result.value)))) storage().removeItem(earlier)
    } catch {
      // Storage may be forbidden.
    }
  }
}
