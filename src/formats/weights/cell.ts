/** A recurrent layer of a file as the layer of a document: its cell, and its weights by the document's names. */
import { elementwiseFunctions } from '../../algebra/ops.ts'
import { text } from '../../algebra/write.ts'
import { cellOf, optionsIn } from '../../cell/cell-of.ts'
import type { Model, Weights } from '../../cell/model.ts'
import { placesOf, tensorsAbove, weightOf } from '../../cell/parameters.ts'
import { modelOf } from '../../experiment/document.ts'
import { type Tensor, tensor, toLists } from '../../tensor/tensor.ts'
import { type Stored, shapeText } from '../read/stored.ts'
import { atKey, refuse } from '../refusal.ts'
import type { RecurrentLayer, Way } from './modules.ts'
import type { Piece } from './state.ts'

/** The directions of a layer, as files name them. */
export const directions = ['forward', 'reverse'] as const
export type Direction = (typeof directions)[number]

export interface DocumentLayer {
  /** cell, hiddenSize and options, as a layer of a document has them */
  readonly fields: Readonly<Record<string, unknown>>
  /** lists by the names of the tensors of a first layer, forward */
  readonly forward?: Readonly<Record<string, unknown>>
  readonly reverse?: Readonly<Record<string, unknown>>
  /** tensors that the file lacks and that are zero, of each direction */
  readonly zero: Readonly<Record<Direction, readonly string[]>>
  /** the activations that made it a cell of its own */
  readonly own?: string
}

/** Activations by the names that files give them, as texts of the language of cells; {a} is the argument. The functions of the language go by their own names. */
const activations: Readonly<Record<string, string>> = {
  ...Object.fromEntries([...elementwiseFunctions].map(([name, called]) => [name, `${called}({a})`])),
  linear: '{a}',
  affine: '{a}',
  swish: '{a} ⊙ σ({a})',
  silu: '{a} ⊙ σ({a})',
  softsign: '{a} / (1 + abs({a}))',
  exponential: 'exp({a})',
  hard_sigmoid: '(relu(0.2 {a} + 0.5) - relu(0.2 {a} - 0.5))',
  hardsigmoid: '(relu(0.2 {a} + 0.5) - relu(0.2 {a} - 0.5))',
  hard_sigmoid_6: '(relu({a} / 6 + 0.5) - relu({a} / 6 - 0.5))',
  elu: '(relu({a}) + exp(-relu(-{a})) - 1)',
}

/** A layer as a document has it. Refuses activations that no cell can have. */
export function documentLayer(
  layer: RecurrentLayer,
  activation: string | undefined,
  twoBiases: boolean,
): DocumentLayer {
  const { cell, H, hint } = layer
  const gates = hint.gateActivation ?? 'sigmoid'
  const main = hint.activation ?? activation ?? 'tanh'
  const option = optionFor(cell, main, gates)
  const isPlain = option !== undefined
  const peephole = Object.keys((layer.forward ?? layer.reverse)!).some((name) => name.startsWith('peephole'))
  const options = {
    ...option,
    ...(cell === 'gru' && hint.resetAfter === false ? { resetAfter: false } : {}),
    ...(peephole ? { peephole: true } : {}),
  }
  const model = libraryModel(layer, options)
  const zero = { forward: new Set<string>(), reverse: new Set<string>() }
  const weights = (way: Way, direction: Direction) => {
    const tensors = tensorsOf(way, model, zero[direction], twoBiases)
    if (isPlain) return Object.fromEntries(Object.entries(tensors).map(([name, of]) => [name, toLists(of)]))
    return ownWeights(tensors, model)
  }
  const own = isPlain ? undefined : ownText(model, main, gates)
  return {
    fields: own ? { cell: own, hiddenSize: H } : { cell, hiddenSize: H, ...options },
    ...(layer.forward ? { forward: weights(layer.forward, 'forward') } : {}),
    ...(layer.reverse ? { reverse: weights(layer.reverse, 'reverse') } : {}),
    zero: { forward: [...zero.forward], reverse: [...zero.reverse] },
    ...(own ? { own: own.name } : {}),
  }
}

/** The options of the library that have these activations; undefined where none has. */
function optionFor(
  cell: RecurrentLayer['cell'],
  main: string,
  gates: string,
): Readonly<Record<string, unknown>> | undefined {
  const wanted = cell === 'rnn' ? { activation: main } : { gateActivation: gates }
  if (cell !== 'rnn' && main !== 'tanh') return undefined
  const [[name, given]] = Object.entries(wanted) as [[string, string]]
  const choice = given.replace(/^hard_?sigmoid$/, 'hard-sigmoid')
  const { choices } = optionsIn({ cell }).find(({ option }) => option === name)!
  if (!choices.includes(choice)) return undefined
  return choice === choices[0] ? {} : { [name]: choice }
}

