/** The training documents of what is set, checked at the door; the same object as long as they say the same. */
import {
  checkTraining,
  type Data,
  type Experiment,
  type Loss,
  type Mistake,
  type Optimizer,
  type TrainingDocument,
  type TrainingSettings,
  taskNamed,
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
}

export function subjectOf(setup: Setup, current: Experiment, brought: TrainingDocument | null): Subject {
  const { task, options, seed } = setup
  if (task === 'brought' && brought) {
    const { data, loss, model } = brought
    return { data, loss, inputSize: model.inputSize, outputSize: model.outputSize }
  }
  if (task === 'open' || task === 'brought') {
    const { sequence, loss, model } = current
    const { weights: _, ...plain } = loss
    const data: Data = { kind: 'sequences', items: [sequence] }
    return { data, loss: plain, inputSize: model.inputSize, outputSize: model.outputSize }
  }
  const { inputs, outputs, kinds, at } = taskNamed(task)
  return {
    data: { kind: 'task', name: task, seed, ...options },
    loss: lossOfTask(kinds, at),
    inputSize: inputs,
    outputSize: outputs,
  }
}

export function settingsOf(setup: Setup): TrainingSettings {
  const { norm, epochs, batch, shuffle, seed, precision } = setup
  return {
    optimizer: optimizerOf(setup),
    ...(norm === null ? {} : { clipNorm: norm }),
    epochs,
    batch,
    shuffle,
    seed,
    precision,
  }
}

function optimizerOf({ optimizer: kind, lr, momentum, decay }: Setup): Optimizer {
  const weightDecay = decay > 0 ? { weight_decay: decay } : {}
  if (kind === 'adam') return { kind, lr, ...weightDecay }
  return { kind, lr, ...(momentum > 0 ? { momentum } : {}), ...weightDecay }
}

export type Made =
  | { readonly ok: true; readonly document: TrainingDocument }
  | { readonly ok: false; readonly mistake: Mistake }

/** Documents that were made last, by what they say. */
const known = new Map<string, Made>()
const mostKnown = 16

export function documentOf(
  net: Net,
  setup: Setup,
  current: Experiment,
  brought: TrainingDocument | null,
): Made {
  const { data, loss, ...sizes } = subjectOf(setup, current, brought)
  const document = {
    format: 'unrolled-training/1',
    model: modelOfNet(net, sizes, setup.seed, current),
    data,
    loss,
    training: settingsOf(setup),
  }
  const key = JSON.stringify(document)
  const found = known.get(key)
  if (found) return found
  const checked = checkTraining(JSON.parse(key))
  const made: Made = checked.ok
    ? { ok: true, document: checked.value }
    : { ok: false, mistake: checked.mistake }
  if (known.size >= mostKnown) known.delete(known.keys().next().value!)
  known.set(key, made)
  return made
}
