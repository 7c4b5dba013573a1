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
  let below: string | undefined
  const layers = list.slice(0, 1000).map((each, k): KerasLayer => {
    const { class_name, config: own } = fields(each)
    const className = text(class_name) ?? ''
    const name = text(fields(own).name) ?? text(fields(each).name) ?? `layer_${k}`
    const [cell, ofCell] = unwrapped(className, own)
    const isCell = recurrent.includes(cell)
    const after = isCell ? below : undefined
    const sequential = text(model.class_name) === 'Sequential'
    const all = fields(ofCell).return_sequences === true
    if (isCell) below = sequential && all ? name : undefined
    else if (!silent.includes(className)) below = undefined
    return { name, className, hint: { ...hintOf(className, own, version), ...(after ? { after } : {}) } }
  })
  return { layers }
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
  const isFinal = className === 'Bidirectional' && layer.return_sequences !== true
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
  const name = text(given) ?? text(fields(given).class_name) ?? text(fields(given).config)
  return name === 'hard_sigmoid' && Number.parseInt(version, 10) >= 3 ? 'hard_sigmoid_6' : name
}

/** The layers that can have weights, in their order. */
export const order = ({ layers }: KerasModel): readonly KerasLayer[] =>
  layers.filter(({ className }) => !silent.includes(className))

/** Keras 3 names the layers of a file by their class and a number, or by their own names. */
export function nameInFile(
  model: KerasModel,
  layer: KerasLayer,
  names: readonly string[],
): string | undefined {
  const snake = (of: string) =>
    of
      .replace(/(.)([A-Z][a-z0-9]+)/g, '$1_$2')
      .replace(/([a-z])([A-Z])/g, '$1_$2')
      .toLowerCase()
  if (names.includes(layer.name)) return layer.name
  const alike = order(model).filter(({ className }) => className === layer.className)
  const k = alike.indexOf(layer)
  const byClass = k === 0 ? snake(layer.className) : `${snake(layer.className)}_${k}`
  return names.includes(byClass) ? byClass : undefined
}
