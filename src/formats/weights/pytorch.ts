/** A state_dict of PyTorch. */
import type { Tensors } from '../read/stored.ts'
import { pieceOf, type State } from './state.ts'

const cell = /(^|[./])weight_[ih]h(_l\d+)?(_reverse)?$/

export const isPyTorch = (tensors: Tensors): boolean => [...tensors.keys()].some((name) => cell.test(name))

/** The state of a state_dict; `ordered`: do its tensors stand in the order of the module? */
export function fromPyTorch(tensors: Tensors, ordered: boolean): State {
  const plain = (name: string) => name.replace(/^((module|_orig_mod|model)\.)+/, '')
  const names = [...tensors.keys()]
  // Two modules that differ by such a prefix alone keep it.
  const isOne = new Set(names.map(plain)).size === names.length
  const pieces = new Map(
    [...tensors].map(([name, tensor]) => [isOne ? plain(name) : name, pieceOf(name, tensor)]),
  )
  return { layout: 'pytorch', pieces, ordered, hints: new Map(), unopened: [], remarks: [] }
}
