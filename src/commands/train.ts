import { listsOf, readTraining, toJson, trainingRun } from '../index.ts'
import { contentsOf, fail } from './arguments.ts'

/** A whole training run: a loss and a norm of the gradient for each update, and the weights at the end. */
export function trainCommand([path, ...more]: readonly string[]): string {
  if (path === undefined || more.length > 0)
    fail('expected one file: npm run -s train -- FILE.json (or - for standard input)')
  const result = readTraining(contentsOf(path))
  if (!result.ok) fail(result.error)
  const run = trainingRun(result.value)
  run.advance(run.order.updates)
  return toJson({ losses: run.losses, gradNorms: run.gradNorms, weights: listsOf(run.weights()) })
}
