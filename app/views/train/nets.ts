/**
 * The nets that are trained as a link writes them: layers with a / between them, each a name such as lstm-bf=1 or own.DATA.torch (see
 * state/models.ts), its units and its direction, gru-torch:32:both; at the end attention:8. @ is the net that is open, with its weights, document
 * that of the training document that was opened.
 */
import {
  type CellChoice,
  type Direction,
  type Experiment,
  type ExperimentModel,
  type Init,
  type LayerChoice,
  limits,
  optionsIn,
  type TrainingDocument,
} from '../../../src/index.ts'
import { drawnEntry, entryOf, initFor } from '../../state/models.ts'

export type NetLayer = LayerChoice & { readonly hiddenSize: number }

export type Net =
  | {
      readonly kind: 'drawn'
      readonly layers: readonly NetLayer[]
      /** how the weights of all layers are drawn */
      readonly init: Omit<Init, 'seed'>
      /** the size of the attention; absent: none */
      readonly attention?: number
    }
  /** the net that is open in the other views, with its weights */
  | { readonly kind: 'open' }
  /** that of the training document that was opened */
  | { readonly kind: 'document' }

export const mostNets = 4
/** the seed where nothing is said */
export const usualSeed = 1
export const mostLayers = 4
export const netExamples = ['lstm-torch:64', 'gru-torch:32:both/rnn-torch:16', '@'] as const

const directions: readonly Direction[] = ['forward', 'backward', 'both']

/** The net of one name; undefined where it is none. */
export function netOf(text: string, current: Experiment, hasDocument = false): Net | undefined {
  if (text === '@') return { kind: 'open' }
  if (text === 'document') return hasDocument ? { kind: 'document' } : undefined
  const parts = text.split('/')
  const attention = /^attention:(\d{1,3})$/.exec(parts.at(-1)!)?.[1]
  const read = (attention === undefined ? parts : parts.slice(0, -1)).map((part) => layerIn(part, current))
  const first = read[0]
  if (!first || read.length > limits.layers || read.some((each) => each === undefined)) return undefined
  if (attention !== undefined && !isSize(Number(attention))) return undefined
  return {
    kind: 'drawn',
    layers: read.map((each) => each!.layer),
    init: first.init,
    ...(attention === undefined ? {} : { attention: Number(attention) }),
  }
}

const isSize = (n: number) => n >= 1 && n <= limits.size

function layerIn(text: string, current: Experiment) {
  const [name, units, way = 'forward', ...rest] = text.split(':')
  const entry = entryOf(name!, current)
  const direction = directions.find((each) => each === way)
  if (entry?.kind !== 'drawn' || !direction || rest.length > 0) return undefined
  if (!/^\d{1,3}$/.test(units ?? '') || !isSize(Number(units))) return undefined
  const { model, init } = entry.choice
  if (model.above || model.hiddenSize) return undefined
  return { layer: { ...model, hiddenSize: Number(units), ...directed(direction) }, init }
}

/** A layer along time says nothing of it. */
const directed = (direction: Direction) => (direction === 'forward' ? {} : { direction })

/** A net as a link writes it. */
export function textOfNet(net: Net): string {
  if (net.kind === 'open') return '@'
  if (net.kind === 'document') return 'document'
  const layers = net.layers.map(({ hiddenSize, direction = 'forward', ...cell }, k) => {
    const init = k === 0 ? initFor(cell, net.init) : { scheme: 'pytorch' as const }
    const { text } = drawnEntry({ model: usualLeft(cell), init })
    return `${text}:${hiddenSize}${direction === 'forward' ? '' : `:${direction}`}`
  })
  return [...layers, ...(net.attention === undefined ? [] : [`attention:${net.attention}`])].join('/')
}

/** The text of the net that a document draws by the seed of its training; undefined where it says more than such a text can. */
export function drawnText(document: TrainingDocument, current: Experiment): string | undefined {
  const { model, training } = document
  const { inputSize, outputSize, above = [], attention, init, ...bottom } = model
  if (!init) return undefined
  const { seed, ...drawn } = init
  if (seed !== (training.seed ?? usualSeed)) return undefined
  const text = textOfNet({
    kind: 'drawn',
    layers: [bottom, ...above] as readonly NetLayer[],
    init: drawn,
    ...(attention === undefined ? {} : { attention: attention.size }),
  })
  const net = netOf(text, current)
  const again = net && modelOfNet(net, { inputSize, outputSize }, seed, current, document)
  return again && saidOf(again) === saidOf(model) ? text : undefined
}

/** What a model says, in one order of its fields. */
const saidOf = (model: ExperimentModel): string =>
  JSON.stringify(model, (_, value: unknown) =>
    value !== null && typeof value === 'object' && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  )

/** A cell without the options that are as usual. */
function usualLeft(model: CellChoice): CellChoice {
  const chosen = optionsIn(model).flatMap(({ option, choices, chosen: now }) =>
    now === choices[0] ? [] : [[option, now]],
  )
  return { cell: model.cell, ...Object.fromEntries(chosen) }
}

/** The model of a document: for these sizes, its weights drawn from a seed. */
export function modelOfNet(
  net: Net,
  sizes: { readonly inputSize: number; readonly outputSize: number },
  seed: number,
  current: Experiment,
  brought: TrainingDocument | null,
): ExperimentModel {
  if (net.kind === 'document') return brought!.model
  if (net.kind === 'open') return current.model
  const [bottom, ...above] = net.layers.map(({ hiddenSize, direction = 'forward', ...cell }) => ({
    ...usualLeft(cell),
    hiddenSize,
    ...directed(direction),
  }))
  return {
    ...bottom!,
    ...sizes,
    ...(above.length > 0 ? { above } : {}),
    ...(net.attention === undefined ? {} : { attention: { size: net.attention } }),
    init: { ...initFor(net.layers[0]!, net.init), seed },
  }
}
