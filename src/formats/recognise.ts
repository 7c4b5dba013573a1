/** Which format a file has, and what it holds: the first step of opening. Nothing is decided here. */
import { readExperiment } from '../experiment/read.ts'
import type { Failure } from '../mistake/english.ts'
import { ofTensors, openBinary } from './binary.ts'
import type { Content, Recognised, Source } from './content.ts'
import { decode } from './read/decode.ts'
import { guarded, inFile, ofBytes, Refusal, refuse, short } from './refusal.ts'
import type { Decisions, Said } from './said.ts'

/** The largest file that is read; a document, which is held whole, has a limit of its own. */
export const mostMegabytes = 256

/** What a file holds, or what is wrong with it. `beside` are the files that came with it. */
export function recognise(
  source: Source,
  decisions: Decisions,
  beside: readonly Source[] = [],
): Promise<{ readonly ok: true; readonly value: Recognised } | Failure> {
  return guarded(async () => {
    const { bytes } = source
    if (bytes.length === 0) refuse(inFile, { id: 'notEmpty' })
    const megabytes = bytes.length / 2 ** 20
    if (megabytes > mostMegabytes)
      refuse(inFile, { id: 'megabytes', most: mostMegabytes }, { id: 'megabytes', n: Math.ceil(megabytes) })
    const binary = await ofBytes(() => openBinary(source, decisions, beside), source.name ?? 'text')
    if (binary) return { source, content: binary, said: [] }
    const { text, guessed } = decode(bytes, decisions.encoding)
    const said: Said[] = guessed ? [{ id: 'encoding', name: guessed }] : []
    const ending = weightsEnding.exec(source.name ?? '')?.[0]
    if (ending && !printed.test(text.trim())) refuse(inFile, { id: 'weightsInside', ending })
    return { source, content: await openText(text, decisions, beside), text, said }
  })
}

/** What a file of weights is named by; its bytes are never a table or a text. */
const weightsEnding = /\.(pt|pth|ckpt|safetensors|npz|npy|h5|hdf5|keras|onnx|pkl|pickle)$/i

