/**
 * Weights of nets that people write by hand: a matrix a gate (Wf, Uf, bf; W_xf, W_hf; a Linear each), a matrix a gate over [h, x] (Wf, bf;
 * forget_gate), all gates in one (Wx, Wh, b), Karpathy's Wxh Whh Why, Coursera's Wax Waa Wya. What no name and no shape says is left to the user.
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
import type { Decisions } from '../said.ts'
import {
  biasNames,
  Cupboard,
  gates,
  headBiasNames,
  headNames,
  inputNames,
  type Named,
  otherBiasNames,
  plainNames,
  stateNames,
} from './hand-names.ts'
import { isEmbedding } from './modules.ts'
import { type Hint, type Piece, pieceOf, type Remark, type State, type Undecided } from './state.ts'

/** Which way of writing by hand a file has; undefined where none. */
function mannerOf(cupboard: Cupboard): 'lstm' | 'gru' | 'plain' | 'UVW' | 'WU' | undefined {
  const all = (cell: keyof typeof gates) => gates[cell].every((q) => cupboard.has(inputNames(q)))
  if (all('lstm')) return 'lstm'
  if (all('gru') && ['z', 'r'].every((q) => cupboard.has(stateNames(q as 'z')))) return 'gru'
  if (cupboard.has(plainNames.W) && cupboard.has(plainNames.U)) return 'plain'
  if (!cupboard.has(['u']) || !cupboard.has(['w'])) return undefined
  if (cupboard.has(['v'])) return 'UVW'
  const [a = 0, b = 0] = cupboard.see(['u'])![1].shape
  return [3, 4].some((R) => b === R * a || a === R * b) ? 'WU' : undefined
}

export const isByHand = (tensors: Tensors): boolean => mannerOf(new Cupboard(tensors)) !== undefined

const flat = (of: Stored): Stored => reshapedAs(of, [of.shape.reduce((product, n) => product * n, 1)])

/** A net written by hand while it is read. */
interface Reading {
  readonly cupboard: Cupboard
  readonly decisions: Decisions
  readonly pieces: Map<string, Piece>
  readonly undecided: Undecided[]
}

/** The state of weights by hand, by what was decided about their layout. */
export function fromHand(tensors: Tensors, decisions: Decisions = {}): State {
  const cupboard = new Cupboard(tensors)
  const manner = mannerOf(cupboard)!
  const reading: Reading = { cupboard, decisions, pieces: new Map(), undecided: [] }
  const isGated = manner === 'lstm' || manner === 'gru'
  const isAcross = isGated ? gated(reading, manner) : plain(reading, manner)
  const remarks: Remark[] = manner === 'gru' ? ['cellOrder'] : []
  const hint: Hint =
    manner === 'gru' ? { resetAfter: false } : { activations: ['tanh', 'relu', 'sigmoid', 'linear'] }
  const hasHead = head(reading, isAcross)
  const others = [...tensors].flatMap(([name, tensor]): [string, Piece][] => {
    if (cupboard.used.has(name)) return []
    const turn = isAcross && tensor.shape.length === 2 && !isEmbedding.test(name)
    const key = reading.pieces.has(name) ? `~${name}` : name
    return [[key, pieceOf(name, turn ? transposed(tensor) : tensor, tensor)]]
  })
  // Where a head has its name, no other matrix is one.
  const all = hasHead ? [...others, ...reading.pieces] : [...reading.pieces, ...others]
  return {
    layout: 'numpy',
    pieces: new Map(all),
    ordered: true,
    hints: new Map([['cell', hint]]),
    unopened: [],
    remarks,
    undecided: reading.undecided,
  }
}

/** Do the matrices stand behind the vector, x W? The head says it, or biases that are rows or columns; else it is asked. */
function isBehind({ cupboard, decisions, undecided }: Reading, H: number): boolean {
  const [rows, columns] = cupboard.see(headNames)?.[1].shape ?? []
  if (rows !== undefined && columns !== undefined && rows !== columns) {
    if (columns === H) return false
    if (rows === H) return true
  }
  const biases = [...plainNames.b, ...headBiasNames, ...[...gates.lstm, ...gates.gru].flatMap(biasNames)]
  for (const name of biases) {
    const [m = 0, n = 0, ...more] = cupboard.see([name])?.[1].shape ?? []
    if (more.length === 0 && n === 1 && m > 1) return false
    if (more.length === 0 && m === 1 && n > 1) return true
  }
  const taken = decisions.side ?? 'left'
  undecided.push({ option: 'side', taken, choices: ['left', 'right'] })
  return taken === 'right'
}

