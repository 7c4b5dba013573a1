/**
 * The address says the whole state: #NAME@PLACE&key=value, with #z.DATA for an experiment that does not ship (compressed),
 * #j.DATA where the browser cannot compress, and #local.ID for one that is too large and kept in this browser (kept.ts).
 * One table of rows reads and writes the settings.
 */
import {
  type Experiment,
  frameAt,
  grains,
  limits,
  type Mistake,
  notationIds,
  parseRef,
  placeOf,
  readExperiment,
} from '../../src/index.ts'
import { builtIn, first } from './experiments.ts'
import { keep, listKept, newPlace, readKept } from './kept.ts'
import { packed, unpacked } from './pack.ts'
import { predictModes } from './predict.ts'
import { stopsOf } from './steps.ts'
import { get, open, type State, set, trace, traceOf, useStore } from './store.ts'
import { longestParam, type Param, panels, params, viewIds, views } from './views.ts'

/** Longer links are not made: the page offers a file instead. */
export const longest = 32 * 1024

type Key =
  | 'grain'
  | 'notation'
  | 'gradient'
  | 'weights'
  | 'language'
  | 'theme'
  | 'present'
  | 'panel'
  | 'rate'
  | 'cover'
  | 'predict'
  | 'view'
  | 'why'

interface Row {
  readonly read: (text: string) => Partial<State> | undefined
  readonly write: (state: State) => string | undefined
}

const word = <K extends keyof State>(field: K, words: readonly State[K][], usual?: State[K]): Row => ({
  read: (text) => (words.includes(text as State[K]) ? ({ [field]: text } as Partial<State>) : undefined),
  write: (state) => (state[field] === usual ? undefined : String(state[field])),
})

const rows: Readonly<Record<Key, Row>> = {
  grain: word('grain', grains, 'idea'),
  notation: word('notation', notationIds, 'notes'),
  gradient: word('gradient', ['partial', 'adjoint'], 'partial'),
  weights: word('weights', ['split', 'joined'], 'split'),
  language: word('language', ['en', 'zh']),
  theme: word('theme', ['light', 'dark', 'projector']),
  panel: word('panel', panels, 'all'),
  present: {
    read: (text) => (text === '1' ? { present: true } : undefined),
    write: (state) => (state.present ? '1' : undefined),
  },
  cover: {
    read: (text) => (text === '1' ? { covering: true, covered: true } : undefined),
    write: (state) => (state.covering ? '1' : undefined),
  },
  predict: word('predict', predictModes, 'off'),
  view: word('view', viewIds, 'step'),
  why: {
    read: (text) => (parseRef(text) ? { why: text, trail: [] } : undefined),
    write: (state) => state.why ?? undefined,
  },
  rate: {
    read: (text) => (Number(text) > 0 && Number(text) <= 1000 ? { learningRate: Number(text) } : undefined),
    write: (state) => (state.learningRate === 0.1 ? undefined : String(state.learningRate)),
  },
}

/** The address of a state. An experiment that is too large for it is named by its place in this browser. */
export async function linkOf(state: State): Promise<string> {
  const frame = traceOf(state.experiment, state.learningRate).frames[state.cursor]!
  const data = state.name ?? (await packed(JSON.stringify(state.experiment)))
  const name = data.length > longest ? `local.${placeFor(state)}` : data
  const settings = Object.entries(rows).flatMap(([key, row]) => {
    const value = row.write(state)
    return value === undefined ? [] : [`&${key}=${encodeURIComponent(value)}`]
  })
  const own = (views[state.view] as readonly Param[]).flatMap((param) => {
    const value = state.params[param]
    return value === undefined ? [] : [`&${param}=${encodeURIComponent(value)}`]
  })
  return `#${name}@${encodeURIComponent(placeOf(frame))}${settings.join('')}${own.join('')}`
}

/** Does an address work in this browser alone? */
export const isLocal = (hash: string): boolean => /^#local[.@]/.test(hash)

