/** The weights of a file as the model of a document, and what became of each of its tensors. */

import { limits } from '../../experiment/document.ts'
import { toLists } from '../../tensor/tensor.ts'
import { type Stored, shapeText } from '../read/stored.ts'
import { atKey, inFile, refuse, short, value } from '../refusal.ts'
import type { Became, Decisions, Question, Said, Setting } from '../said.ts'
import {
  type Direction,
  type DocumentLayer,
  directions,
  documentLayer,
  numbersOf,
  weightsIn,
} from './cell.ts'
import { type Chosen, choose, isSmall, moduleOfTensor } from './choose.ts'
import { type Matrix, type Modules, modulesOf, type RecurrentLayer, type Way, widthOf } from './modules.ts'
import type { Piece, State } from './state.ts'

/** What became of a tensor of the file. */
export interface TensorRow {
  readonly name: string
  readonly shape: string
  readonly became: Became
  /** the weights of the document that it holds: W_i, W_f, W_g, W_o */
  readonly weights: readonly string[]
}

export interface ModelPart {
  /** the part "model" of a document */
  readonly model: Readonly<Record<string, unknown>>
  /** does it need layers, and so unrolled/2? */
  readonly layered: boolean
  /** are both directions read where they ended, as soon as the last timestep alone is judged? */
  readonly final: boolean
  readonly D: number
  readonly K: number
  /** what the file applies to the output of the head */
  readonly output?: string
  /** rows of an embedding whose width is D */
  readonly embedding?: Matrix
  readonly said: readonly Said[]
  readonly questions: readonly Question[]
  readonly settings: readonly Setting[]
  readonly tensors: readonly TensorRow[]
}

/** The model that a state holds, by what was decided. */
export function modelPart(state: State, decisions: Decisions): ModelPart {
  const modules = modulesOf(state)
  if (modules.recurrent.length === 0) return refuse(inFile, { id: 'cellInside' })
  const chosen = choose(modules, state, decisions)
  const { module, layer, head } = chosen
  const questions = [...chosen.questions]
  const settings = [...chosen.settings]
  for (const { option, taken, choices } of state.undecided ?? []) {
    settings.push({ option, taken, choices })
    if (!decisions[option]) questions.push({ option, choices, usual: taken, why: { id: 'laidOut', option } })
  }
  const layers = layer === undefined ? module.layers : [module.layers[layer]!]
  for (const { hint } of layers)
    if (hint.merge) refuse(atKey(module.name), { id: 'oneDirection' }, value(hint.merge))
  if (layers.length > 1 && layers.some(({ hint }) => hint.backward) && state.layout === 'keras')
    refuse(atKey(module.name), { id: 'unsupported', what: 'go_backwards below another layer' })
  const { activation } = decisions
  if (layers.some(({ cell, hint }) => cell === 'rnn' && !hint.activation)) {
    const { activations: choices = ['tanh', 'relu'] } = layers[0]!.hint
    const usual = choices[0]!
    settings.push({ option: 'activation', taken: activation ?? usual, choices })
    if (!decisions.activation)
      questions.push({ option: 'activation', choices, usual, why: { id: 'activation' } })
  }
  const D = layers[0]!.D
  const F = widthOf(layers.at(-1)!)
  const K = head ? head.weight.tensor.shape[0]! : F
  refuseLarge(modules, module, layers, K)
  const documents = layers.map((each) =>
    documentLayer(each, activation ?? layers[0]!.hint.activations?.[0], state.layout === 'pytorch'),
  )
  const layered = layers.length > 1 || layers[0]!.reverse !== undefined || documents[0]!.own !== undefined
  const weights = { ...weightsOf(documents), ...headWeights(head, F, K) }
  const model = layered
    ? { inputSize: D, outputSize: K, layers: layers.map((each, k) => fieldsOf(each, documents[k]!)), weights }
    : { ...documents[0]!.fields, inputSize: D, outputSize: K, weights }
  const embedding = modules.matrices.find((each) => each.embedding && each.weight.tensor.shape[1] === D)
  const output = head?.hint.output
  const tensors = rowsOf(state, modules, chosen, layers)
  const ignored = tensors
    .filter(({ name, became }) => left.includes(became) && name !== embedding?.weight.from)
    .map(({ name }) => short(name))
  return {
    model,
    layered,
    final: layers.at(-1)!.hint.final === true && layers.at(-1)!.reverse !== undefined,
    D,
    K,
    ...(output ? { output } : {}),
    ...(embedding ? { embedding } : {}),
    said: [
      ...saidOf(state, chosen, layers, documents, F),
      ...(ignored.length > 0 ? [{ id: 'ignored', names: ignored } as const] : []),
    ],
    questions,
    settings,
    tensors,
  }
}

