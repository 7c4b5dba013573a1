/** The modules of a state: recurrent layers one above another, and the matrices beside them. */

import { shapeText } from '../read/stored.ts'
import { atKey, refuse, short, value } from '../refusal.ts'
import type { Hint, Piece, State } from './state.ts'

/** The tensors of one direction of one layer, by PyTorch's names without layer and direction. */
export type Way = Readonly<Record<string, Piece>>

export interface RecurrentLayer {
  readonly cell: 'rnn' | 'lstm' | 'gru'
  /** how many numbers it reads at a timestep */
  readonly D: number
  readonly H: number
  readonly forward?: Way
  readonly reverse?: Way
  readonly hint: Hint
}

/** Recurrent layers that read each other, bottom up. */
export interface Recurrent {
  readonly name: string
  readonly layers: readonly RecurrentLayer[]
  /** the places of its first and last tensor in the state */
  readonly first: number
  readonly last: number
}

/** A matrix that belongs to no recurrent layer. */
export interface Matrix {
  readonly name: string
  readonly weight: Piece
  readonly bias?: Piece
  readonly at: number
  readonly embedding: boolean
  readonly hint: Hint
}

export interface Modules {
  readonly recurrent: readonly Recurrent[]
  readonly matrices: readonly Matrix[]
}

const cellKey = /^(.*?)(weight_ih|weight_hh|bias_ih|bias_hh|weight_hr|peephole_[ifo])(?:_l(\d+))?(_reverse)?$/
const blocks = { 1: 'rnn', 3: 'gru', 4: 'lstm' } as const

/** How many numbers a layer says at a timestep. */
export const widthOf = ({ H, forward, reverse }: RecurrentLayer): number => (forward && reverse ? 2 * H : H)

/** Finds the modules of a state. Refuses a layer that cannot be one. */
export function modulesOf(state: State): Modules {
  const names = [...state.pieces.keys()]
  const found = new Map<string, { readonly parts: Map<string, Piece>; at: number[] }>()
  names.forEach((key, at) => {
    const match = cellKey.exec(key)
    if (!match) return
    const name = match[1]!.replace(/[./]$/, '')
    const entry = found.get(name) ?? { parts: new Map<string, Piece>(), at: [] as number[] }
    entry.parts.set(`${match[2]}@${match[3] ?? 0}${match[4] ?? ''}`, state.pieces.get(key)!)
    entry.at.push(at)
    found.set(name, entry)
  })
  refuseNorms(names, found.keys())
  const single = [...found].flatMap(([name, { parts, at }]) => {
    const layers = layersOf(parts, state.hints.get(name) ?? {}, name)
    return layers.length > 0 ? [{ name, layers, first: Math.min(...at), last: Math.max(...at) }] : []
  })
  const used = new Set([...found.values()].flatMap(({ at }) => at))
  return { recurrent: joined(single, state), matrices: matricesOf(state, names, used, single) }
}

/** A norm among the weights of a cell is applied within it, which changes every number. */
function refuseNorms(names: readonly string[], cells: Iterable<string>): void {
  const paths = [...cells].filter((name) => name !== '').map((name) => `${name}.`)
  const norm = names.find((key) =>
    paths.some((path) => key.startsWith(path) && /norm|(^|[._])ln(_|\d|\.)/i.test(key.slice(path.length))),
  )
  if (norm) refuse(atKey(norm), { id: 'unsupported', what: 'a norm within the cell (LayerNorm, BatchNorm)' })
}

function layersOf(parts: ReadonlyMap<string, Piece>, hint: Hint, name: string): RecurrentLayer[] {
  const layers: RecurrentLayer[] = []
  const projection = [...parts].find(([key]) => key.startsWith('weight_hr'))
  if (projection) refuse(atKey(projection[1].from), { id: 'noProjection' })
  for (let k = 0; ; k++) {
    const forward = wayOf(parts, `@${k}`)
    const reverse = wayOf(parts, `@${k}_reverse`)
    const some = forward ?? reverse
    if (!some) break
    layers.push({
      ...sizesOf(some, name),
      ...(forward ? { forward } : {}),
      ...(reverse ? { reverse } : {}),
      hint,
    })
  }
  return layers
}