const printed = /^(\[|\{|(\w+\.)?(tensor|array|OrderedDict|Parameter|defaultdict)\b)/

/** A line of a program that gives numbers a name: x = [1, 2]; */
const assigned = /^\s*[\w.]+\s*=\s*(?=\[|\{|(\w+\.)?(tensor|array)\b)/

/** Parameters that were printed one after another: fc.weight tensor([[… */
const named = /^[A-Za-z_][\w.]*[\s:=]*(Parameter containing:\s*)?(\w+\.)?(tensor|array)\(/

async function openText(given: string, decisions: Decisions, beside: readonly Source[]): Promise<Content> {
  const text = given.replace(/^\uFEFF/, '').replace(assigned, '')
  const trimmed = text === given ? text.trim() : text.trim().replace(/;$/, '')
  if (trimmed === '') return refuse(inFile, { id: 'notEmpty' })
  const isValue = printed.test(trimmed)
  const isList = !isValue && named.test(trimmed)
  if (!isValue && !isList) return (await import('./table/kind.ts')).textKind(text)
  const { parseNamed } = await import('./read/literal.ts')
  const found = isList ? parseNamed(trimmed) : await valueIn(trimmed)
  if (isList && !found) return refuse(inFile, { id: 'intact', what: 'tensor(…)' })
  const matrix = found ? undefined : matrixIn(trimmed)
  if (matrix !== undefined) return (await import('./table/kind.ts')).textKind(matrix)
  if (!found) return asExperiment(text)
  if (found.shortened) return refuse(inFile, { id: 'wholePrint' })
  const { value } = found
  if (isDocument(value)) return asExperiment(text)
  const { isTfjs, fromTfjs } = await import('./weights/tfjs.ts')
  if (isTfjs(value)) {
    const state = await ofBytes(async () => fromTfjs(value, beside), 'model.json')
    return { kind: 'weights', state }
  }
  const { isIndex, fromIndex } = await import('./weights/shards.ts')
  if (isIndex(value)) {
    const tensors = await ofBytes(async () => fromIndex(value, beside), 'safetensors')
    return ofTensors(tensors, { ordered: false, decisions })
  }
  return ofValue(value, decisions, text)
}

/** Weights by their names, a list of get_weights(), or lists of numbers. */
async function ofValue(value: unknown, decisions: Decisions, text: string): Promise<Content> {
  const { flatten, tensorOfLists } = await import('./weights/tree.ts')
  const { recordsIn, tableInside } = await import('./table/records.ts')
  const { textsIn } = await import('./table/text-records.ts')
  const texts = textsIn(value)
  if (texts) return texts
  const pair = (await import('./table/pairs.ts')).pairIn(value)
  if (pair) return pair
  const records = recordsIn(value)
  if (records !== undefined) return (await import('./table/kind.ts')).recordsKind(records)
  if (Array.isArray(value)) {
    const list = value.map((each) => tensorOfLists(each))
    const { namesOfList } = await import('./weights/keras.ts')
    const whole = list.filter((each) => each !== undefined)
    const names = whole.length === list.length ? namesOfList(whole) : undefined
    if (!names) return { kind: 'lists', lists: value }
    return ofTensors(names, { ordered: true })
  }
  const { tensors } = flatten(value)
  const areWeights = [...tensors.keys()].some((name) => /weight|bias|kernel|(^|\.)[WUb]\w*$/.test(name))
  const inside = areWeights ? undefined : tableInside(value)
  if (inside) {
    const { columnsReader } = await import('./table/columns.ts')
    const said: Said[] = [{ id: 'inside', name: short(inside.name), left: inside.left.map(short) }]
    return { kind: 'table', columns: columnsReader(inside.text), said }
  }
  if (!areWeights && tensors.size === 0 && hasPartOfDocument(value)) return asExperiment(text)
  const keys = Object.keys(value as object)
    .slice(0, 8)
    .map(short)
  // A cell has matrices.
  if (!areWeights && ![...tensors.values()].some(({ shape }) => shape.length > 1))
    return refuse(
      inFile,
      { id: 'knownJson' },
      keys.length > 0 ? { id: 'names', names: keys } : { id: 'nothing' },
    )
  return ofTensors(tensors, { ordered: true, decisions })
}

/** A document has weights inside as well: it is known by what no state_dict has. */
const isDocument = (value: unknown): boolean =>
  value !== null &&
  typeof value === 'object' &&
  ['format', 'sequence', 'experiment'].some((key) => Object.hasOwn(value, key)) &&
  !Object.hasOwn(value, 'weightsManifest')

/** Is an object an experiment of which a part is missing? */
const hasPartOfDocument = (value: unknown): boolean =>
  ['model', 'loss', 'about'].filter((key) => Object.hasOwn(value as object, key)).length > 1

async function valueIn(
  text: string,
): Promise<{ readonly value: unknown; readonly shortened: boolean } | undefined> {
  try {
    return { value: JSON.parse(text), shortened: false }
  } catch {
    const lines = jsonLines(text)
    if (lines) return { value: lines, shortened: false }
    const { parseLiteral } = await import('./read/literal.ts')
    return parseLiteral(text.replace(/^Parameter containing:\s*/, ''))
  }
}

/** The rows of a matrix as Matlab writes it: [1 2; 3 4]. */
const matrixIn = (text: string): string | undefined =>
  /^\[[-+\d\s.,;e]+\]$/i.test(text) && text.includes(';')
    ? text
        .slice(1, -1)
        .replace(/\s*,\s*/g, ' ')
        .replace(/\s*;\s*/g, '\n')
    : undefined

/** A value on each of several lines. */
function jsonLines(text: string): readonly unknown[] | undefined {
  const lines = text.split(/\r\n?|\n/).filter((line) => line.trim() !== '')
  if (lines.length < 2 || !lines.every((line) => /^\s*\{.*\}\s*$/.test(line))) return undefined
  try {
    return lines.map((line) => JSON.parse(line) as unknown)
  } catch {
    return undefined
  }
}

function asExperiment(text: string): Content {
  const result = readExperiment(text)
  if (!result.ok) throw new Refusal(result.mistake)
  return { kind: 'experiment', experiment: result.value }
}