/** Refuses what is larger than a document may be, and names what of the file is not. */
function refuseLarge(
  { recurrent }: Modules,
  { name }: Modules['recurrent'][number],
  layers: readonly RecurrentLayer[],
  K: number,
): void {
  const sizes = [layers[0]!.D, ...layers.map(({ H }) => H), K]
  if (sizes.every((n) => n <= limits.size)) return
  const fits = recurrent.filter((each) => each.layers.some(isSmall)).map((each) => each.name || '(root)')
  refuse(
    atKey(name),
    { id: 'tooLarge', most: limits.size, fits: fits.filter((each) => each !== name).map(short) },
    value(`D = ${layers[0]!.D}, H = ${layers.map(({ H }) => H).join(', ')}, K = ${K}`),
  )
}

function fieldsOf({ forward, reverse }: RecurrentLayer, { fields }: DocumentLayer): object {
  const direction = forward && reverse ? 'both' : reverse ? 'backward' : undefined
  return { ...fields, ...(direction ? { direction } : {}) }
}

/** weight_ih_l0 of the second layer is weight_ih_l1; W_f of the second layer W_f_l1; against time _reverse stands behind both. */
function nameIn(name: string, layer: number, direction: Direction): string {
  const bottom = layer === 0 ? name : `${name}_l${layer}`
  const own = /_l0$/.test(name) ? name.replace(/_l0$/, `_l${layer}`) : bottom
  return direction === 'reverse' ? `${own}_reverse` : own
}

function weightsOf(documents: readonly DocumentLayer[]): Record<string, unknown> {
  const all = documents.flatMap((document, k) =>
    directions.flatMap((direction) =>
      Object.entries(document[direction] ?? {}).map(
        ([name, lists]) => [nameIn(name, k, direction), lists] as const,
      ),
    ),
  )
  return Object.fromEntries(all)
}

const zeros = (n: number): number[] => Array.from({ length: n }, () => 0)

/** Without a head the net says h itself. */
function headWeights(head: Matrix | undefined, F: number, K: number): Record<string, unknown> {
  if (!head)
    return {
      'head.weight': zeros(F).map((_, i) => zeros(F).map((__, j) => (i === j ? 1 : 0))),
      'head.bias': zeros(F),
    }
  return {
    'head.weight': toLists(numbersOf(head.weight, [K, F])),
    'head.bias': head.bias ? toLists(numbersOf(head.bias, [K])) : zeros(K),
  }
}

function saidOf(
  state: State,
  { module, layer, head, after, between, wide }: Chosen,
  layers: readonly RecurrentLayer[],
  documents: readonly DocumentLayer[],
  F: number,
): Said[] {
  const [first] = layers
  const zero = documents.flatMap((each, k) =>
    directions.flatMap((direction) => each.zero[direction].map((name) => nameIn(name, k, direction))),
  )
  const own = documents.find((each) => each.own !== undefined)?.own
  const { activation, gateActivation } = first!.hint
  const gates = gateActivation === 'sigmoid' ? undefined : gateActivation?.replaceAll('_', ' ')
  return [
    ...(state.layout === 'pytorch' ? [] : [{ id: 'layout', layout: state.layout } as const]),
    ...state.remarks.map((remark) => ({ id: 'remark', remark }) as const),
    ...(state.undecided ?? []).map(({ option, taken }) => ({ id: 'laidOut', option, taken }) as const),
    {
      id: 'module',
      name: short(module.name),
      cell: first!.cell,
      D: first!.D,
      H: first!.H,
      layers: layers.length,
      both: first!.forward !== undefined && first!.reverse !== undefined,
    },
    ...(layer === undefined ? [] : [{ id: 'layer', k: layer, of: module.layers.length } as const]),
    ...(own ? [{ id: 'ownCell', name: own } as const] : []),
    ...(first!.cell === 'rnn' && activation && !own ? [{ id: 'activation', name: activation } as const] : []),
    ...(gates && !own ? [{ id: 'gates', name: gates } as const] : []),
    ...(wide
      ? [
          {
            id: 'wideHead',
            name: short(wide.name),
            n: wide.weight.tensor.shape[0]!,
            most: limits.size,
          } as const,
        ]
      : []),
    head ? { id: 'head', name: short(head.weight.from) } : { id: 'identity', n: F },
    ...(between.length > 0 ? [{ id: 'between', names: between.map(short) } as const] : []),
    ...(after.length > 0
      ? [{ id: 'after', names: after.map(({ weight }) => short(weight.from)) } as const]
      : []),
    ...(head?.hint.output
      ? [{ id: 'output', name: short(head.name), activation: head.hint.output } as const]
      : []),
    ...(zero.length > 0 || (head && !head.bias)
      ? [{ id: 'zero', names: [...zero, ...(head && !head.bias ? ['head.bias'] : [])] } as const]
      : []),
    ...(state.unopened.length > 0 ? [{ id: 'unopened', names: state.unopened.map(short) } as const] : []),
  ]
}