function wayOf(parts: ReadonlyMap<string, Piece>, suffix: string): Way | undefined {
  const way = Object.fromEntries(
    [...parts].flatMap(([key, piece]) => {
      const [name, at] = key.split('@')
      return `@${at}` === suffix ? [[name!, piece]] : []
    }),
  )
  if (!way.weight_ih && !way.weight_hh) return undefined
  const there = (way.weight_ih ?? way.weight_hh)!.from
  for (const name of ['weight_ih', 'weight_hh'])
    if (!way[name]) refuse(atKey(there.replace(/weight_[ih]h/, name)), { id: 'matrix' }, { id: 'nothing' })
  return way
}

/** The cell and the sizes of a layer, by the shapes of its tensors. */
function sizesOf(way: Way, name: string): Pick<RecurrentLayer, 'cell' | 'D' | 'H'> {
  for (const each of ['weight_ih', 'weight_hh'])
    if (way[each]!.tensor.shape.length !== 2)
      refuse(
        atKey(way[each]!.from),
        { id: 'matrix' },
        way[each]!.shape.length === 1
          ? { id: 'list', n: way[each]!.shape[0]! }
          : value(`${shapeText(way[each]!.shape)} (${short(name)})`),
      )
  const [rows = 0, D = 0] = way.weight_ih!.tensor.shape
  const [height = 0, H = 0] = way.weight_hh!.tensor.shape
  const count = rows / H
  if (count !== 1 && count !== 3 && count !== 4)
    return refuse(atKey(way.weight_ih!.from), { id: 'blocks', rows: H }, { id: 'rows', n: rows })
  if (height !== rows)
    refuse(
      atKey(way.weight_hh!.from),
      { id: 'shapeOf', shape: `${rows} × ${H}` },
      value(shapeText([height, H])),
    )
  for (const each of ['bias_ih', 'bias_hh']) {
    const bias = way[each]
    if (bias && (bias.tensor.shape.length !== 1 || bias.tensor.shape[0] !== rows))
      refuse(atKey(bias.from), { id: 'shapeOf', shape: String(rows) }, value(shapeText(bias.tensor.shape)))
  }
  return { cell: blocks[count], D, H }
}

/** Modules of which the file says that one reads the other become one stack. */
function joined(single: readonly Recurrent[], { hints }: State): Recurrent[] {
  const stacks: Recurrent[] = []
  for (const each of single) {
    const below = hints.get(each.name)?.after
    const at = stacks.findIndex(({ name }) => name.split(' + ').at(-1) === below)
    if (below === undefined || at < 0) stacks.push(each)
    else stacks[at] = together(stacks[at]!, each)
  }
  return stacks
}

/** Two modules as one stack. */
export const together = (below: Recurrent, above: Recurrent): Recurrent => ({
  name: `${below.name} + ${above.name}`,
  layers: [...below.layers, ...above.layers],
  first: Math.min(below.first, above.first),
  last: Math.max(below.last, above.last),
})

/** The names that people give an embedding. */
export const isEmbedding = /(^|[._/])(word_?|char_?)?(emb|embed|embedding|embeddings|wte|lookup)/i

/** Rows as wide as the next cell's input, and another number of them: a linear layer there would have that many rows. */
function feedsAsRows([rows, width]: readonly number[], at: number, modules: readonly Recurrent[]): boolean {
  const next = modules.filter(({ first }) => first > at).sort((a, b) => a.first - b.first)[0]
  const D = next?.layers[0]?.D
  return width === D && rows !== D
}

function matricesOf(
  state: State,
  names: readonly string[],
  used: ReadonlySet<number>,
  modules: readonly Recurrent[],
): Matrix[] {
  return names.flatMap((key, at) => {
    const weight = state.pieces.get(key)!
    if (used.has(at) || weight.loose || weight.tensor.shape.length !== 2) return []
    const bias = state.pieces.get(key.replace(/weight$/, 'bias'))
    const name = key.replace(/[./]weight$/, '')
    const isBias = bias && bias !== weight && bias.tensor.shape.length === 1
    const embedding =
      weight.embedding === true ||
      isEmbedding.test(key) ||
      (state.ordered && !isBias && feedsAsRows(weight.tensor.shape, at, modules))
    return [{ name, weight, ...(isBias ? { bias } : {}), at, embedding, hint: state.hints.get(name) ?? {} }]
  })
}
