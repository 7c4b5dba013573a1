/** The sequence, the loss and the labels of a document: of data that came, of the experiment that stays, or made up. */
import type { Experiment } from '../experiment/document.ts'
import { random } from '../tensor/random.ts'
import { refuse } from './refusal.ts'
import type { Part, Said } from './said.ts'
import type { Data } from './table/data.ts'
import { embeddedRows, type ModelPart } from './weights/model.ts'

/** The parts of a document that stand beside its model. */
export interface BesideModel {
  readonly D: number
  readonly K: number
  readonly sequence: { readonly inputs: unknown; readonly targets: unknown; readonly initialState?: unknown }
  readonly loss: Experiment['loss']
  readonly labels: Experiment['labels']
  readonly scaling?: unknown
  readonly said: readonly Said[]
}

export const zeros = (n: number): number[] => Array.from({ length: n }, () => 0)

/** The sequence and the loss of data, for the model of a file where there is one. */
export function withData(base: Experiment, data: Data, model: ModelPart | undefined): BesideModel {
  const said: Said[] = []
  const D = data.inputs[0]!.length
  const K = model?.K ?? data.outputs ?? base.model.outputSize
  if (model && model.D !== D)
    refuse({ id: 'file' }, { id: 'width', n: model.D }, { id: 'value', text: String(D) })
  // A loss that speaks of classes cannot judge numbers, nor the other way.
  const kind = data.classes ? 'cross-entropy' : base.loss.kind === 'cross-entropy' ? 'mse' : base.loss.kind
  const at = data.everyStep === undefined ? base.loss.at : data.everyStep ? 'all' : 'last'
  const loss = { ...base.loss, kind, at, reduction: data.classes ? 'mean' : base.loss.reduction } as const
  if (kind !== base.loss.kind) said.push({ id: 'lossChanged', kind })
  const fits = data.targets !== undefined && (data.classes ? data.outputs! <= K : data.outputs === K)
  if (data.targets !== undefined && !fits) said.push({ id: 'noTarget' })
  const all = fits ? data.targets! : data.inputs.map(() => (data.classes ? 0 : zeros(K)))
  const { inputs, outputs, steps } = data.names
  const labels = {
    ...(inputs?.length === D ? { inputs } : {}),
    ...(fits && outputs?.length === K ? { outputs } : {}),
    ...(steps ? { steps } : {}),
  }
  if (!model && base.model.inputSize !== D) said.push({ id: 'width', before: base.model.inputSize, now: D })
  return {
    D,
    K,
    sequence: { inputs: data.inputs, targets: at === 'all' ? all : [all.at(-1)!] },
    loss,
    labels,
    ...(data.scaling ? { scaling: data.scaling } : {}),
    said,
  }
}

const madeSteps = 5

/** The sequence of weights that come alone: that of the experiment where it fits, or a short one that is made up. */
export function withoutData(base: Experiment, model: ModelPart, keep: boolean): BesideModel {
  const { D, K } = model
  const { labels, loss } = base
  if (keep && base.model.inputSize === D) return withKept(base, model)
  const rows = model.embedding && embeddedRows(model.embedding, madeSteps)
  const from = random(1)
  const inputs =
    rows ?? Array.from({ length: madeSteps }, () => zeros(D).map(() => Math.round(from.normal() * 100) / 100))
  const isClass = model.output === 'softmax' || (keep && loss.kind === 'cross-entropy')
  const kind = isClass && K > 1 ? 'cross-entropy' : loss.kind === 'cross-entropy' ? 'mse' : loss.kind
  const target = kind === 'cross-entropy' ? 0 : zeros(K)
  const dropped: Part[] = keep && labels?.inputs ? ['inputNames'] : []
  return {
    D,
    K,
    sequence: { inputs, targets: loss.at === 'all' ? inputs.map(() => target) : [target] },
    loss: { ...loss, kind },
    labels: undefined,
    said: [
      { id: 'madeUp', steps: inputs.length },
      ...(rows ? [{ id: 'embedded', name: model.embedding!.name } as const] : []),
      ...(dropped.length > 0
        ? [{ id: 'kept', kept: [], made: ['inputs', 'targets'], dropped } as const]
        : []),
    ],
  }
}

/** What of an experiment fits the sizes of weights from a file stays; the rest is made up, or dropped. */
function withKept(
  { sequence, labels, loss, model: before }: Experiment,
  { D, K, model }: ModelPart,
): BesideModel {
  const isClass = loss.kind === 'cross-entropy'
  const fits = (target: number | readonly number[]) =>
    typeof target === 'number' ? target < K : target.length === K
  const allFit = sequence.targets.every(fits)
  const same = before.hiddenSize === model.hiddenSize && before.cell === model.cell
  const kept: Part[] = ['inputs', ...(allFit ? (['targets'] as const) : [])]
  const dropped: Part[] = []
  const outputs = labels?.outputs?.length === K ? labels.outputs : undefined
  if (labels?.inputs) kept.push('inputNames')
  if (labels?.steps) kept.push('stepNames')
  if (labels?.outputs) (outputs ? kept : dropped).push('outputNames')
  if (sequence.initialState) (same ? kept : dropped).push('initialState')
  return {
    D,
    K,
    sequence: {
      inputs: sequence.inputs,
      targets: sequence.targets.map((target) => (fits(target) ? target : isClass ? 0 : zeros(K))),
      ...(sequence.initialState && same ? { initialState: sequence.initialState } : {}),
    },
    loss,
    labels: {
      ...(labels?.inputs ? { inputs: labels.inputs } : {}),
      ...(outputs ? { outputs } : {}),
      ...(labels?.steps ? { steps: labels.steps } : {}),
    },
    said: [{ id: 'kept', kept, made: allFit ? [] : ['targets'], dropped }],
  }
}
