/** The weights of a file under the names and in the layout of PyTorch, whoever wrote them. */
import type { Stored } from '../read/stored.ts'
import type { LayoutOption } from '../said.ts'

/** Where weights were written; their layout was that one's. */
export type Layout = 'pytorch' | 'keras' | 'onnx' | 'tensorflow' | 'numpy'

/** A tensor in PyTorch's layout, and what it was in the file. */
export interface Piece {
  readonly tensor: Stored
  /** its name in the file */
  readonly from: string
  /** its shape in the file */
  readonly shape: readonly number[]
  /** rows of an embedding, which stands before the cell */
  readonly embedding?: boolean
  /** the file says that no vector is multiplied by it */
  readonly loose?: boolean
}

/** What a file says of a module beside its weights. */
export interface Hint {
  readonly activation?: string
  readonly gateActivation?: string
  /** rnn: what its state may be squashed with, the most usual first, where the file does not say */
  readonly activations?: readonly string[]
  /** gru: is the reset gate applied after the product? */
  readonly resetAfter?: boolean
  /** backwards alone */
  readonly backward?: boolean
  /** both directions are read where they ended */
  readonly final?: boolean
  /** the module reads what this one says: they are layers of one stack */
  readonly after?: string
  /** the file says that the module reads no recurrent layer as it is */
  readonly apart?: boolean
  /** what stands between the recurrent layer below and this one */
  readonly between?: readonly string[]
  /** how the outputs of two directions are joined, where not side by side */
  readonly merge?: string
  /** a dense layer: what is applied to its output */
  readonly output?: string
}

export interface State {
  readonly layout: Layout
  /** in the order of the model where `ordered` is true, by PyTorch's names: lstm.weight_ih_l0 */
  readonly pieces: ReadonlyMap<string, Piece>
  readonly ordered: boolean
  /** by the name of a module: lstm */
  readonly hints: ReadonlyMap<string, Hint>
  /** classes of objects in the file that were not opened */
  readonly unopened: readonly string[]
  /** what was decided on the way: the forget bias of TensorFlow */
  readonly remarks: readonly Remark[]
  readonly undecided?: readonly Undecided[]
  /** the shapes of the tensors of the file by their names, where several make one piece */
  readonly shapes?: ReadonlyMap<string, readonly number[]>
}

/** A layout that no name and no shape says, so that the user does. */
export interface Undecided {
  readonly option: LayoutOption
  readonly taken: string
  readonly choices: readonly string[]
}

export type Remark =
  | 'forgetBias'
  | 'cellOrder'
  | 'backward'
  | 'initialState'
  | 'oldGates'
  | 'usualActivations'

export const pieceOf = (from: string, tensor: Stored, of: Stored = tensor): Piece => ({
  tensor,
  from,
  shape: of.shape,
})
