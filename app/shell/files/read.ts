/** What people have at hand: an experiment, a sequence as a table or lists, or the weights of a model. */
import { type Experiment, limits, type Result, readExperiment, type Text } from '../../../src/index.ts'
import { parseLiteral } from './literal.ts'
import { inFile, type Note, type Read, refused } from './notes.ts'
import { readLists, readTable } from './sequence.ts'
import { readWeights } from './weights.ts'

export type { Note, Read } from './notes.ts'

const printed = /^(\[|\{|(\w+\.)?(tensor|array|OrderedDict|Parameter)\b)/

/** Reads a text of any of these kinds, into the experiment on the page where it is only a part of one. */
export function readAny(text: string, current: Experiment): Result<Read> {
  if (text.length > limits.megabytes * 2 ** 20) return asExperiment(text)
  const trimmed = text.replace(/^\uFEFF/, '').trim()
  if (trimmed === '') return asExperiment(text)
  if (isBinary(trimmed)) return refused(inFile, { id: 'notBinary' })
  if (!printed.test(trimmed)) return readTable(text.replace(/^\uFEFF/, ''), current)
  const found = valueIn(trimmed)
  if (!found) return asExperiment(text)
  if (found.shortened) return refused(inFile, { id: 'wholePrint' })
  if (isDocument(found.value)) return asExperiment(text)
  const weights = readWeights(found.value, current)
  if (weights) return weights
  return Array.isArray(found.value) ? readLists(found.value, current) : asExperiment(text)
}

/** A document has weights inside as well: it is known by what no state_dict has. */
const isDocument = (value: unknown): boolean =>
  value !== null &&
  typeof value === 'object' &&
  ['format', 'sequence', 'experiment'].some((key) => Object.hasOwn(value, key))

/** Has it a control character that no text has? */
function isBinary(text: string): boolean {
  for (let at = 0; at < Math.min(text.length, 4096); at++) {
    const code = text.charCodeAt(at)
    if (code < 9 || (code > 13 && code < 27)) return true
  }
  return false
}

function valueIn(text: string): { readonly value: unknown; readonly shortened: boolean } | undefined {
  try {
    return { value: JSON.parse(text), shortened: false }
  } catch {
    return parseLiteral(text.replace(/^Parameter containing:\s*/, ''))
  }
}

function asExperiment(text: string): Result<Read> {
  const result = readExperiment(text)
  return result.ok ? { ok: true, value: { kind: 'experiment', experiment: result.value, notes: [] } } : result
}

/** A text to be read, and what it is called; without a name it was pasted. */
export interface Source {
  readonly name?: string
  readonly text: string
  readonly notes?: readonly Note[]
}

/** What several texts became together, and what is wrong with those that could not be used. */
export interface ReadAll {
  readonly experiment: Experiment
  readonly read: readonly { readonly source: Source; readonly notes: readonly Note[] }[]
  readonly wrong: readonly { readonly source: Source; readonly result: Result<Read> & { ok: false } }[]
}

const order: readonly Read['kind'][] = ['experiment', 'weights', 'sequence']

/** Reads texts together, weights before data; a second one of a kind is named and not used. */
export function readTogether(
  sources: readonly Source[],
  current: Experiment,
  title: (source: Source, kind: Read['kind']) => Text,
): ReadAll {
  const first = sources.map((source) => ({ source, result: readAny(source.text, current) }))
  const wrong = first.flatMap(({ source, result }) => (result.ok ? [] : [{ source, result }]))
  const good = first.flatMap(({ source, result }) => (result.ok ? [{ source, kind: result.value.kind }] : []))
  const sorted = good.sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind))
  const names: Read['kind'][] = []
  const read: { source: Source; notes: readonly Note[] }[] = []
  let experiment = current
  for (const { source, kind } of sorted) {
    if (names.includes(kind)) {
      read.push({ source, notes: [{ kind: 'unused', about: [] }] })
      continue
    }
    const result = readAny(source.text, experiment)
    if (!result.ok) {
      wrong.push({ source, result })
      continue
    }
    // The experiment is called what the first of its files is called.
    const own = names.length > 0 || kind === 'experiment' ? {} : { title: title(source, kind) }
    experiment = { ...result.value.experiment, ...own }
    names.push(kind)
    read.push({ source, notes: [...(source.notes ?? []), ...result.value.notes] })
  }
  return { experiment, read, wrong }
}
