/** The experiment document: one JSON file says everything that a run depends on. */
import type { Layer, Loss, Model, Sequence, StateValue } from '../cell/model.ts'
import type { CarriedName, Optimizer } from '../cell/optimizers.ts'
import type { Failure } from '../mistake/english.ts'

/** A text for people. */
export type Text = string | { readonly en?: string; readonly zh?: string }

/** The schemes by which weights are drawn; initial.ts says what each draws. */
export const schemes = ['pytorch', 'xavier', 'orthogonal', 'identity', 'normal'] as const

/** How weights are drawn; see initial.ts. The same seed gives the same weights on every machine. */
export interface Init {
  readonly scheme: (typeof schemes)[number]
  readonly seed: number
  /** multiplies the recurrent weights */
  readonly gain?: number
  /** the standard deviation of "normal" */
  readonly sd?: number
  /** the summed forget bias is set to it; absent: as drawn */
  readonly forgetBias?: number
  /** the standard deviation of the input weights, where they are to be normal */
  readonly inputSd?: number
}

/** Numbers in nested lists, by PyTorch's names. */
export type WeightLists = Readonly<Record<string, StateValue>>

/** A layer with the fields that the document has. */
export type ExperimentLayer = Pick<Layer, 'cell' | 'hiddenSize'> & Partial<Layer>

/** The bottom layer, those above it, and what is read of them. */
export type ExperimentModel = Pick<Model, 'inputSize' | 'outputSize' | 'attention' | 'readout'> &
  ExperimentLayer & {
    readonly above?: readonly ExperimentLayer[]
    readonly weights?: WeightLists
    readonly init?: Init
    readonly bidirectional?: boolean
  }

/** What an optimiser carries from update to update, tensor by tensor, and how many updates it has made. */
export type OptimizerState = { readonly t?: number } & { readonly [Name in CarriedName]?: WeightLists }

/** How the weights are updated, as in a training document, and the batch of which the sequence is one. */
export interface UpdateRule {
  readonly optimizer: Optimizer
  readonly clipNorm?: number
  /** `sequences`: how many the batch has; `others`: the sum of the gradients of the others, by tensor */
  readonly batch?: { readonly sequences: number; readonly others: WeightLists }
}

/** A checked experiment document, with the fields that it has and no others. */
export interface Experiment {
  /** unrolled/2 where it says what unrolled/1 cannot: a cell that somebody wrote, several layers, one that goes against time */
  readonly format: 'unrolled/1' | 'unrolled/2'
  readonly title?: Text
  readonly about?: Text
  readonly model: ExperimentModel
  readonly sequence: Sequence
  readonly loss: Loss
  /** unrolled/2: that of the training from which the weights come */
  readonly optimizerState?: OptimizerState
  /** unrolled/2: absent, the update is plain gradient descent */
  readonly update?: UpdateRule
  readonly labels?: {
    readonly inputs?: readonly Text[]
    readonly outputs?: readonly Text[]
    readonly steps?: readonly Text[]
  }
  /** what was done to inputs and targets of a column: (number − subtract) / divide */
  readonly scaling?: readonly Scaling[]
}

/** How the numbers of a column were scaled, so that they can be told in the units of the file. */
export interface Scaling {
  readonly column: string
  readonly subtract: number
  readonly divide: number
}

/** A value, or the mistake that stands in its way. The engine gives one back in place of throwing at a caller. */
export type Result<T> = { readonly ok: true; readonly value: T } | Failure

/** The format that can say a cell: the older one where it can. */
export const formatOf = (cell: Model['cell']): Experiment['format'] =>
  typeof cell === 'string' ? 'unrolled/1' : 'unrolled/2'

/** The largest sizes that a document may have; a larger one is refused with the place that is too large. */
export const limits = { size: 256, steps: 2000, layers: 16, megabytes: 16 }

/** The model with every field that the document left to its default. */
export function modelOf(model: ExperimentModel): Model {
  const direction = model.direction ?? (model.bidirectional ? 'both' : 'forward')
  return {
    ...layerOf({ ...model, direction }),
    inputSize: model.inputSize,
    outputSize: model.outputSize,
    ...(model.above?.length ? { above: model.above.map(layerOf) } : {}),
    ...(model.attention ? { attention: model.attention } : {}),
    ...(model.readout ? { readout: model.readout } : {}),
  }
}

function layerOf(layer: ExperimentLayer): Layer {
  return {
    cell: layer.cell,
    hiddenSize: layer.hiddenSize,
    activation: layer.activation ?? 'tanh',
    peephole: layer.peephole ?? false,
    variant: layer.variant ?? 'vanilla',
    resetAfter: layer.resetAfter ?? true,
    update: layer.update ?? 'keep',
    gateActivation: layer.gateActivation ?? 'sigmoid',
    ...(layer.direction && layer.direction !== 'forward' ? { direction: layer.direction } : {}),
  }
}
