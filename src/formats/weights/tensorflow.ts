/** Cells of TensorFlow 1: one kernel over [x, h], gates i j f o with 1 added to the forget gate outside, r u for the gates of GRU. */
import type { Tensors } from '../read/stored.ts'
import { columnsOf, mapped, reordered, rowsAt, rowsFrom, type Stored, transposed } from '../read/stored.ts'
import { type Hint, type Piece, pieceOf, type Remark, type State } from './state.ts'

const lstmKernel = /^(.*?(?:lstm|LSTM)[\w]*)\/kernel(:0)?$/
const rnnKernel = /^(.*?(?:basic_rnn|rnn)_cell[\w]*)\/kernel(:0)?$/
const gruGates = /^(.*?(?:gru|GRU)[\w]*)\/gates\/kernel(:0)?$/

export const isTensorFlow = (tensors: Tensors): boolean =>
  [...tensors.keys()].some((key) => lstmKernel.test(key) || rnnKernel.test(key) || gruGates.test(key))

/** The state of weights by TensorFlow's names. */
export function fromTensorFlow(tensors: Tensors): State {
  const pieces = new Map<string, Piece>()
  const hints = new Map<string, Hint>()
  const remarks = new Set<Remark>()
  const used = new Set<string>()
  const at = (key: string): readonly [string, Stored] | undefined => {
    const name = [key, `${key}:0`].find((each) => tensors.has(each))
    if (name === undefined) return undefined
    used.add(name)
    return [name, tensors.get(name)!]
  }
  /** W and U out of one kernel over [x, h]; `ordered` puts its columns in PyTorch's order. */
  const kernels = (
    name: string,
    [key, kernel]: readonly [string, Stored],
    gates: number,
    blocks: readonly number[],
  ) => {
    const H = kernel.shape[1]! / gates
    const all = reordered(transposed(kernel), blocks)
    const D = kernel.shape[0]! - H
    pieces.set(`${name}.weight_ih_l0`, pieceOf(key, columnsOf(all, 0, D), kernel))
    pieces.set(`${name}.weight_hh_l0`, pieceOf(key, columnsOf(all, D, D + H), kernel))
    return H
  }
  for (const key of tensors.keys()) {
    const lstm = lstmKernel.exec(key)?.[1]
    const rnn = rnnKernel.exec(key)?.[1]
    const name = lstm ?? rnn
    if (name === undefined || tensors.get(key)!.shape.length !== 2) continue
    const H = kernels(name, at(key)!, lstm ? 4 : 1, lstm ? [0, 2, 1, 3] : [0])
    const bias = at(`${name}/bias`)
    if (bias && lstm) {
      // i j f o becomes i f g o; the 1 that the cell adds is part of the forget bias here.
      const ordered = reordered(bias[1], [0, 2, 1, 3])
      const plus = mapped(ordered, (b, k) => (k >= H && k < 2 * H ? b + 1 : b))
      pieces.set(`${name}.bias_ih_l0`, pieceOf(bias[0], plus, bias[1]))
      remarks.add('forgetBias')
    } else if (bias) pieces.set(`${name}.bias_ih_l0`, pieceOf(...bias))
    for (const gate of ['i', 'f', 'o']) {
      const peephole = at(`${name}/w_${gate}_diag`)
      if (peephole) pieces.set(`${name}.peephole_${gate}`, pieceOf(...peephole))
    }
  }
  for (const key of tensors.keys()) {
    const name = gruGates.exec(key)?.[1]
    const candidate = name === undefined ? undefined : at(`${name}/candidate/kernel`)
    if (name === undefined || !candidate) continue
    gru(name, at(key)!, candidate, [at(`${name}/gates/bias`), at(`${name}/candidate/bias`)], pieces)
    hints.set(name, { resetAfter: false })
  }
  for (const [key, tensor] of tensors) {
    if (used.has(key)) continue
    const plain = key.replace(/:0$/, '')
    if (/\/kernel$/.test(plain) && tensor.shape.length === 2)
      pieces.set(plain.replace(/\/kernel$/, '.weight'), pieceOf(key, transposed(tensor), tensor))
    else pieces.set(plain.replace(/\/bias$/, '.bias'), pieceOf(key, tensor))
  }
  return { layout: 'tensorflow', pieces, ordered: false, hints, unopened: [], remarks: [...remarks] }
}

/** GRUCell: gates r u, a candidate on [x, r ⊙ h]. */
function gru(
  name: string,
  gates: readonly [string, Stored],
  candidate: readonly [string, Stored],
  [gateBias, bias]: readonly (readonly [string, Stored] | undefined)[],
  pieces: Map<string, Piece>,
): void {
  const H = candidate[1].shape[1]!
  const D = candidate[1].shape[0]! - H
  const both: Stored = {
    shape: [3 * H, D + H],
    numbers: () =>
      Float64Array.from([...transposed(gates[1]).numbers(), ...transposed(candidate[1]).numbers()]),
  }
  pieces.set(`${name}.weight_ih_l0`, pieceOf(gates[0], columnsOf(both, 0, D), gates[1]))
  pieces.set(`${name}.weight_hh_l0`, pieceOf(candidate[0], columnsOf(both, D, D + H), candidate[1]))
  if (gateBias && bias)
    pieces.set(
      `${name}.bias_ih_l0`,
      pieceOf(
        gateBias[0],
        {
          shape: [3 * H],
          numbers: () =>
            Float64Array.from([...rowsAt(gateBias[1], rowsFrom(0, 2 * H)).numbers(), ...bias[1].numbers()]),
        },
        gateBias[1],
      ),
    )
}
