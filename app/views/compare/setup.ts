/** What the address says about this view. */
import { type Experiment, limits, presets } from '../../../src/index.ts'
import { type Entry, entryOf, layersOfEntry, mostModels } from '../../state/models.ts'
import { type ParamMistake, type Params, paramReader } from '../../state/params.ts'

export const inputSize = 8

export interface Setup {
  readonly models: readonly Entry[]
  readonly hidden: number
  readonly steps: number
  readonly draws: number
  readonly seed: number
  readonly scale: number
  readonly log: boolean
  readonly against: 'lag' | 't'
  /** the state whose gradients are shown; null: all */
  readonly state: string | null
  /** the layer whose gradients are shown, counted from 1; null: the top one */
  readonly layer: number | null
  readonly path: boolean
  readonly gates: boolean
  /** the lag of the crosshair */
  readonly at: number
  /** the model that is looked at closely: its place in the list */
  readonly pick: number
  /** the norm that gradients are clipped to; null where they are not */
  readonly clip: number | null
  /** two models that are stepped side by side */
  readonly pair: Couple | null
  readonly mistakes: readonly ParamMistake[]
}

/** Two models, their places in the list, at a timestep of the forward pass; null: on the way back, at the lag of the crosshair. */
export interface Couple {
  readonly models: readonly [number, number]
  readonly forward: number | null
}

export const usual = { hidden: 64, steps: 100, draws: 20, seed: 1, scale: 1 } as const
export const ranges = {
  hidden: [1, 128],
  steps: [2, 500],
  draws: [1, 100],
  seed: [0, 2 ** 32 - 1],
  scale: [0.01, 100],
} as const
export const usualModels = presets[0]!.models

export function setupOf(params: Params, given: Given): Setup {
  const { models } = given
  const reader = paramReader(params)
  const { whole, word } = reader
  const extra = reader.some('extra', ['path', 'gates'])
  const steps = whole('steps', ranges.steps, usual.steps)
  return {
    models,
    hidden: whole('hidden', ranges.hidden, usual.hidden),
    steps,
    draws: whole('draws', ranges.draws, usual.draws),
    seed: whole('seed', ranges.seed, usual.seed),
    scale: reader.number('scale', ranges.scale, usual.scale),
    log: word('axis', ['log', 'linear'], 'log') === 'log',
    against: word('against', ['lag', 't'], 'lag'),
    state: reader.read('state', stateIn, { like: ['h', 'C'] }, null),
    layer: params.layer === undefined ? null : whole('layer', [1, limits.layers], 1),
    path: extra.includes('path'),
    gates: extra.includes('gates'),
    at: whole('at', [0, 100_000], Math.min(20, steps - 1)),
    pick: Math.min(models.length, whole('pick', [1, mostModels], usualPick(models))) - 1,
    clip: params.clip === undefined ? null : reader.number('clip', [1e-6, 1e6], 1),
    pair: reader.read('pair', (text) => pairIn(text, models.length), { like: ['1,2', '1,2,f3'] }, null),
    mistakes: [...given.mistakes, ...reader.mistakes],
  }
}

/** The layer of a model that is shown, 0 at the bottom: its top one where none is chosen or it has fewer. */
export function layerShown(entry: Entry, { layer }: Pick<Setup, 'layer'>): number {
  const count = layersOfEntry(entry).length
  return Math.min(layer ?? count, count) - 1
}

/** A state by the name that a cell may give it; both says all, as older links do. */
function stateIn(text: string): string | null | undefined {
  const name = text.normalize('NFC')
  if (name === 'both') return null
  return /^\p{L}[\p{L}\d_]{0,199}$/u.test(name) ? name : undefined
}

/** A couple as a link writes it, models counted from 1: 1,4 or, forward at t = 3, 1,4,f3. */
export const pairText = ({ models, forward }: Couple): string =>
  [...models.map((model) => model + 1), ...(forward === null ? [] : [`f${forward}`])].join()

function pairIn(text: string, count: number): Couple | undefined {
  const [, a, b, t] = /^([1-6]),([1-6])(?:,f([1-9]\d{0,2}))?$/.exec(text) ?? []
  if (a === undefined || b === undefined) return undefined
  const place = (digit: string) => Math.min(Number(digit), count) - 1
  return { models: [place(a), place(b)], forward: t === undefined ? null : Number(t) }
}

/** The model whose forget bias can be moved, else the first; counted from 1. */
const usualPick = (models: readonly Entry[]) =>
  Math.max(
    1,
    models.findIndex((entry) => entry.kind === 'drawn' && entry.choice.init.forgetBias !== undefined) + 1,
  )

interface Given {
  readonly models: readonly Entry[]
  readonly mistakes: readonly ParamMistake[]
}

const modelExamples = ['rnn-torch', 'rnn-relu-1.5-orthogonal', 'lstm-bf=2', 'gru-torch', '@store-and-ask']

/** The models of a link, apart from the rest: they stay the same objects while only the crosshair moves. */
export function modelsIn(
  text: string | undefined,
  current: Experiment,
  trained: readonly Experiment[] = [],
): Given {
  const { tell, mistakes } = paramReader({})
  const names = text === undefined ? [] : text.split(',').filter((name) => name !== '')
  const found = names.flatMap((name) => {
    const entry = entryOf(name, current, trained)
    if (!entry) tell('models', name, { like: modelExamples })
    return entry ? [entry] : []
  })
  if (found.length > mostModels) tell('models', text!, { like: modelExamples, most: mostModels })
  const models =
    found.length > 0 ? found.slice(0, mostModels) : usualModels.map((name) => entryOf(name, current)!)
  return { models, mistakes }
}
