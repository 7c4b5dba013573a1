/** The names of Keras 1: a matrix a gate (lstm_1_W_i, lstm_1_U_i, lstm_1_b_i), or W, U and b of all; here they become those of Keras 2. */
import { type Stored, stacked, type Tensors, transposed } from '../read/stored.ts'

const named = /^((?:.*\/)?([^/]+))_([WUb])(?:_([ifcozrh]))?(:0)?$/
const parts: Readonly<Record<string, string>> = { W: 'kernel', U: 'recurrent_kernel', b: 'bias' }
/** The order of the gates in a kernel. */
const orders = ['ifco', 'zrh']

/** The layers by their path: whether they have a state, and their tensors by part and gate. */
function layersIn(tensors: Tensors): Map<string, Map<string, Stored>> {
  const layers = new Map<string, Map<string, Stored>>()
  for (const [key, tensor] of tensors) {
    const [, path, , part, gate = ''] = named.exec(key) ?? []
    if (path === undefined) continue
    const layer = layers.get(path) ?? new Map<string, Stored>()
    layers.set(path, layer.set(`${part}${gate}`, tensor))
  }
  return layers
}

const hasState = (layer: ReadonlyMap<string, Stored>): boolean =>
  [...layer.keys()].some((key) => key[0] === 'U')

export const isKerasOne = (tensors: Tensors): boolean => [...layersIn(tensors).values()].some(hasState)

/** The tensors by the names of Keras 2; others stay as they are. */
export function fromKerasOne(tensors: Tensors): Tensors {
  const layers = layersIn(tensors)
  if (![...layers.values()].some(hasState)) return tensors
  const renamed = new Map([...tensors].filter(([key]) => !named.test(key)))
  for (const [path, layer] of layers) {
    const order = orders.find((gates) => [...gates].every((gate) => layer.has(`U${gate}`)))
    for (const [letter, part] of Object.entries(parts)) {
      const all = [...(order ?? '')].flatMap((gate) => layer.get(letter + gate) ?? [])
      const whole = order && all.length === order.length ? beside(all) : layer.get(letter)
      const isEmbedding = letter === 'W' && !hasState(layer) && !layer.has('b')
      if (whole) renamed.set(`${path}/${isEmbedding ? 'embeddings' : part}`, whole)
    }
  }
  return renamed
}

/** Matrices side by side, vectors behind each other. */
const beside = (all: readonly Stored[]): Stored =>
  all[0]!.shape.length === 1 ? stacked(all) : transposed(stacked(all.map(transposed)))
