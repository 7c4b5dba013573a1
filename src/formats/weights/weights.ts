/** Tensors of any origin as the weights of a net; undefined where they hold none. */
import type { Tensors } from '../read/stored.ts'
import type { Decisions } from '../said.ts'
import { fromHand, isByHand } from './by-hand.ts'
import { fromKeras, isKeras } from './keras.ts'
import type { KerasModel } from './keras-config.ts'
import { areLinears, fromLinears } from './linears.ts'
import { fromPyTorch, isPyTorch } from './pytorch.ts'
import { wholeWeights } from './reparametrised.ts'
import type { State } from './state.ts'
import { fromTensorFlow, isTensorFlow } from './tensorflow.ts'

export interface Circumstances {
  /** do the tensors stand in the order of the model? */
  readonly ordered: boolean
  readonly model?: KerasModel
  /** of Keras, where the file says it */
  readonly version?: string
  readonly unopened?: readonly string[]
  readonly decisions?: Decisions
}

/** The state of tensors by the names of PyTorch, Keras, TensorFlow or of nets written by hand. */
export function stateOf(
  given: Tensors,
  { ordered, model, version, unopened = [], decisions = {} }: Circumstances,
): State | undefined {
  const { tensors, parts } = wholeWeights(given)
  const state = isPyTorch(tensors)
    ? fromPyTorch(tensors, ordered)
    : isKeras(tensors)
      ? fromKeras(tensors, model, version)
      : isTensorFlow(tensors)
        ? fromTensorFlow(tensors)
        : isByHand(tensors)
          ? fromHand(tensors, decisions)
          : areLinears(tensors)
            ? fromLinears(tensors, ordered, decisions)
            : undefined
  const shapes = new Map([...given].map(([name, { shape }]) => [name, shape]))
  const inFile = (from: string) => from.split(', ').flatMap((name) => parts.get(name) ?? [name])
  const pieces =
    state && new Map([...state.pieces].map(([key, of]) => [key, { ...of, from: inFile(of.from).join(', ') }]))
  return state && { ...state, pieces: pieces!, unopened, shapes }
}
