/** A recurrent cell of linear layers, as tutorials of PyTorch write it: i2h of the input and h2h of the state, or one i2h of both joined. */
import { columnsOf, type Tensors } from '../read/stored.ts'
import type { Decisions } from '../said.ts'
import { gatesInOrder } from './by-hand.ts'
import { type Piece, pieceOf, type State, type Undecided } from './state.ts'

const input = /^(.*\.)?(i2h|x2h|in2h|in2hidden|input2hidden|input_to_hidden)\.weight$/
const states = ['h2h', 'hidden2hidden', 'hidden_to_hidden']

/** The names of both layers, or of the one that reads both; undefined where they are none of one cell. */
function layersOf(tensors: Tensors): { readonly W: string; readonly U?: string } | undefined {
  for (const [name, tensor] of tensors) {
    const before = input.exec(name)
    if (!before) continue
    const W = name.replace(/\.weight$/, '')
    const U = states.map((each) => `${before[1] ?? ''}${each}`).find((each) => tensors.has(`${each}.weight`))
    if (U !== undefined) return { W, U }
    const [H = 0, columns = 0] = tensor.shape
    if (columns > H) return { W }
  }
  return undefined
}

export const areLinears = (tensors: Tensors): boolean => layersOf(tensors) !== undefined

/** The state of such a cell, by what was decided about its layout. */
export function fromLinears(tensors: Tensors, ordered: boolean, decisions: Decisions): State {
  const { W, U } = layersOf(tensors)!
  const undecided: Undecided[] = []
  const weight = tensors.get(`${U ?? W}.weight`)!
  const [rows = 0, columns = 0] = weight.shape
  const inOrder = gatesInOrder(U === undefined ? 1 : rows / columns, { decisions, undecided }, 'ifgo')
  const roles = new Map([
    [`${W}.weight`, 'cell.weight_ih_l0'],
    [`${W}.bias`, 'cell.bias_ih_l0'],
    ...(U === undefined
      ? []
      : ([
          [`${U}.weight`, 'cell.weight_hh_l0'],
          [`${U}.bias`, 'cell.bias_hh_l0'],
        ] as const)),
  ])
  const pieces = new Map<string, Piece>()
  for (const [name, tensor] of tensors) {
    const role = roles.get(name)
    if (U === undefined && role === 'cell.weight_ih_l0') {
      // PyTorch's tutorials join the input and the state in this order.
      const hFirst = decisions.joined === 'hx'
      undecided.push({ option: 'joined', taken: hFirst ? 'hx' : 'xh', choices: ['xh', 'hx'] })
      const [of, D] = [tensor, columns - rows]
      const part = (from: number, to: number) => pieceOf(name, columnsOf(of, from, to), of)
      pieces.set('cell.weight_ih_l0', hFirst ? part(rows, columns) : part(0, D))
      pieces.set('cell.weight_hh_l0', hFirst ? part(0, rows) : part(D, columns))
    } else pieces.set(role ?? name, pieceOf(name, role ? inOrder(tensor) : tensor, tensor))
  }
  const activations = U === undefined ? ['linear', 'tanh', 'relu'] : ['tanh', 'relu', 'linear']
  return {
    layout: 'pytorch',
    pieces,
    ordered,
    hints: new Map([['cell', { activations }]]),
    unopened: [],
    remarks: [],
    undecided,
  }
}
