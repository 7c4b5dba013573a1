/** A state_dict of PyTorch. */
import type { Tensors } from '../read/stored.ts'
import { pieceOf, type State } from './state.ts'

const cell = /(^|[./])weight_[ih]h(_l\d+)?(_reverse)?$/

export const isPyTorch = (tensors: Tensors): boolean => [...tensors.keys()].some((name) => cell.test(name))

/** The state of a state_dict; `ordered`: do its tensors stand in the order of the module? */
export function fromPyTorch(tensors: Tensors, ordered: boolean): State {
  // Only what stands before every name says nothing.
  const names = [...tensors.keys()]
  const prefix = /^((module|_orig_mod|model)\.)*/.exec(names[0] ?? '')![0]
  const from = names.every((name) => name.startsWith(prefix)) ? prefix.length : 0
  const pieces = new Map([...tensors].map(([name, tensor]) => [name.slice(from), pieceOf(name, tensor)]))
  return { layout: 'pytorch', pieces, ordered, hints: new Map(), unopened: [], remarks: [] }
}
