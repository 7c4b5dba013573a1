/** Changes of a document that keep everything else: a number, new random weights, another model. Documents are never changed in place. */

import { ofGiven } from '../algebra/names.ts'
import { cellOf, optionsOf } from '../cell/cell-of.ts'
import type { Direction, StateValue } from '../cell/model.ts'
import { endShapes, placesOf, stateShapes, tensorShapes } from '../cell/parameters.ts'
import { renamed } from '../cell/renamed.ts'
import { tensor, toLists } from '../tensor/tensor.ts'
import type { Ref } from '../trace/name.ts'
import { carried, keepsCells } from './carry.ts'
import {
  type Experiment,
  type ExperimentLayer,
  type ExperimentModel,
  type Init,
  modelOf,
  type Text,
  type WeightLists,
} from './document.ts'
import { listsOf, problemOf } from './problem.ts'

/** The document with every weight as numbers, where it only said how they are drawn. */
export function withWeights(experiment: Experiment): Experiment & { model: { weights: WeightLists } } {
  const { init, ...model } = experiment.model
  if (model.weights && !init) return experiment as Experiment & { model: { weights: WeightLists } }
  return { ...experiment, model: { ...model, weights: listsOf(problemOf(experiment).weights) } }
}

function replaced<T>(list: readonly T[], i: number, value: T): readonly T[] {
  return list.map((old, at) => (at === i ? value : old))
}

/**
 * The document with one number changed: a weight, an input, a target, an initial state. An edit of b goes to bias_ih, so that
 * the sum of the two biases has the value. undefined for a number that is computed, or does not exist.
 */
export function withNumber(experiment: Experiment, ref: Ref, value: number): Experiment | undefined {
  const { name, t, index, gradient, running, from } = ref
  const [i, j] = index
  if (gradient || running || from || !Number.isFinite(value)) return undefined
  const { sequence } = experiment
  if (name === 'x' && t !== null && sequence.inputs[t - 1]?.[i!] !== undefined && j === undefined)
    return {
      ...experiment,
      sequence: {
        ...sequence,
        inputs: replaced(sequence.inputs, t - 1, replaced(sequence.inputs[t - 1]!, i!, value)),
      },
    }
  if (name === 'target' && t !== null) return withTarget(experiment, t, i, value)
  const givenFor = ofGiven(name)
  if (givenFor !== undefined) return withGiven(experiment, givenFor, index, value)
  if (t === 0) return withInitial(experiment, name, index, value)
  return t === null ? withWeight(experiment, name, index, value) : undefined
}

/** The document with one number of a gradient that is given changed. */
function withGiven(
  experiment: Experiment,
  name: string,
  index: readonly number[],
  value: number,
): Experiment | undefined {
  const { given = {} } = experiment.loss
  const shape = endShapes(modelOf(experiment.model)).get(name)
  if (!Object.hasOwn(given, name) || !isIn(shape, index)) return undefined
  return {
    ...experiment,
    loss: { ...experiment.loss, given: { ...given, [name]: put(given[name]!, index, value) } },
  }
}

/** Does an index stand for one number of a shape? */
const isIn = (shape: readonly number[] | undefined, index: readonly number[]): boolean =>
  shape !== undefined && index.length === shape.length && index.every((i, axis) => i < shape[axis]!)

/** The document with one number of an initial state changed. */
function withInitial(
  experiment: Experiment,
  name: string,
  index: readonly number[],
  value: number,
): Experiment | undefined {
  const shape = stateShapes(modelOf(experiment.model)).get(name)
  if (!shape || !isIn(shape, index)) return undefined
  const { initialState = {} } = experiment.sequence
  const state = Object.hasOwn(initialState, name) ? initialState[name]! : toLists(tensor(shape))
  return {
    ...experiment,
    sequence: {
      ...experiment.sequence,
      initialState: { ...initialState, [name]: put(state, index, value) },
    },
  }
}

/** A number, vector or matrix with one number replaced. */
function put(state: StateValue, index: readonly number[], value: number): StateValue {
  const [i, ...rest] = index
  if (i === undefined || typeof state === 'number') return value
  return replaced<StateValue>(state, i, put(state[i]!, rest, value)) as StateValue
}

