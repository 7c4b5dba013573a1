/**
 * Weights of nets that people write by hand in NumPy: a matrix a gate (Wf, Uf, bf; W_xf, W_hf), a matrix a gate over [h, x] (Wf, bf),
 * all gates in one (Wx, Wh, b, with gates i f o g), Karpathy's Wxh Whh Why, Coursera's Wax Waa Wya.
 */
import {
  columnsOf,
  reordered,
  reshapedAs,
  type Stored,
  stacked,
  type Tensors,
  transposed,
} from '../read/stored.ts'
import { type Hint, type Piece, pieceOf, type Remark, type State } from './state.ts'

type Named = readonly [name: string, tensor: Stored]

/** Reads what is named by one of several names, whatever its case and underscores. */
class Cupboard {
  private readonly byName = new Map<string, Named>()
  readonly used = new Set<string>()
  constructor(tensors: Tensors) {
    for (const [name, tensor] of tensors) {
      const short = name.split(/[./]/).at(-1)!.replaceAll('_', '').toLowerCase()
      if (!this.byName.has(short)) this.byName.set(short, [name, tensor])
    }
  }
  has(names: readonly string[]): boolean {
    return names.some((name) => this.byName.has(name))
  }
  take(names: readonly string[]): Named | undefined {
    const found = names.flatMap((name) => this.byName.get(name) ?? [])
    const name = names.find((each) => this.byName.has(each))
    const named = name === undefined ? undefined : this.byName.get(name)
    if (named) this.used.add(named[0])
    return found.length > 0 ? named : undefined
  }
}

const gates = { lstm: ['i', 'f', 'g', 'o'], gru: ['r', 'z', 'n'] } as const
/** What people call a gate. */
const called: Readonly<Record<string, readonly string[]>> = {
  i: ['i', 'u'],
  f: ['f'],
  g: ['g', 'c', 'a', 'ctilde', 'cc'],
  o: ['o'],
  r: ['r'],
  z: ['z', 'u'],
  n: ['n', 'h', 'hh'],
}
const inputNames = (q: string) => called[q]!.flatMap((c) => [`wx${c}`, `wi${c}`, `w${c}x`, `w${c}`])
const stateNames = (q: string) => called[q]!.flatMap((c) => [`wh${c}`, `w${c}h`, `u${c}`, `uh${c}`, `r${c}`])
const biasNames = (q: string) => called[q]!.flatMap((c) => [`b${c}`, `bi${c}`, `bias${c}`])
/** A second bias, beside that of the input. */
const otherBiasNames = (q: string) => called[q]!.map((c) => `bh${c}`)

/** Which way of writing by hand a file has; undefined where none. */
function mannerOf(cupboard: Cupboard): 'lstm' | 'gru' | 'rnn' | 'stacked' | undefined {
  const all = (cell: keyof typeof gates) => gates[cell].every((q) => cupboard.has(inputNames(q)))
  if (all('lstm')) return 'lstm'
  if (all('gru') && ['z', 'r'].every((q) => cupboard.has(stateNames(q)))) return 'gru'
  if (cupboard.has(['whh', 'waa', 'wrec']) && cupboard.has(['wxh', 'wax', 'win'])) return 'rnn'
  if (cupboard.has(['u']) && cupboard.has(['w']) && cupboard.has(['v'])) return 'rnn'
  return cupboard.has(['wx']) && cupboard.has(['wh']) ? 'stacked' : undefined
}

export const isByHand = (tensors: Tensors): boolean => mannerOf(new Cupboard(tensors)) !== undefined

const flat = (of: Stored): Stored => reshapedAs(of, [of.shape.reduce((product, n) => product * n, 1)])

/** The state of weights by hand; `xFirst`: a joined matrix acts on [x, h], and not on [h, x]. */
export function fromHand(tensors: Tensors, xFirst = false): State {
  const cupboard = new Cupboard(tensors)
  const manner = mannerOf(cupboard)!
  const pieces = new Map<string, Piece>()
  const hints = new Map<string, Hint>()
  const remarks: Remark[] = []
  if (manner === 'lstm' || manner === 'gru') gated(cupboard, manner, xFirst, pieces, remarks)
  else plain(cupboard, pieces)
  if (manner === 'gru') {
    hints.set('cell', { resetAfter: false })
    remarks.push('cellOrder')
  }
  head(cupboard, pieces)
  for (const [name, tensor] of tensors)
    if (!cupboard.used.has(name)) pieces.set(`~${name}`, pieceOf(name, tensor))
  return { layout: 'numpy', pieces, ordered: true, hints, unopened: [], remarks }
}

