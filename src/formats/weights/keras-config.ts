/** The configuration of a model of Keras: its layers in order, and what they say beside their weights. */
import type { Hint } from './state.ts'

export interface KerasLayer {
  readonly name: string
  /** LSTM, Bidirectional, Dense */
  readonly className: string
  readonly hint: Hint
}

export interface KerasModel {
  readonly layers: readonly KerasLayer[]
  /** which layers the layers of an .h5 file are, where it says so */
  readonly names?: readonly string[]
}

type Fields = Readonly<Record<string, unknown>>

const fields = (of: unknown): Fields =>
  of !== null && typeof of === 'object' && !Array.isArray(of) ? (of as Fields) : {}
const text = (of: unknown): string | undefined => (typeof of === 'string' ? of : undefined)

const recurrent = ['LSTM', 'GRU', 'SimpleRNN', 'CuDNNLSTM', 'CuDNNGRU']
/** Layers that change nothing when a trained net runs. */
const silent = [
  'Dropout',
  'SpatialDropout1D',
  'InputLayer',
  'Masking',
  'GaussianNoise',
  'ActivityRegularization',
]

/** Reads a configuration; undefined where there is none. `version` is that of Keras. */
export function kerasModel(config: unknown, version: string): KerasModel | undefined {
  const model = fields(config)
  const inner = fields(model.config)
  const list = Array.isArray(model.config) ? model.config : (inner.layers as unknown)
  if (!Array.isArray(list)) return undefined
  const sequential = text(model.class_name) === 'Sequential'
  const layers: KerasLayer[] = []
  const nodes = new Map<string, Node>()
  let before: string | undefined
  for (const [k, each] of list.slice(0, 1000).entries()) {
    const { class_name, config: own, inbound_nodes } = fields(each)
    const className = text(class_name) ?? ''
    const name = text(fields(own).name) ?? text(fields(each).name) ?? `layer_${k}`
    const reads = sequential ? before : firstName(inbound_nodes)
    before = name
    const [cell, ofCell] = unwrapped(className, own)
    const isCell = recurrent.includes(cell)
    const all = fields(ofCell).return_sequences === true
    nodes.set(name, { reads, isCell, all, isSilent: silent.includes(className) })
    layers.push({
      name,
      className,
      hint: { ...hintOf(className, own, version), ...place(isCell, reads, nodes) },
    })
  }
  return { layers }
}

interface Node {
  readonly reads: string | undefined
  readonly isCell: boolean
  /** does it say every timestep? */
  readonly all: boolean
  readonly isSilent: boolean
}

/** Where a layer stands: what lies between it and the recurrent layer below, or that it reads that one. */
function place(isCell: boolean, reads: string | undefined, nodes: ReadonlyMap<string, Node>): Hint {
  const between: string[] = []
  let at = reads
  for (let node = nodes.get(at ?? ''); node && !node.isCell; node = nodes.get(at ?? '')) {
    if (!node.isSilent) between.unshift(at!)
    if (node.reads === at) break
    at = node.reads
  }
  const below = nodes.get(at ?? '')
  const found = at !== undefined && below?.isCell
  if (!isCell) return found && between.length > 0 ? { between } : {}
  return found && below.all && between.length === 0 ? { after: at } : { apart: true }
}

/** The first layer that a layer of a functional model reads, by either way of writing it. */
function firstName(of: unknown, depth = 0): string | undefined {
  if (depth > 8) return undefined
  if (typeof of === 'string') return of
  if (Array.isArray(of)) return firstName(of[0], depth + 1)
  const { args, config, keras_history } = fields(of)
  return firstName(keras_history ?? config ?? args, depth + 1)
}

/** The layer inside a wrapper, with the cell of an RNN(LSTMCell) as the layer that it makes. */
function unwrapped(className: string, config: unknown): readonly [className: string, config: unknown] {
  const own = fields(config)
  const wrapped = fields(className === 'RNN' ? own.cell : own.layer)
  if (className === 'RNN') {
    const cell = text(wrapped.class_name)?.replace(/Cell$/, '') ?? ''
    return [cell, { ...own, ...fields(wrapped.config) }]
  }
  if (className !== 'Bidirectional' && className !== 'TimeDistributed') return [className, config]
  return unwrapped(text(wrapped.class_name) ?? '', wrapped.config)
}

function hintOf(className: string, config: unknown, version: string): Hint {
  const own = fields(config)
  const [cell, given] = unwrapped(className, config)
  const layer = fields(given)
  const activation = nameOfActivation(layer.activation, version)
  if (!recurrent.includes(cell)) return activation && activation !== 'linear' ? { output: activation } : {}
  const merge = className === 'Bidirectional' ? (text(own.merge_mode) ?? 'concat') : 'concat'
  const gates = nameOfActivation(layer.recurrent_activation ?? layer.inner_activation, version)
  const runsBack = className === 'Bidirectional' || layer.go_backwards === true
  const isFinal = runsBack && layer.return_sequences !== true
  return {
    activation: activation ?? 'tanh',
    ...(gates ? { gateActivation: gates } : {}),
    ...(layer.go_backwards === true ? { backward: true } : {}),
    ...(typeof layer.reset_after === 'boolean' ? { resetAfter: layer.reset_after } : {}),
    ...(isFinal ? { final: true } : {}),
    ...(merge === 'concat' ? {} : { merge }),
  }
}

/** Keras 3 has another hard sigmoid than 1 and 2: a/6 + ½ in place of 0.2 a + ½. */
function nameOfActivation(given: unknown, version: string): string | undefined {
  const said = text(given) ?? text(fields(given).class_name) ?? text(fields(given).config)
  // TensorFlow.js writes hardSigmoid.
  const name = said?.replace(/([a-z])([A-Z])/g, '$1_$2').toLowerCase()
  return name === 'hard_sigmoid' && Number.parseInt(version, 10) >= 3 ? 'hard_sigmoid_6' : name
}

/** The layers that can have weights, in their order. */
export const order = ({ layers }: KerasModel): readonly KerasLayer[] =>
  layers.filter(({ className }) => !silent.includes(className))

const snake = (of: string): string =>
  of
    .replace(/(.)([A-Z][a-z0-9]+)/g, '$1_$2')
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase()

/**
 * The names of layers as a file has them: their own, or those that Keras 3 gives (`byClass`), the class and a number. Both
 * may look alike (a notebook that ran twice has lstm_1 and lstm_2, and its file lstm and lstm_1), so one way holds for all.
 */
export function namesInFile(
  model: KerasModel,
  names: readonly string[],
  byClass: boolean,
): ReadonlyMap<KerasLayer, string> {
  const counts = new Map<string, number>()
  const own: [KerasLayer, string][] = []
  const given: [KerasLayer, string][] = []
  for (const layer of order(model)) {
    const k = counts.get(layer.className) ?? 0
    counts.set(layer.className, k + 1)
    own.push([layer, layer.name])
    given.push([layer, k === 0 ? snake(layer.className) : `${snake(layer.className)}_${k}`])
  }
  const inFile = (pairs: readonly [KerasLayer, string][]) =>
    new Map(pairs.filter(([, name]) => names.includes(name)))
  const [first, second] = (byClass ? [given, own] : [own, given]).map(inFile)
  return first!.size >= second!.size ? first! : second!
}
