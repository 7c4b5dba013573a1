/** Weights as Keras keeps them: kernels transposed, gates i f c o and z r h, one bias; `reset_after` has two. */
import type { Tensors } from '../read/stored.ts'
import { partOf, reordered, reshapedAs, type Stored, transposed } from '../read/stored.ts'
import { atKey, refuse } from '../refusal.ts'
import { type KerasLayer, type KerasModel, namesInFile } from './keras-config.ts'
import { fromKerasOne, isKerasOne } from './keras-one.ts'
import { type Hint, type Piece, pieceOf, type Remark, type State } from './state.ts'

const ending = /\/?(recurrent_kernel|kernel|bias|embeddings|gamma|beta|moving_mean|moving_variance)(:0)?$/
const vars = /^(.*?)(?:\/cell)?\/vars\/(\d)$/

export const isKeras = (tensors: Tensors): boolean =>
  [...tensors.keys()].some((key) => /recurrent_kernel(:0)?$/.test(key) || /cell\/vars\/\d$/.test(key)) ||
  isKerasOne(tensors)

/** The tensors of one direction of a layer, by Keras' short names. */
type Parts = Map<string, { readonly from: string; readonly tensor: Stored }>

interface Layer {
  readonly forward: Parts
  readonly backward: Parts
}

/** The state of weights by Keras' names, in the order of the model where its configuration is there. */
export function fromKeras(given: Tensors, model?: KerasModel, version?: string): State {
  const tensors = fromKerasOne(given)
  const layers = new Map<string, Layer>()
  for (const [key, tensor] of tensors) {
    const { layer, part, backward } = partsOfKey(key)
    const entry = layers.get(layer) ?? { forward: new Map(), backward: new Map() }
    entry[backward ? 'backward' : 'forward'].set(part, { from: key, tensor })
    layers.set(layer, entry)
  }
  const byName = configured(layers, model)
  const pieces = new Map<string, Piece>()
  const hints = new Map<string, Hint>()
  const remarks = new Set<Remark>()
  for (const [name, layer, config] of byName) {
    const { forward, backward } = layer
    const go = config?.hint.backward === true
    for (const [parts, suffix] of [
      [forward, go ? '_reverse' : ''],
      [backward, '_reverse'],
    ] as const)
      for (const [part, piece] of piecesOf(parts, suffix)) pieces.set(`${name}.${part}`, piece)
    const bias = forward.get('bias')?.tensor
    const isGru = forward.get('recurrent_kernel')?.tensor.shape
    const gru = isGru?.length === 2 && isGru[1] === 3 * isGru[0]!
    // Two biases say where the reset gate acts; where there are none, the configuration does, and Keras' usual is after.
    const resetAfter = bias ? bias.shape.length === 2 || isCudnn(forward) : (config?.hint.resetAfter ?? true)
    const isOpen = isGated(forward) && !config
    const isOld = isOpen && !isCudnn(forward) && hadHardGates(given, version)
    if (isOld) remarks.add('oldGates')
    else if (isOpen) remarks.add('usualActivations')
    hints.set(name, {
      ...config?.hint,
      ...(gru ? { resetAfter } : {}),
      ...(isOld ? { gateActivation: 'hard_sigmoid' } : {}),
    })
  }
  const isBackward = [...hints.values()].some(({ backward }) => backward)
  if (isBackward) remarks.add('backward')
  return { layout: 'keras', pieces, ordered: model !== undefined, hints, unopened: [], remarks: [...remarks] }
}

/** Has the layer several gates? Refuses one whose weights are convolved. */
function isGated(parts: Parts): boolean {
  const [H = 0, wide = 0, ...more] = parts.get('recurrent_kernel')?.tensor.shape ?? []
  if (more.length > 0)
    refuse(atKey(parts.get('recurrent_kernel')!.from), {
      id: 'unsupported',
      what: 'a recurrent layer of convolutions (ConvLSTM)',
    })
  return H > 0 && wide > H
}

/** Until 2.3, Keras' gates had the hard sigmoid where nobody said otherwise. */
function hadHardGates(tensors: Tensors, version: string | undefined): boolean {
  const [major = 9, minor = 9] = version?.split('.').map(Number) ?? []
  return isKerasOne(tensors) || major < 2 || (major === 2 && minor < 3)
}

/** The layers for graphics cards have both biases in one list, that of the input first. */
function isCudnn(parts: Parts): boolean {
  const [bias, recurrent] = [parts.get('bias')?.tensor.shape, parts.get('recurrent_kernel')?.tensor.shape]
  return bias?.length === 1 && recurrent?.length === 2 && bias[0] === 2 * recurrent[1]!
}

