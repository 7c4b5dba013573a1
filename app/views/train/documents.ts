/** The training documents of what is set, checked at the door; the same object as long as they say the same. */
import {
  checkTraining,
  type Data,
  type Experiment,
  type ExperimentModel,
  type Loss,
  type Mistake,
  type Optimizer,
  optimizerWith,
  rewindowed,
  type TrainingDocument,
  type TrainingSettings,
  taskNamed,
  writtenTraining,
} from '../../../src/index.ts'

import { modelOfNet, type Net } from './nets.ts'
import type { Setup } from './setup.ts'
import { lossOfTask } from './usual.ts'

/** What a net learns from. */
export interface Subject {
  readonly data: Data
  readonly loss: Loss
  readonly inputSize: number
  readonly outputSize: number
  /** what people read beside its numbers */
  readonly names: Pick<TrainingDocument, 'title' | 'labels' | 'scaling'>
}

export function subjectOf(setup: Setup, current: Experiment, brought: TrainingDocument | null): Subject {
  const { task, options, seed } = setup
  if (task === 'brought' && brought) {
    const { loss, model, title, labels, scaling } = brought
    const data = windowed(brought.data, options.window)
    const names = { ...(title && { title }), ...(labels && { labels }), ...(scaling && { scaling }) }
    return { data, loss, names, inputSize: model.inputSize, outputSize: model.outputSize }
  }
  if (task === 'open' || task === 'brought') {
    const { sequence, loss, model, labels } = current
    const data: Data = { kind: 'sequences', items: [sequence] }
    const { steps: _steps, ...own } = labels ?? {}
    return {
      data,
      loss,
      names: labels ? { labels: own } : {},
      inputSize: model.inputSize,
      outputSize: model.outputSize,
    }
  }
  const { inputs, outputs, kinds, at } = taskNamed(task)
  return {
    data: { kind: 'task', name: task, seed, ...options },
    loss: lossOfTask(kinds, at),
    names: {},
    inputSize: inputs,
    outputSize: outputs,
  }
}

/** The data of a document in the windows that are set. */
const windowed = (data: Data, window: number | undefined): Data =>
  data.kind === 'windows' && window !== undefined ? rewindowed(data, window) : data

function settingsOf(setup: Setup, brought: TrainingDocument | null): TrainingSettings {
  const { norm, epochs, batch, shuffle, seed, precision } = setup
  return {
    optimizer: optimizerOf(setup, brought),
    ...(norm === null ? {} : { clipNorm: norm }),
    epochs,
    batch,
    shuffle,
    seed,
    precision,
  }
}

function optimizerOf(
  { task, optimizer: kind, lr, momentum, decay }: Setup,
  brought: TrainingDocument | null,
): Optimizer {
  const own = brought?.training.optimizer
  // What the view has no field for, such as Adam’s betas, stays as the document says.
  const rest = task === 'brought' && own?.kind === kind ? own : {}
  const { momentum: _, weight_decay: __, ...others } = rest as Readonly<Record<string, unknown>>
  return optimizerWith(kind, {
    ...others,
    lr,
    ...(momentum > 0 && { momentum }),
    ...(decay > 0 && { weight_decay: decay }),
  })
}

export type BuiltDocument =
  | { readonly ok: true; readonly document: TrainingDocument }
  | { readonly ok: false; readonly mistake: Mistake }

/** Documents that were made last, by what they say. */
const known = new Map<string, BuiltDocument>()
const mostKnown = 16

const numbers = new WeakMap<object, number>()
let count = 0

/** What tells data apart: what a task says, and of others, which may be large, which object they are. */
function keyOf(data: Data): unknown {
  if (data.kind === 'task') return data
  const source = data.kind === 'windows' ? data.series : (data.items[0] ?? data)
  const found = numbers.get(source) ?? ++count
  numbers.set(source, found)
  return data.kind === 'windows' ? [found, data.window, data.train] : found
}

/** Why a net with sizes of its own cannot learn from data of others. */
function misfitOf(
  model: ExperimentModel,
  { inputSize, outputSize }: Pick<Subject, 'inputSize' | 'outputSize'>,
): Mistake | undefined {
  const where = { id: 'net' } as const
  if (model.inputSize !== inputSize)
    return { where, expected: { id: 'inputsOfData', n: model.inputSize, given: inputSize } }
  if (model.outputSize !== outputSize)
    return { where, expected: { id: 'outputsOfData', n: model.outputSize, given: outputSize } }
  return undefined
}

export function documentOf(
  net: Net,
  setup: Setup,
  current: Experiment,
  brought: TrainingDocument | null,
): BuiltDocument {
  const { data, loss, names, ...sizes } = subjectOf(setup, current, brought)
  const model = modelOfNet(net, sizes, setup.seed, current, brought)
  const misfit = misfitOf(model, sizes)
  if (misfit) return { ok: false, mistake: misfit }
  const document = {
    format: 'unrolled-training/1',
    ...names,
    model,
    data,
    loss,
    training: settingsOf(setup, brought),
  }
  const key = JSON.stringify({ ...document, data: keyOf(data) })
  const found = known.get(key)
  if (found) return found
  const checked = checkTraining(writtenTraining(document as TrainingDocument))
  const made: BuiltDocument = checked.ok
    ? { ok: true, document: checked.value }
    : { ok: false, mistake: checked.mistake }
  if (known.size >= mostKnown) known.delete(known.keys().next().value!)
  known.set(key, made)
  return made
}