/** Where an experiment is kept, by what it was opened as. */
interface Place {
  readonly id: string
  /** what a link found there: a change of it gets a place of its own, so that the link still opens what it was */
  readonly original?: Experiment
}
const places = new WeakMap<Experiment, Place>()

function placeFor({ opened, experiment }: State): string {
  const found = places.get(opened)
  if (found && (found.original === undefined || found.original === experiment)) return found.id
  const id = newPlace()
  places.set(opened, { id })
  return id
}

/** The place of the experiment that is open, if it has one. */
export const placeOfOpen = (): string | undefined => places.get(get().opened)?.id

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
  /** what the link says there */
  readonly details: readonly string[]
  readonly mistake?: Mistake
}

/** Some programs for mail and chat write the marks of an address in another way. */
const withMarks = (text: string): string =>
  ['@', '&', '='].reduce(
    (known, mark) =>
      known.includes(mark) ? known : known.replace(new RegExp(encodeURIComponent(mark), 'gi'), mark),
    text,
  )

/** A parameter of a view; what its value means, the view checks. */
function paramOf(key: string, value: string): Partial<State> | undefined {
  if (!params.has(key) || value.length > longestParam) return undefined
  return { params: { ...get().params, [key]: value } }
}

/** The addresses that have been followed, and the last that has been read: what a slow one brings does not replace that of a newer one. */
let [links, done] = [0, 0]

/** Puts the page into the state that an address says. What is damaged is told, and the rest is used. */
export async function follow(hash: string): Promise<readonly Trouble[]> {
  known = hash
  const mine = ++links
  if (hash.length <= 1) {
    done = mine
    return []
  }
  const [head = '', ...settings] = withMarks(hash.slice(1)).split('&')
  const at = head.lastIndexOf('@')
  const name = at < 0 ? head : head.slice(0, at)
  const place = at < 0 ? '' : decoded(head.slice(at + 1))
  const before = get().opened
  const damaged: Trouble = { kind: 'data', details: [] }
  const found = await experimentNamed(decoded(name)).catch(() => damaged)
  // A newer link, or what the reader has opened meanwhile, wins.
  if (mine !== links) return []
  done = mine
  if (get().opened !== before) {
    set({})
    return []
  }
  const { question, covered, troubles } = putSettings(settings)
  if ('kind' in found) {
    open(builtIn(first)!, first)
    return [found, ...troubles]
  }
  if (!(found.name !== null && found.name === get().name) && found.experiment !== get().experiment) {
    open(found.experiment, found.name)
    if (found.id !== undefined) places.set(get().opened, { id: found.id, original: found.experiment })
  }
  followed = get().opened
  // What a link opens has been asked nothing yet, and nothing in it is pointed at.
  set({ why: question, trail: [], pointed: null, lit: null, covered })
  if (place === '') return troubles
  const frame = frameAt(trace(), place)
  if (!frame) return [{ kind: 'place', details: [short(place)] }, ...troubles]
  set({ cursor: frame.index, asked: null })
  return troubles
}

/** Sets what an address sets, and names what it sets that is not known. */
function putSettings(settings: readonly string[]) {
  const unknown: string[] = []
  let [question, covered]: [string | null, boolean] = [null, false]
  set({ params: {}, view: 'step' })
  for (const setting of settings) {
    const [key = ''] = setting.split('=', 1)
    const value = setting.slice(key.length + 1)
    const row = Object.hasOwn(rows, key) ? rows[key as Key] : undefined
    const change = row?.read(decoded(value)) ?? paramOf(key, decoded(value))
    if (!change) unknown.push(short(decoded(setting)))
    else set(change)
    if (change?.why !== undefined) question = change.why
    if (change?.covered) covered = true
  }
  const troubles: Trouble[] = unknown.length > 0 ? [{ kind: 'setting', details: firstFew(unknown) }] : []
  return { question, covered, troubles }
}