/** A matrix as rows of H: it is given so, or as its transpose. */
const upright = (of: Stored, rows: number): Stored => (of.shape[0] === rows ? of : transposed(of))

function gated(
  cupboard: Cupboard,
  cell: 'lstm' | 'gru',
  xFirst: boolean,
  pieces: Map<string, Piece>,
  remarks: Remark[],
): void {
  const parts = gates[cell].map((q) => ({
    W: cupboard.take(inputNames(q)),
    U: cupboard.take(stateNames(q)),
    b: cupboard.take(biasNames(q)),
    c: cupboard.has(called[q]!.map((c) => `bi${c}`)) ? cupboard.take(otherBiasNames(q)) : undefined,
  }))
  const [first] = parts
  if (!first?.W) return
  const isJoined = !first.U
  const [rows = 1, columns = 1] = first.W[1].shape
  const H = first.U ? first.U[1].shape[0]! : Math.min(rows, columns)
  const isAcross = rows !== H
  const matrices = (each: (typeof parts)[number]): readonly [Stored, Stored] => {
    const W = upright(each.W![1], H)
    if (each.U) return [W, isAcross ? transposed(each.U[1]) : each.U[1]]
    const D = W.shape[1]! - H
    return xFirst
      ? [columnsOf(W, 0, D), columnsOf(W, D, D + H)]
      : [columnsOf(W, H, D + H), columnsOf(W, 0, H)]
  }
  const all = parts.map(matrices)
  if (first.U && rows === columns) remarks.push('square')
  pieces.set('cell.weight_ih_l0', pieceOf(names(parts, 'W'), stacked(all.map(([W]) => W))))
  pieces.set('cell.weight_hh_l0', pieceOf(names(parts, isJoined ? 'W' : 'U'), stacked(all.map(([, U]) => U))))
  if (parts.every(({ b }) => b))
    pieces.set('cell.bias_ih_l0', pieceOf(names(parts, 'b'), stacked(parts.map(({ b }) => flat(b![1])))))
  if (parts.every(({ c }) => c))
    pieces.set('cell.bias_hh_l0', pieceOf(names(parts, 'c'), stacked(parts.map(({ c }) => flat(c![1])))))
  if (isJoined) remarks.push(xFirst ? 'joinedXH' : 'joinedHX')
}

const names = (parts: readonly Readonly<Record<string, Named | undefined>>[], of: string): string =>
  parts.map((each) => each[of]![0]).join(', ')

/** A cell whose gates stand in one matrix, or that has none. */
function plain(cupboard: Cupboard, pieces: Map<string, Piece>): void {
  const isUVW = !cupboard.has(['wxh', 'wax', 'win', 'wx'])
  const W = cupboard.take(isUVW ? ['u'] : ['wxh', 'wax', 'win', 'wx'])!
  const U = cupboard.take(isUVW ? ['w'] : ['whh', 'waa', 'wrec', 'wh'])!
  const b = cupboard.take(['bh', 'ba', 'bhh', 'b', 'bias'])
  const H = Math.min(...U[1].shape)
  const wide = Math.max(...U[1].shape)
  // x Wx and h Wh of CS231n: the columns are the units, and the gates of an LSTM stand in the order i f o g.
  const isAcross = W[1].shape[0] !== wide
  const turned = (of: Stored) => (isAcross ? transposed(of) : of)
  const ordered = (of: Stored) => (wide === 4 * H ? reordered(of, [0, 1, 3, 2]) : of)
  pieces.set('cell.weight_ih_l0', pieceOf(W[0], ordered(turned(W[1])), W[1]))
  pieces.set('cell.weight_hh_l0', pieceOf(U[0], ordered(turned(U[1])), U[1]))
  if (b) pieces.set('cell.bias_ih_l0', pieceOf(b[0], ordered(flat(b[1])), b[1]))
}

function head(cupboard: Cupboard, pieces: Map<string, Piece>): void {
  const weight = cupboard.take(['why', 'wya', 'wy', 'whq', 'v', 'wout', 'wvocab', 'waffine'])
  const bias = cupboard.take(['by', 'bq', 'bout', 'bvocab', 'c'])
  if (weight?.[1].shape.length !== 2) return
  const H = pieces.get('cell.weight_hh_l0')!.tensor.shape[1]!
  const isUpright = weight[1].shape[1] === H && !(bias && flat(bias[1]).shape[0] === weight[1].shape[1])
  pieces.set(
    'head.weight',
    pieceOf(weight[0], isUpright || weight[1].shape[0] !== H ? weight[1] : transposed(weight[1]), weight[1]),
  )
  if (bias) pieces.set('head.bias', pieceOf(bias[0], flat(bias[1]), bias[1]))
}
