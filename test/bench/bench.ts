/**
 * Measures. `npm run -s bench` times the trace; `npm run -s bench -- gradients --hidden 32 --steps 100` prints one line for three cells;
 * `npm run -s bench -- paper` trains experiment 6a of 1997 from 5 seeds, a line each and their mean (--network rnn, --gradient full);
 * `npm run -s bench -- compare` prints one line for the comparison, `training` one for training; `ui` measures the page.
 */

import { cpus } from 'node:os'
import { parseArgs } from 'node:util'
import type { Model, Problem } from '../../src/cell/model.ts'
import { network } from '../../src/cell/network.ts'
import { initialWeights, modelOf, record } from '../../src/index.ts'
import { random } from '../../src/tensor/random.ts'
import { runPlanOf } from '../../src/trace/plan.ts'

const cells = ['rnn', 'lstm', 'gru'] as const

/** D = 1, one output that is the sum of h_T squared: loss = Σ h_T² for the gradients, mean squared error for the trace. */
function problem(cell: Model['cell'], hiddenSize: number, T: number): Problem {
  const model = modelOf({ cell, inputSize: 1, hiddenSize, outputSize: hiddenSize })
  const from = random(1)
  const weights = initialWeights(model, { scheme: 'pytorch', seed: 1 })
  // The head passes h through, so that the loss of the last step is Σ h².
  weights['head.weight']!.data.fill(0)
  for (let i = 0; i < hiddenSize; i++) weights['head.weight']!.data[i * hiddenSize + i] = 1
  weights['head.bias']!.data.fill(0)
  return {
    model,
    weights,
    sequence: {
      inputs: Array.from({ length: T }, () => [from.normal()]),
      targets: [Array.from({ length: hiddenSize }, () => 0)],
    },
    loss: { kind: 'mse', at: 'last', reduction: 'sum' },
  }
}

function median(runs: number, f: () => void): number {
  for (let i = 0; i < Math.min(runs, 10); i++) f()
  const times = Array.from({ length: runs }, () => {
    const from = performance.now()
    f()
    return performance.now() - from
  }).sort((a, b) => a - b)
  return Number(times[runs >> 1]!.toFixed(3))
}

const of = (hidden: number, steps: number, runs: number) =>
  Object.fromEntries(cells.map((cell) => [cell, median(runs, () => record(problems(cell, hidden, steps)))]))

const made = new Map<string, Problem>()
function problems(cell: Model['cell'], hidden: number, steps: number): Problem {
  const key = `${cell} ${hidden} ${steps}`
  if (!made.has(key)) made.set(key, problem(cell, hidden, steps))
  return made.get(key)!
}

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    hidden: { type: 'string', default: '32' },
    steps: { type: 'string', default: '100' },
    network: { type: 'string', default: 'lstm' },
    gradient: { type: 'string', default: 'truncated' },
  },
})

if (positionals[0] === 'ui') {
  const { benchUi } = await import('./ui.ts')
  console.log(JSON.stringify(await benchUi(), null, 2))
  process.exit(0)
} else if (positionals[0] === 'training') {
  const { benchTraining } = await import('./training.ts')
  const { benchTrainingView } = await import('./training-view.ts')
  const view = await benchTrainingView()
  console.log(JSON.stringify({ ...(await benchTraining()), view }))
  process.exit(0)
} else if (positionals[0] === 'compare') {
  const { benchCompare } = await import('./compare.ts')
  console.log(JSON.stringify(await benchCompare()))
  process.exit(0)
} else if (positionals[0] === 'paper') {
  const { network: kind, gradient } = values
  if ((kind !== 'lstm' && kind !== 'rnn') || (gradient !== 'truncated' && gradient !== 'full')) {
    process.stderr.write('expected --network to be lstm or rnn and --gradient to be truncated or full\n')
    process.exit(2)
  }
  const { benchPaper } = await import('./paper1997.ts')
  for (const line of benchPaper(kind, gradient)) console.log(JSON.stringify(line))
} else if (positionals[0] === 'gradients') {
  const [hidden, steps] = [Number(values.hidden), Number(values.steps)]
  if (![hidden, steps].every((n) => Number.isInteger(n) && n >= 1 && n <= 2000)) {
    process.stderr.write('expected --hidden and --steps to be whole numbers from 1 to 2000\n')
    process.exit(2)
  }
  console.log(JSON.stringify(of(hidden, steps, hidden * steps > 20000 ? 15 : 41)))
} else {
  const sizes = [
    [4, 20, 201],
    [32, 100, 41],
    [64, 200, 21],
    [64, 1000, 15],
  ] as const
  // PyTorch 1.13, float64, one thread, the three cells together on two such cores, in milliseconds.
  const pytorch = [8.7, 48, 79, 583]
  const trace = sizes.map(([hidden, steps, runs], i) => {
    const ms = of(hidden, steps, runs)
    const together = Object.values(ms).reduce((a, b) => a + b, 0)
    return {
      hidden,
      steps,
      ms,
      together: Number(together.toFixed(2)),
      timesFasterThanPyTorch: Number((pytorch[i]! / together).toFixed(1)),
    }
  })
  const { model, loss } = problem('lstm', 32, 1)
  const deriving = median(41, () => network(model, loss, 1))
  const compiling = median(41, () => {
    const plan = runPlanOf(network(model, loss, 1), model)
    plan.forward(0, { isTimestep: true, hasLoss: true, hasNext: true, hasPrevious: true })
    plan.backward(0, { isTimestep: true, hasLoss: true, hasNext: true, hasPrevious: true })
  })
  console.log(
    JSON.stringify(
      {
        cores: cpus().length,
        node: process.version,
        trace,
        derivingMs: deriving,
        derivingAndCompilingMs: compiling,
      },
      null,
      2,
    ),
  )
}