function gated(reading: Reading, cell: 'lstm' | 'gru'): boolean {
  const { cupboard, decisions, pieces, undecided } = reading
  const parts = gates[cell].map((q) => ({
    W: cupboard.take(inputNames(q)),
    U: cupboard.take(stateNames(q)),
    b: cupboard.take(biasNames(q)),
    c: cupboard.take(otherBiasNames(q)),
  }))
  const [first] = parts
  const isJoined = !first!.U
  const [rows = 1, columns = 1] = first!.W![1].shape
  const H = first!.U ? first!.U[1].shape[0]! : Math.min(rows, columns)
  const isAcross = rows === columns ? isBehind(reading, H) : rows !== H
  const xFirst = decisions.joined === 'xh'
  const turned = (of: Stored) => (isAcross ? transposed(of) : of)
  const all = parts.map(({ W, U }): readonly [Stored, Stored] => {
    const input = turned(W![1])
    if (U) return [input, turned(U[1])]
    const D = input.shape[1]! - H
    return xFirst
      ? [columnsOf(input, 0, D), columnsOf(input, D, D + H)]
      : [columnsOf(input, H, D + H), columnsOf(input, 0, H)]
  })
  pieces.set('cell.weight_ih_l0', pieceOf(names(parts, 'W'), stacked(all.map(([W]) => W))))
  pieces.set('cell.weight_hh_l0', pieceOf(names(parts, isJoined ? 'W' : 'U'), stacked(all.map(([, U]) => U))))
  for (const [key, part] of [
    ['cell.bias_ih_l0', 'b'],
    ['cell.bias_hh_l0', 'c'],
  ] as const)
    if (parts.every((each) => each[part]))
      pieces.set(key, pieceOf(names(parts, part), stacked(parts.map((each) => flat(each[part]![1])))))
  if (isJoined) undecided.push({ option: 'joined', taken: xFirst ? 'xh' : 'hx', choices: ['hx', 'xh'] })
  return isAcross
}

const names = (parts: readonly Readonly<Record<string, Named | undefined>>[], of: string): string =>
  parts.map((each) => each[of]![0]).join(', ')

/** A cell whose gates stand in one matrix, or that has none. */
function plain(reading: Reading, manner: 'plain' | 'UVW' | 'WU'): boolean {
  const { cupboard, pieces } = reading
  const W = cupboard.take(manner === 'plain' ? plainNames.W : manner === 'UVW' ? ['u'] : ['w'])!
  const U = cupboard.take(manner === 'plain' ? plainNames.U : manner === 'UVW' ? ['w'] : ['u'])!
  const [b, c] = [cupboard.take(plainNames.b), cupboard.take(plainNames.c)]
  const H = Math.min(...U[1].shape)
  const wide = Math.max(...U[1].shape)
  const [rows, columns] = W[1].shape
  // x Wx and h Wh: the columns are the units of the gates.
  const isAcross = wide > H ? U[1].shape[0] === H : rows === columns ? isBehind(reading, H) : rows !== H
  const turned = (of: Stored) => (isAcross ? transposed(of) : of)
  // The exercises of CS231n call these Wx, Wh, b and have i f o g; cells that people write in PyTorch have its order.
  const ordered = gatesInOrder(wide / H, reading, manner === 'plain' ? 'ifog' : 'ifgo')
  pieces.set('cell.weight_ih_l0', pieceOf(W[0], ordered(turned(W[1])), W[1]))
  pieces.set('cell.weight_hh_l0', pieceOf(U[0], ordered(turned(U[1])), U[1]))
  if (b) pieces.set('cell.bias_ih_l0', pieceOf(b[0], ordered(flat(b[1])), b[1]))
  if (c) pieces.set('cell.bias_hh_l0', pieceOf(c[0], ordered(flat(c[1])), c[1]))
  return isAcross
}

/** The orders in which people stack the gates of a cell with so many; the first are the most usual. */
const orders: Readonly<Record<number, readonly string[]>> = {
  3: ['rzn', 'zrn'],
  4: ['ifgo', 'ifog', 'iofg', 'igfo', 'figo', 'fiog', 'gifo'],
}

/** Puts the blocks of stacked gates in PyTorch's order: the user says in which they stand, since no name does. */
export function gatesInOrder(
  count: number,
  { decisions, undecided }: Pick<Reading, 'decisions' | 'undecided'>,
  usual: string,
): (of: Stored) => Stored {
  const choices = orders[count]
  if (!choices) return (of) => of
  const given = choices.find((each) => each === decisions.gates)
  const taken = given ?? (choices.includes(usual) ? usual : choices[0]!)
  undecided.push({ option: 'gates', taken, choices })
  return (of) =>
    reordered(
      of,
      [...choices[0]!].map((gate) => taken.indexOf(gate)),
    )
}

/** A head that has its own name; is there one? */
function head({ cupboard, pieces }: Reading, isAcross: boolean): boolean {
  const weight = cupboard.take(headNames)
  const bias = cupboard.take(headBiasNames)
  if (weight?.[1].shape.length !== 2) return false
  const H = pieces.get('cell.weight_hh_l0')!.tensor.shape[1]!
  const [rows, columns] = weight[1].shape
  const turn = rows === columns ? isAcross : rows === H
  pieces.set(`${weight[0]}.weight`, pieceOf(weight[0], turn ? transposed(weight[1]) : weight[1], weight[1]))
  if (bias) pieces.set(`${weight[0]}.bias`, pieceOf(bias[0], flat(bias[1]), bias[1]))
  return true
}