function withTarget(
  experiment: Experiment,
  t: number,
  i: number | undefined,
  value: number,
): Experiment | undefined {
  const { targets, inputs } = experiment.sequence
  const at = targets.length - inputs.length + t - 1
  const row = targets[at]
  if (row === undefined) return undefined
  const put = (target: number | readonly number[]) => ({
    ...experiment,
    sequence: { ...experiment.sequence, targets: replaced(targets, at, target) },
  })
  if (typeof row === 'number')
    return Number.isInteger(value) && value >= 0 && value < experiment.model.outputSize && i === undefined
      ? put(value)
      : undefined
  return i !== undefined && i < row.length ? put(replaced(row, i, value)) : undefined
}

function withWeight(
  experiment: Experiment,
  name: string,
  index: readonly number[],
  value: number,
): Experiment | undefined {
  const written = withWeights(experiment)
  const model = modelOf(written.model)
  const place = placesOf(model).get(name)
  const [first, second] = place?.tensors ?? []
  const shape = first === undefined ? undefined : tensorShapes(model)[first]
  if (!place || first === undefined || !shape || index.length !== shape.length) return undefined
  const at = index.map((i, axis) => (axis === 0 ? place.from + i : i))
  if (at.some((i, axis) => i >= (axis === 0 ? (place.to ?? shape[0]!) : shape[axis]!))) return undefined
  const lists = written.model.weights
  const other = second === undefined ? 0 : (lists[second] as readonly number[])[at[0]!]!
  return {
    ...withoutBatch(written),
    model: { ...written.model, weights: { ...lists, [first]: put(lists[first]!, at, value - other) } },
  }
}

/** The document without what an optimiser carried to its weights, where it gets others. */
function withoutOptimizer({ optimizerState: _, ...experiment }: Experiment): Experiment {
  return withoutBatch(experiment)
}

/** The document without the gradients of the other sequences of its batch, which are those of other weights. */
export function withoutBatch(experiment: Experiment): Experiment {
  if (!experiment.update?.batch) return experiment
  const { batch: _, ...update } = experiment.update
  return { ...experiment, update }
}

/** The document with all weights drawn anew by a scheme and its seed; what an optimiser carried is left out. */
export function redrawn(experiment: Experiment, init: Init): Experiment {
  const { weights: _, ...model } = experiment.model
  return { ...withoutOptimizer(experiment), model: { ...model, init } }
}

/** What a model may have besides its bottom cell; undefined takes it away. */
export interface Stack {
  readonly direction?: Direction | undefined
  readonly above?: readonly ExperimentLayer[] | undefined
  readonly attention?: { readonly size: number } | undefined
  readonly readout?: 'step' | 'final' | undefined
}

/** The sizes, cell and loss that a reader can choose. */
export interface Change {
  readonly model?: Partial<Omit<ExperimentModel, 'weights' | 'init' | keyof Stack>> & Stack
  readonly steps?: number
  readonly loss?: Partial<Experiment['loss']>
}

/**
 * The document with another cell, size, length or loss. What still fits is carried over: blocks of weights of gates with the
 * same name, weights of the same symbol (renamed or not) of a cell that was edited, inputs, targets, labels; the rest is drawn (PyTorch's scheme, the seed given) or zero.
 */
