/** The figures of the view Train with fixed data: four nets with long names, in the middle of a run. */
import type { ReactNode } from 'react'
import { SessionContext } from '../../app/state/context.ts'
import { createSession } from '../../app/state/session.ts'
import type { Training } from '../../app/state/training.ts'
import { Answers } from '../../app/views/train/Answers.tsx'
import { baselinesOf } from '../../app/views/train/baselines.ts'
import { Losses } from '../../app/views/train/Losses.tsx'
import { lessonOf } from '../../app/views/train/lessons.ts'
import { Norms } from '../../app/views/train/Norms.tsx'
import { Reach } from '../../app/views/train/Reach.tsx'
import { Gates, Right } from '../../app/views/train/Shares.tsx'
import type { Shown } from '../../app/views/train/shown.ts'
import { Take } from '../../app/views/train/Take.tsx'
import { checkTraining, type TrainingDocument } from '../../src/index.ts'

const epochs = 20
const [each, lags] = [5, 9]
const range = (n: number) => Array.from({ length: n }, (_, i) => i)
const names = ['RNN · 16 · tanh', 'LSTM 16 ⇄ + GRU 16', 'GRU · 16', 'LSTM · 24 · orthogonal · b = 3']

function documentOf(name: string, parts: object, model: object): TrainingDocument {
  const checked = checkTraining({
    format: 'unrolled-training/1',
    model: { cell: 'lstm', hiddenSize: 3, init: { scheme: 'pytorch', seed: 1 }, ...model },
    data: { kind: 'task', name, seed: 1, ...parts },
    loss: {
      kind: name === 'slot-filling' ? 'cross-entropy' : 'mse',
      at: name === 'slot-filling' ? 'all' : 'last',
      reduction: 'mean',
    },
    training: { optimizer: { kind: 'adam', lr: 0.01 }, clipNorm: 1, epochs, batch: 20 },
  })
  if (!checked.ok) throw new Error(checked.error)
  return checked.value
}

const slots = documentOf('slot-filling', { sequences: 40 }, { inputSize: 8, outputSize: 4 })
const sine = documentOf('sine', { points: 120 }, { inputSize: 1, outputSize: 1 })

function runOf(document: TrainingDocument, model: number): Training {
  const { items, train, outputs } = { ...lessonOf(document), outputs: document.model.outputSize }
  const looked = range(items.length - train).map((i) => i + train)
  const at = (epoch: number) => 1.4 / (1 + (epoch / (4 + 2 * model)) ** 2)
  const updates = epochs * each
  return {
    id: `net ${model}`,
    document,
    patience: 0,
    settings: {},
    together: '',
    state: 'done',
    facts: { updates, updatesPerEpoch: each, train, heldOut: looked.length, parameters: 100, looked },
    done: updates,
    seconds: 1,
    version: 1,
    best: { done: updates, loss: at(epochs) },
    broken: null,
    detail: '',
    resumed: 0,
    seen: {
      losses: range(updates).map((k) => at(k / each) * (1 + 0.1 * Math.sin(7 * k))),
      gradNorms: range(updates).map((k) => 0.05 + 2 * at(k / each) * Math.sin(3 * k + model) ** 2),
      epochs: range(epochs + 1).map((epoch) => ({
        epoch,
        heldOut: 1.1 * at(epoch),
        right: 1 - at(epoch) / 1.5,
      })),
      reach: range(epochs + 1).map((epoch) => ({
        epoch,
        norms: { h: Float64Array.from(range(lags), (lag) => at(epoch) * 0.3 ** (lag / (1 + model))) },
        gates: Object.fromEntries(
          ['f', 'i', 'o', 'f_reverse', 'r_l1', 'z_l1'].map((gate, g) => [
            gate,
            0.5 + (g - 2) * 0.008 * epoch,
          ]),
        ),
      })),
    },
    answers: {
      done: updates,
      outputs: looked.map((index, k) =>
        Float64Array.from(range(document === slots ? items[index]!.T * outputs : 1), (i) =>
          document === slots
            ? 3 * Math.sin(1.3 * i + model + k)
            : items[index]!.targets[0]! * (0.6 + 0.1 * model),
        ),
      ),
    },
  }
}

/** So many nets; of the last one, settings were changed since. */
const nets = (document: TrainingDocument, count: number): readonly Shown[] =>
  range(count).map((model) => ({
    model,
    name: names[model]!,
    document,
    mistake: undefined,
    run: runOf(document, model),
    isOld: model === 3,
    isElsewhere: false,
  }))

const session = createSession()
const scene = (name: string, figure: ReactNode) => ({
  name: `figure of training, ${name}`,
  shown: <SessionContext value={session}>{figure}</SessionContext>,
})
const [four, two] = [nets(slots, 4), nets(sine, 2)]
const losses = (shown: readonly Shown[], document: TrainingDocument) => (
  <Losses shown={shown} baselines={baselinesOf(document)} log epochs={epochs} lossKind={document.loss.kind} />
)

export const trainingFigures = [
  scene('losses of four nets', losses(four, slots)),
  scene('losses on a sine', losses(two, sine)),
  scene('answers word by word', <Answers shown={four} />),
  scene('a forecast', <Answers shown={two} />),
  scene('how far back it learns', <Reach shown={four} />),
  scene('norms', <Norms shown={four} epochs={epochs} />),
  scene('right answers', <Right shown={four} epochs={epochs} />),
  scene('gates', <Gates shown={four} epochs={epochs} />),
  scene('what can be taken along', <Take shown={four} />),
]