/** What a tensor of a file becomes that is not used. */
const left: readonly Became[] = ['embedding', 'before', 'unused']

const partsOfCell: Readonly<Record<string, Became>> = {
  weight_ih: 'input',
  weight_hh: 'recurrent',
  bias_ih: 'bias',
  bias_hh: 'bias',
}

/** Every tensor of the file, once, and what it became. */
function rowsOf(
  state: State,
  modules: Modules,
  { module, head, after, between }: Chosen,
  layers: readonly RecurrentLayer[],
): TensorRow[] {
  const rows = new Map<string, TensorRow>()
  const put = (piece: Piece | undefined, as: Became, weights: readonly string[] = []) => {
    if (!piece) return
    const names = piece.from.split(', ')
    // Of several matrices that are stacked here, each is one of the weights.
    const isEach = names.length > 1 && names.length === weights.length
    for (const [k, name] of names.entries()) {
      const own = isEach ? [weights[k]!] : weights
      const before = rows.get(name)
      const shape = shapeText(state.shapes?.get(name) ?? piece.shape)
      if (!before) rows.set(name, { name, shape, became: as, weights: own })
      else if (before.weights.length > 0 && own.length > 0) {
        const isJoined = before.became === 'input' && as === 'recurrent'
        const all = [...new Set([...before.weights, ...own])]
        rows.set(name, { ...before, became: isJoined ? 'joined' : before.became, weights: all })
      }
    }
  }
  const ways = ({ forward, reverse }: RecurrentLayer): (readonly [Way, string])[] =>
    [[forward, ''] as const, [reverse, '_reverse'] as const].flatMap(([way, end]) =>
      way ? [[way, end] as const] : [],
    )
  const parts = (each: RecurrentLayer, as?: Became, k = 0) => {
    const weights = as ? () => [] : weightsIn(each)
    for (const [way, end] of ways(each))
      for (const [name, piece] of Object.entries(way)) {
        const own = weights(name).map((weight) => `${weight}${k === 0 ? '' : `_l${k}`}${end}`)
        put(piece, as ?? partsOfCell[name] ?? 'peephole', own)
      }
  }
  for (const [k, each] of layers.entries()) parts(each, undefined, k)
  for (const each of module.layers) parts(each, 'otherLayer')
  for (const each of modules.recurrent) for (const layer of each.layers) parts(layer, 'otherModule')
  if (head) {
    put(head.weight, 'head', ['head.weight'])
    put(head.bias, 'headBias', ['head.bias'])
  }
  for (const [key, piece] of state.pieces) if (between.includes(moduleOfTensor(key))) put(piece, 'between')
  for (const each of modules.matrices) {
    const as = each.embedding
      ? 'embedding'
      : after.includes(each)
        ? 'after'
        : state.ordered && each.at < module.first
          ? 'before'
          : 'unused'
    put(each.weight, as)
    put(each.bias, as)
  }
  for (const piece of state.pieces.values()) put(piece, 'unused')
  const order = [...state.pieces.values()].flatMap(({ from }) => from.split(', '))
  return [...new Set(order)].map((name) => rows.get(name)!)
}

/** The first rows of an embedding, as inputs. */
export function embeddedRows({ weight }: Matrix, n: number): number[][] {
  const [m = 0, width = 0] = weight.tensor.shape
  const all: Float64Array = (weight.tensor as Stored).numbers()
  return Array.from({ length: Math.min(m, n) }, (_, i) => [...all.subarray(i * width, (i + 1) * width)])
}
