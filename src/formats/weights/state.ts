/** The weights of a file under the names and in the layout of PyTorch, whoever wrote them. */
import type { Stored } from '../read/stored.ts'

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
}

/** What a file says of a module beside its weights. */
export interface Hint {
  readonly activation?: string
  readonly gateActivation?: string
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
  /** what was decided on the way: the forget bias of TensorFlow, the order of [h, x] */
  readonly remarks: readonly Remark[]
}

export type Remark = 'forgetBias' | 'joinedHX' | 'joinedXH' | 'square' | 'cellOrder' | 'backward'

export const pieceOf = (from: string, tensor: Stored, of: Stored = tensor): Piece => ({
  tensor,
  from,
  shape: of.shape,
})
