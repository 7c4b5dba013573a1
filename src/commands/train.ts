import {
  type AssertedLosses,
  curvesCsv,
  listsOf,
  readTraining,
  toJson,
  trainingNotebook,
  trainingPython,
  trainingRun,
} from '../index.ts'
import { contentsOf, fail, oneOf, optionsOf } from './arguments.ts'

const forms = ['json', 'python', 'notebook', 'csv', 'weights'] as const

/**
 * A whole training run: a loss and a norm of the gradient for each update, and the weights at the end; or, with --as, the same run as a
 * Python file or a notebook that repeats it in PyTorch, its curves as CSV, or its weights alone.
 */
export function trainCommand(args: readonly string[]): string {
  const { values, rest } = optionsOf(args, { as: { type: 'string' } }, true)
  const [path, ...more] = rest
  if (path === undefined || more.length > 0)
    fail('expected one file: npm run -s train -- FILE.json (or - for standard input)')
  const form = oneOf('as', values.as ?? 'json', forms)
  const result = readTraining(contentsOf(path))
  if (!result.ok) fail(result.error)
  const { title, training } = result.value
  const exact = form === 'python' || form === 'notebook'
  // The file repeats the run in float64, whatever it was trained with.
  const document = exact
    ? { ...result.value, training: { ...training, precision: 'float64' as const } }
    : result.value
  const run = trainingRun(document)
  run.advance(run.order.updates)
  const losses = (): AssertedLosses => {
    if (training.precision !== 'float32') return { float64: run.losses }
    const single = trainingRun(result.value)
    single.advance(single.order.updates)
    return { float64: run.losses, float32: single.losses }
  }
  const name = (typeof title === 'string' ? title : title?.en) ?? 'A training of Unrolled'
  switch (form) {
    case 'python':
      return trainingPython(document, losses(), name).trimEnd()
    case 'notebook':
      return trainingNotebook(document, losses(), name).trimEnd()
    case 'csv':
      return curvesCsv(run.losses, run.gradNorms, run.order.updatesPerEpoch).trimEnd()
    case 'weights':
      return toJson(listsOf(run.weights()))
    case 'json':
      return toJson({ losses: run.losses, gradNorms: run.gradNorms, weights: listsOf(run.weights()) })
  }
}