/** The layer and the part that a key names. */
function partsOfKey(key: string): {
  readonly layer: string
  readonly part: string
  readonly backward: boolean
} {
  const path = key.replace(/^\/?(model_weights|_layer_checkpoint_dependencies|layers)\//, '')
  const backward = /backward/.test(path)
  const numbered = vars.exec(path)
  if (numbered) {
    const layer = numbered[1]!.replace(/\/((forward|backward)_)?layer$/, '').replace(/^.*layers\//, '')
    return { layer, part: partNames(key)[Number(numbered[2])] ?? numbered[2]!, backward }
  }
  const part = ending.exec(path)?.[1]
  const [first = '', second = ''] = path.split('/')
  // A name without a path, lstm_kernel, is its own layer.
  const layer = path.includes('/') ? (first === 'cells' ? second : first) : path.replace(ending, '')
  return { layer: layer || 'layer', part: part ?? path.split('/').at(-1)!, backward }
}

const partNames = (key: string): readonly string[] =>
  /\/cell\/vars/.test(key)
    ? ['kernel', 'recurrent_kernel', 'bias']
    : /embedding/.test(key)
      ? ['embeddings']
      : /norm/.test(key)
        ? ['gamma', 'beta', 'moving_mean', 'moving_variance']
        : ['kernel', 'bias']

/** The layers of a file in the order of the configuration, under its names; in that of the file where there is none. */
function configured(
  layers: ReadonlyMap<string, Layer>,
  model: KerasModel | undefined,
): (readonly [string, Layer, KerasLayer | undefined])[] {
  if (!model) return [...layers].map(([name, layer]) => [name, layer, undefined])
  const isKerasThree = [...layers.values()].some(({ forward, backward }) =>
    [...forward.values(), ...backward.values()].some(({ from }) => vars.test(from)),
  )
  const names = namesInFile(model, [...layers.keys()], isKerasThree)
  const found = [...names].map(([config, name]) => [config.name, layers.get(name)!, config] as const)
  const used = new Set(names.values())
  const others = [...layers].flatMap(([name, layer]) =>
    used.has(name) ? [] : [[name, layer, undefined] as const],
  )
  return [...found, ...others]
}

/** The tensors of a layer as PyTorch's. */
function piecesOf(parts: Parts, suffix: string): (readonly [string, Piece])[] {
  const kernel = parts.get('kernel')
  const recurrent = parts.get('recurrent_kernel')
  const bias = parts.get('bias')
  const others = [...parts].filter(([part]) => !['kernel', 'recurrent_kernel', 'bias'].includes(part))
  const rest = others.map(([part, { from, tensor }]): readonly [string, Piece] => [
    part === 'embeddings' ? 'weight' : part,
    { ...pieceOf(from, tensor), ...(part === 'embeddings' ? { embedding: true } : {}) },
  ])
  const isMatrix = (of: typeof kernel) => of?.tensor.shape.length === 2
  if (!kernel || !isMatrix(kernel))
    return [
      ...(kernel ? [['kernel', pieceOf(kernel.from, kernel.tensor)] as const] : []),
      ...(bias ? [['bias', pieceOf(bias.from, bias.tensor)] as const] : []),
      ...rest,
    ]
  const across = transposed(kernel.tensor)
  if (!recurrent || !isMatrix(recurrent)) {
    const dense: (readonly [string, Piece])[] = [['weight', pieceOf(kernel.from, across, kernel.tensor)]]
    if (bias) dense.push(['bias', pieceOf(bias.from, bias.tensor)])
    return [...dense, ...rest]
  }
  const gates = recurrent.tensor.shape[1]! / recurrent.tensor.shape[0]!
  // Keras' blocks of GRU are z r h, PyTorch's r z n; those of LSTM stand alike.
  const ordered = (of: Stored) => (gates === 3 && of.shape[0]! % 3 === 0 ? reordered(of, [1, 0, 2]) : of)
  const cell: (readonly [string, Piece])[] = [
    [`weight_ih_l0${suffix}`, pieceOf(kernel.from, ordered(across), kernel.tensor)],
    [
      `weight_hh_l0${suffix}`,
      pieceOf(recurrent.from, ordered(transposed(recurrent.tensor)), recurrent.tensor),
    ],
  ]
  if (bias) {
    const both = isCudnn(parts) ? reshapedAs(bias.tensor, [2, bias.tensor.shape[0]! / 2]) : bias.tensor
    const two = both.shape.length === 2
    const at = (k: number) => pieceOf(bias.from, ordered(two ? partOf(both, k) : both), bias.tensor)
    cell.push([`bias_ih_l0${suffix}`, at(0)])
    if (two) cell.push([`bias_hh_l0${suffix}`, at(1)])
  }
  return [...cell, ...rest]
}

/** The list of get_weights() of a layer or a model: kernel, recurrent kernel, bias of each cell, kernel and bias of each dense layer. */
export function namesOfList(list: readonly Stored[]): Tensors | undefined {
  // Matrices alone are a batch of sequences.
  if (!list.some(({ shape }) => shape.length === 1)) return undefined
  const named = new Map<string, Stored>()
  const isMatrix = (of: Stored | undefined): of is Stored => of?.shape.length === 2
  let at = 0
  let count = 0
  for (; at < list.length; count++) {
    const [first, second, third] = list.slice(at)
    if (!isMatrix(first)) return undefined
    const width = first.shape[1]!
    const [H = 0, wide = 0] = isMatrix(second) ? second.shape : []
    if (isMatrix(second) && wide === width && [1, 3, 4].some((R) => R * H === width)) {
      const name = count === 0 ? 'recurrent' : `recurrent_${count}`
      named.set(`${name}/kernel`, first)
      named.set(`${name}/recurrent_kernel`, second)
      const isBias =
        third && third.shape.at(-1) === width && (third.shape.length === 1 || third.shape[0] === 2)
      if (isBias) named.set(`${name}/bias`, third)
      at += isBias ? 3 : 2
    } else {
      const isDense = second?.shape.length === 1 && second.shape[0] === width
      const name = isDense ? `dense_${count}` : `embedding_${count}`
      named.set(isDense ? `${name}/kernel` : `${name}/embeddings`, first)
      if (isDense) named.set(`${name}/bias`, second)
      at += isDense ? 2 : 1
    }
  }
  return [...named.keys()].some((name) => name.endsWith('recurrent_kernel')) ? named : undefined
}