const libraryModel = ({ cell, D, H }: RecurrentLayer, options: object): Model =>
  modelOf({ cell, inputSize: D, hiddenSize: H, outputSize: 1, ...options } as Parameters<typeof modelOf>[0])

/** The weights of a layer's equations that stand in each of its tensors. */
export function weightsIn(layer: RecurrentLayer): (tensor: string) => readonly string[] {
  const places = [...placesOf(libraryModel(layer, {}))]
  return (tensor) => {
    const names = places.flatMap(([name, { tensors }]) => (tensors.includes(`${tensor}_l0`) ? [name] : []))
    return names.length > 0 ? names : [tensor]
  }
}

/** The equations of a cell of the library with other activations. */
function ownText(
  model: Model,
  main: string,
  gates: string,
): { readonly name: string; readonly equations: string } {
  const names = Object.keys(activations)
  for (const name of [main, gates])
    if (!Object.hasOwn(activations, name)) refuse(atKey('activation'), { id: 'activation', name, names })
  const put = (name: string) => (_: string, a: string) => activations[name]!.replaceAll('{a}', a)
  const equations = cellOf(model)
    .equations.map(({ symbol, expr }) => `${symbol} = ${text(expr)}`)
    .map((line) => line.replace(/σ\(([^()]+)\)/g, put(gates)).replace(/tanh\(([^()]+)\)/g, put(main)))
    .join('\n')
  const title = { rnn: 'RNN', lstm: 'LSTM', gru: 'GRU' }[model.cell as 'rnn' | 'lstm' | 'gru']
  const gateName = model.cell === 'rnn' || gates === 'sigmoid' ? '' : `, ${gates.replaceAll('_', ' ')}`
  return { name: `${title} (${main.replaceAll('_', ' ')}${gateName})`, equations }
}

/** The weights of a cell of its own: W_f, U_f and b_f of the blocks, b the sum of both biases. */
function ownWeights(tensors: Weights, model: Model): Record<string, unknown> {
  const places = [...placesOf(model)].filter(([name]) => !tensorsAbove(model).includes(name))
  return Object.fromEntries(places.map(([name, place]) => [name, toLists(weightOf(tensors, place))]))
}

/** The tensors of one direction, checked: finite numbers in the shapes of the cell; biases that are not there are zero. */
function tensorsOf(
  way: Way,
  { cell, inputSize: D, hiddenSize: H }: Model,
  zero: Set<string>,
  twoBiases: boolean,
): Record<string, Tensor> {
  const R = { rnn: 1, gru: 3, lstm: 4 }[cell as 'rnn' | 'lstm' | 'gru']
  const vector = (name: string, n: number): Tensor => {
    const piece = way[name]
    if (!piece) zero.add(`${name}_l0`)
    return piece ? numbersOf(piece, [n]) : tensor([n])
  }
  const two = twoBiases || way.bias_hh !== undefined || way.bias_ih === undefined
  const peepholes = Object.keys(way).filter((name) => name.startsWith('peephole'))
  return {
    weight_ih_l0: numbersOf(way.weight_ih!, [R * H, D]),
    weight_hh_l0: numbersOf(way.weight_hh!, [R * H, H]),
    bias_ih_l0: vector('bias_ih', R * H),
    // PyTorch has two biases; where others have one, the second is no loss.
    bias_hh_l0: two ? vector('bias_hh', R * H) : tensor([R * H]),
    ...Object.fromEntries(peepholes.map((name) => [name, vector(name, H)])),
  }
}

/** The numbers of a piece in the shape that they must have; refused where one is not finite. */
export function numbersOf({ tensor: of, from }: Piece, shape: readonly number[]): Tensor {
  const wanted = shape.reduce((product, n) => product * n, 1)
  const has = of.shape.reduce((product, n) => product * n, 1)
  if (wanted !== has || of.shape.length !== shape.length)
    refuse(
      atKey(from),
      { id: 'shapeOf', shape: shapeText(shape) },
      { id: 'value', text: shapeText(of.shape) },
    )
  const data = of.numbers()
  const wrong = data.findIndex((n) => !Number.isFinite(n))
  if (wrong >= 0) notFinite(of, from, wrong, data[wrong]!)
  return tensor(shape, data)
}

function notFinite({ shape }: Stored, from: string, k: number, found: number): never {
  const width = shape[1]
  const index = width === undefined ? `[${k}]` : `[${Math.floor(k / width)}][${k % width}]`
  return refuse({ id: 'key', key: `${from}${index}` }, { id: 'finite' }, { id: 'value', text: String(found) })
}