interface Found {
  readonly experiment: Experiment
  readonly name: string | null
  /** where it is kept */
  readonly id?: string
}

async function experimentNamed(name: string): Promise<Found | Trouble> {
  const shipped = builtIn(name)
  if (shipped) return { experiment: get().name === name ? get().experiment : shipped, name }
  if (name === 'local' || name.startsWith('local.')) return local(name.slice('local.'.length))
  if (!/^[zj]\./.test(name)) return { kind: 'name', details: [short(name)] }
  if (name.startsWith('z.') && typeof DecompressionStream === 'undefined')
    return { kind: 'compression', details: [] }
  try {
    const text = await unpacked(name, limits.megabytes * 2 ** 20)
    if (text === undefined) return { kind: 'large', details: [String(limits.megabytes)] }
    const result = readExperiment(text)
    if (!result.ok) return { kind: 'document', details: [], mistake: result.mistake }
    return { experiment: asOpen(result.value), name: null }
  } catch {
    return { kind: 'data', details: [] }
  }
}

/** The first few of a list. */
const firstFew = (texts: readonly string[]) => (texts.length > 3 ? [...texts.slice(0, 3), '…'] : texts)

/** What is kept at a place; without an id what was kept last. */
async function local(id: string): Promise<Found | Trouble> {
  const place = id || (await listKept())[0]?.id
  const result = place === undefined ? undefined : await readKept(place)
  return place !== undefined && result?.ok
    ? { experiment: asOpen(result.value), name: null, id: place }
    : { kind: 'local', details: [] }
}

/** The experiment that is open, where it is the same. */
const asOpen = (experiment: Experiment): Experiment =>
  JSON.stringify(get().experiment) === JSON.stringify(experiment) ? get().experiment : experiment

const short = (text: string) => (text.length > 40 ? `${text.slice(0, 39)}…` : text)

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

let timer: ReturnType<typeof setTimeout> | undefined
/** The address that the state was read from or written to last: another one is still to be followed, and not written over. */
let known = ''
/** What the address opened last: its entry in the browser's history is there already. */
let followed: Experiment | undefined

let write = async (): Promise<void> => undefined

/** Brings the address up to date at once; false where the experiment would be lost if the page were loaded anew. */
export async function keepNow(): Promise<boolean> {
  clearTimeout(timer)
  await write()
  const hash = await linkOf(get())
  return location.hash === hash && (!isLocal(hash) || keep(placeFor(get()), get().experiment))
}

/** Keeps the address up to date, once nothing has changed for a moment: a new entry in the browser's history for another experiment, none for a step. */
export function keepAddress(tell: (trouble: Trouble) => void): void {
  let [shown, saved] = [get().opened, get().experiment]
  let lost: Experiment | undefined
  write = async () => {
    // The address of a link stands until it has been read.
    if (done !== links) return
    const state = get()
    const hash = await linkOf(state)
    if (isLocal(hash) && state.experiment !== saved) {
      const isKept = await keep(placeFor(state), state.experiment)
      // It is told once of an experiment, however often that changes.
      if (!isKept && lost !== state.opened && get().opened === state.opened)
        tell({ kind: 'unkept', details: [] })
      lost = isKept ? undefined : state.opened
    }
    saved = state.experiment
    if (hash === location.hash || location.hash !== known || get().opened !== state.opened) return
    const another = state.opened !== shown && state.opened !== followed
    shown = state.opened
    try {
      if (another) history.pushState(null, '', hash)
      else history.replaceState(null, '', hash)
      known = location.hash
    } catch {
      // Browsers limit how often the address may change; the next change brings it up to date.
    }
  }
  useStore.subscribe(() => {
    clearTimeout(timer)
    timer = setTimeout(() => void write(), 150)
  })
}

/** The first stop of the grain, where a page without an address begins. */
export function begin(): void {
  set({ cursor: stopsOf(trace(), get().grain, get())[0] ?? 0 })
}
