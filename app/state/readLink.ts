/** Reads what a link says: which experiment, and what is wrong with it. */
import { type Experiment, limits, type Mistake, readExperiment } from '../../src/index.ts'
import { experimentOf, first } from './experiments.ts'
import { listKept, readKept } from './kept.ts'
import { unpacked } from './pack.ts'

/** Why a link could not be read, by the key of the words that say it; `mistake` is that of its document. */
export interface Trouble {
  readonly kind:
    | 'name'
    | 'data'
    | 'large'
    | 'compression'
    | 'document'
    | 'place'
    | 'setting'
    | 'local'
    | 'unkept'
    | 'training'
    | 'trainingData'
    | 'trainingFile'
  /** what the link says there */
  readonly details: readonly string[]
  readonly mistake?: Mistake
}

export interface Found {
  readonly experiment: Experiment
  /** where it is kept */
  readonly id?: string
}

/** What a link says, taken apart and not yet understood. */
export interface LinkParts {
  readonly name: string
  readonly place: string
  readonly settings: readonly string[]
}

/** Takes the hash of an address apart. */
export function partsOf(hash: string): LinkParts {
  const parts = withMarks(hash.slice(1)).split('&')
  // A link may begin with a setting (#view=train): its experiment is the first one.
  const head = /^[a-z]+=/.test(parts[0]!) ? first : parts[0]!
  const settings = head === parts[0] ? parts.slice(1) : parts
  const at = head.lastIndexOf('@')
  return {
    name: decoded(at < 0 ? head : head.slice(0, at)),
    place: at < 0 ? '' : decoded(head.slice(at + 1)),
    settings,
  }
}

/** Some programs for mail and chat write the marks of an address in another way. */
const withMarks = (text: string): string =>
  ['@', '&', '='].reduce(
    (known, mark) =>
      known.includes(mark) ? known : known.replace(new RegExp(encodeURIComponent(mark), 'gi'), mark),
    text,
  )

/** The experiment that a link names, packs or keeps in this browser. Throws where it is damaged. */
export async function experimentNamed(name: string): Promise<Found | Trouble> {
  const shipped = await experimentOf(name)
  if (shipped) return { experiment: shipped }
  if (name === 'local' || name.startsWith('local.')) return local(name.slice('local.'.length))
  if (!/^[zj]\./.test(name)) return { kind: 'name', details: [short(name)] }
  if (name.startsWith('z.') && typeof DecompressionStream === 'undefined')
    return { kind: 'compression', details: [] }
  try {
    const text = await unpacked(name, limits.megabytes * 2 ** 20)
    if (text === undefined) return { kind: 'large', details: [String(limits.megabytes)] }
    const result = readExperiment(text)
    if (!result.ok) return { kind: 'document', details: [], mistake: result.mistake }
    return { experiment: result.value }
  } catch {
    return { kind: 'data', details: [] }
  }
}

/** What is kept at a place; without an id what was kept last. */
async function local(id: string): Promise<Found | Trouble> {
  const place = id || (await listKept())[0]?.id
  const result = place === undefined ? undefined : await readKept(place)
  return place !== undefined && result?.ok
    ? { experiment: result.value, id: place }
    : { kind: 'local', details: [] }
}

/** A text of a link, short enough to be told. */
export const short = (text: string) => (text.length > 40 ? `${text.slice(0, 39)}…` : text)

/** A text of a link as it was written; one that is no code stays as it is. */
export function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
