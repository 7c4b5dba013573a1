/** From a point of a curve to the stage: the same model, the same draw, the same gradient sent in, at the frame of that point. */
import {
  type DecaySpec,
  documentOfDraw,
  type Experiment,
  formatOf,
  frameAt,
  layersIn,
  listsOf,
  modelOfLayers,
  probe,
  problemOf,
} from '../../../src/index.ts'
import { type Entry, layersOfEntry } from '../../state/models.ts'
import type { Session } from '../../state/session.ts'
import { type Sizes, sourceOf } from './job.ts'
import type { Setup } from './setup.ts'
import type { Texts } from './texts.ts'

/** What the stage shows well. */
export const stage = { units: 64, steps: 200 } as const

/** Whether the stage must take a smaller model. */
export const isBeyond = (entry: Entry, { hidden, steps }: Pick<Setup, 'hidden' | 'steps'>): boolean =>
  entry.kind === 'drawn' &&
  (steps > stage.steps || layersOfEntry(entry).some(({ hiddenSize = hidden }) => hiddenSize > stage.units))

/** The first draw of a model as a document, no larger than `units` and `steps`. */
export function documentFor(
  entry: Entry,
  setup: Sizes,
  limit: { units: number; steps: number } = stage,
): Experiment {
  const source = sourceOf(entry, setup)
  if ('spec' in source) {
    const { hidden, steps } = source.spec
    const spec: DecaySpec = {
      ...source.spec,
      model: within(source.spec.model, limit.units),
      hidden: Math.min(hidden, limit.units),
      steps: Math.min(steps, limit.steps),
    }
    return documentOfDraw(spec, 0)
  }
  return probed(source.experiment, source.seed)
}

/** A model whose layers have at most so many units each. */
const within = (model: DecaySpec['model'], units: number): DecaySpec['model'] =>
  modelOfLayers(
    layersIn(model).map(({ hiddenSize, ...layer }) =>
      hiddenSize === undefined ? layer : { ...layer, hiddenSize: Math.min(hiddenSize, units) },
    ),
  )

/** An experiment with its own weights and inputs, and the loss of the comparison. */
function probed(experiment: Experiment, seed: number): Experiment {
  const { weights, sequence, loss } = probe(problemOf(experiment), seed)
  const { init: _, ...model } = experiment.model
  const { labels } = experiment
  return {
    format: formatOf(model.cell),
    ...(experiment.title ? { title: experiment.title } : {}),
    model: { ...model, outputSize: 1, weights: listsOf(weights) },
    sequence,
    loss,
    ...(labels
      ? {
          labels: {
            ...(labels.inputs ? { inputs: labels.inputs } : {}),
            ...(labels.steps ? { steps: labels.steps } : {}),
          },
        }
      : {}),
  }
}

/** Opens the stage. The browser's Back leads to the comparison again. */
export function stepIn(
  session: Session,
  entry: Entry,
  setup: Setup,
  { lag, state, name }: { lag: number; state: string; name: string },
  texts: Texts,
): void {
  const experiment = documentFor(entry, setup)
  const beyond = isBeyond(entry, setup)
  const T = experiment.sequence.inputs.length
  const there = Math.min(lag, T - 1)
  session.open({ ...experiment, title: experiment.title ?? name })
  const frame =
    frameAt(session.trace(), `b${T - there}.${state}`) ?? frameAt(session.trace(), `b${T - there}.h`)
  if (frame) session.goTo(frame.index)
  session.openView('step')
  session.tell(
    beyond
      ? texts.opened.shorter(name, experiment.model.hiddenSize, T, there)
      : texts.opened.whole(name, there),
    ['opened', 'view'],
  )
}
