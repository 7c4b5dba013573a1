/** The nets of the path, from a feed-forward net to an LSTM: one task, one unit, and one or two equations changed at each step. */
import data from '../../../experiments/path/ann-to-lstm.json'
import { check, type Experiment } from '../../../src/index.ts'
import type en from '../../words/en/ann-to-lstm.ts'

export type StepId = keyof (typeof en)['steps']

/** Mean squared errors over 4,000 fresh sequences. */
export interface Errors {
  /** where the net is asked, and elsewhere */
  readonly asked: number
  readonly silent: number
  /** of always saying 0, where it is asked */
  readonly nothing: number
}

export interface PathStep {
  readonly id: StepId
  readonly experiment: Experiment
  readonly errors: Errors
  /** where the stage opens: what is new at work */
  readonly place: string
}

const places: Readonly<Record<StepId, string>> = {
  ann: 'f10.h',
  rnn: 'f2.g',
  sum: 'f2.C',
  input: 'f2.C',
  output: 'f5.h',
  lstm: 'f6.C',
}

export const steps: readonly PathStep[] = data.steps.map(({ id, error, experiment }) => {
  const result = check(experiment)
  if (!result.ok) throw new Error(result.error)
  const [asked = 0, silent = 0, nothing = 0] = error
  const step = id as StepId
  return { id: step, experiment: result.value, errors: { asked, silent, nothing }, place: places[step] }
})

export const stepIds: readonly StepId[] = steps.map(({ id }) => id)

/** The same net and sequence with the last answer itself as the loss, so that every gradient is one of that answer. */
export function ofLastAnswer(experiment: Experiment): Experiment {
  const { title: _, sequence, ...rest } = experiment
  return {
    ...rest,
    sequence: { ...sequence, targets: [[1]] },
    loss: { kind: 'linear', at: 'last', reduction: 'sum' },
  }
}