export function reshaped(experiment: Experiment, change: Change, seed: number): Experiment {
  const before = withWeights(experiment)
  const wanted = { ...modelOf(before.model), ...change.model }
  const { cell, inputSize, hiddenSize, outputSize } = wanted
  const model: ExperimentModel = {
    cell,
    inputSize,
    hiddenSize,
    outputSize,
    ...optionsOf(wanted),
    ...stackOf(wanted),
  }
  const full = modelOf(model)
  const T = change.steps ?? experiment.sequence.inputs.length
  const read = model.attention || model.readout === 'final' ? ({ at: 'last' } as const) : {}
  const { given: givenBefore = {}, ...judged } = { ...experiment.loss, ...change.loss, ...read }
  const { initialState = {}, inputs, targets } = experiment.sequence
  const names = renamed(cellOf(modelOf(before.model)), cellOf(full))
  const kept = (
    states: Readonly<Record<string, StateValue>>,
    shapes: ReadonlyMap<string, readonly number[]>,
  ) =>
    Object.fromEntries(
      [...shapes].flatMap(([s, shape]) => {
        const from = names.get(s) ?? s
        return Object.hasOwn(states, from) ? [[s, refitted(states[from]!, shape)]] : []
      }),
    )
  const initial = kept(initialState, stateShapes(full))
  const given = kept(givenBefore, endShapes(full))
  const loss = { ...lossOf(judged, T), ...(Object.keys(given).length > 0 ? { given } : {}) }
  const labels = experiment.labels && {
    ...(full.inputSize === before.model.inputSize && experiment.labels.inputs
      ? { inputs: experiment.labels.inputs }
      : {}),
    ...(full.outputSize === before.model.outputSize && experiment.labels.outputs
      ? { outputs: experiment.labels.outputs }
      : {}),
    ...(T === inputs.length && experiment.labels.steps
      ? { steps: experiment.labels.steps as readonly Text[] }
      : {}),
  }
  const { inputSize: D, outputSize: K } = before.model
  const sameColumns = full.inputSize === D && full.outputSize === K
  const rest = {
    format: typeof cell === 'string' ? experiment.format : 'unrolled/2',
    ...(experiment.title ? { title: experiment.title } : {}),
    // What was told of an experiment is not true of another cell.
    ...(experiment.about && keepsCells(modelOf(before.model), full) ? { about: experiment.about } : {}),
    ...(experiment.update ? { update: withoutBatch(experiment).update! } : {}),
  }
  return {
    ...rest,
    model: { ...model, weights: carried(problemOf(before), full, seed) },
    sequence: {
      inputs: Array.from({ length: T }, (_, t) => fitted(inputs[t] ?? [], full.inputSize)),
      targets: Array.from({ length: loss.at === 'all' ? T : 1 }, (_, k) =>
        target(targets[loss.at === 'all' ? k : targets.length - 1], loss.kind, full.outputSize),
      ),
      ...(Object.keys(initial).length > 0 ? { initialState: initial } : {}),
    },
    loss,
    ...(labels && Object.keys(labels).length > 0 ? { labels } : {}),
    ...(experiment.scaling && sameColumns ? { scaling: experiment.scaling } : {}),
  }
}

/** The loss of another number of timesteps: those that are new count as 1. */
function lossOf({ weights, ...loss }: Experiment['loss'], T: number): Experiment['loss'] {
  if (!weights || loss.at === 'last') return loss
  return { ...loss, weights: Array.from({ length: T }, (_, t) => weights[t] ?? 1) }
}

/** The change that makes a model with layers, directions or attention one layer along time. */
export const oneLayer = { direction: 'forward', above: [], attention: undefined, readout: undefined } as const

/** A layer with its own fields alone: the options of its cell, and its direction where that is not along time. */
function layerAlone(layer: ExperimentLayer): ExperimentLayer {
  const { cell, hiddenSize, direction } = layer
  return {
    cell,
    hiddenSize,
    ...optionsOf(layer),
    ...(direction && direction !== 'forward' ? { direction } : {}),
  }
}

/** What a model has besides its bottom cell, as far as it has it: direction, layers above, attention, readout. */
function stackOf({ direction, above, attention, readout }: Stack): Partial<ExperimentModel> {
  return {
    ...(direction && direction !== 'forward' ? { direction } : {}),
    ...(above?.length ? { above: above.map(layerAlone) } : {}),
    ...(attention ? { attention } : {}),
    ...(readout === 'final' ? { readout } : {}),
  }
}

/** A state in another shape: what stands at the same place stays, the rest is zero. */
function refitted(state: StateValue, [n, ...rest]: readonly number[]): StateValue {
  if (n === undefined) return typeof state === 'number' ? state : 0
  return Array.from({ length: n }, (_, i) =>
    refitted((typeof state === 'number' ? undefined : state[i]) ?? 0, rest),
  ) as StateValue
}

function fitted(row: readonly number[], length: number): number[] {
  return Array.from({ length }, (_, i) => row[i] ?? 0)
}

/** A target of another kind of loss: a class becomes its one-hot row, a row the class of its largest number. */
function target(
  old: number | readonly number[] | undefined,
  kind: Experiment['loss']['kind'],
  K: number,
): number | number[] {
  const row =
    typeof old === 'number' ? Array.from({ length: K }, (_, k) => (k === old ? 1 : 0)) : fitted(old ?? [], K)
  return kind === 'cross-entropy' ? row.indexOf(Math.max(...row)) : row
}
