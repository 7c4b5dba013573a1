/** What a run answers when it is asked. */
import type { TrainingRun } from '../../../src/index.ts'
import type { Answer, Question, Step, Which } from './messages.ts'

function stepOf(run: TrainingRun, wanted: number, of: Which): Step {
  const last = run.order.updates - 1
  // After the last update there is no batch; a sequence can still be looked at.
  if (wanted > last && 'sequence' in of) {
    const { sequence } = of
    const experiment = run.experimentAt(wanted, sequence)
    return { experiment, done: wanted, sequence, at: -1, count: 0, trained: Number.NaN, exact: Number.NaN }
  }
  const done = Math.min(wanted, last)
  const batch = run.order.batch(done)
  const at = 'at' in of ? Math.min(of.at, batch.length - 1) : batch.indexOf(of.sequence)
  const sequence = 'at' in of ? batch[at]! : of.sequence
  const experiment = run.experimentAt(done, sequence)
  return { experiment, done, sequence, at, count: batch.length, ...run.lossAt(done) }
}

export function answerOf(run: TrainingRun, question: Question): Answer[keyof Answer] {
  if (question.kind === 'experiment') return run.experimentAt(question.done, question.sequence)
  if (question.kind === 'step') return stepOf(run, question.done, question.of)
  const { equations, value } = run.updateAt(question.done)
  const names = new Set(['θ', 'g', ...equations.map(({ symbol }) => symbol)])
  const values = [...names].map((name) => [name, { now: value(name), before: value(name, -1) }] as const)
  return { equations, values: Object.fromEntries(values) }
}
