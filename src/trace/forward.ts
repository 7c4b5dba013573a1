import type { Equation } from '../algebra/equation.ts'
import { compile, type Memory, run } from '../algebra/evaluate.ts'
import { type Expr, symbol } from '../algebra/expression.ts'
import type { Network } from '../cell/network.ts'
import type { Assigned, Step } from './frame.ts'

/** The forward pass: one timestep at a time, a frame for each equation that has a name of its own. */
export function* forward(
  net: Network,
  memory: Memory,
  T: number,
  hasLoss: (t: number) => boolean,
): Generator<Step> {
  const withHead = prepare([...net.cell, ...net.head], memory)
  const without = prepare(net.cell, memory)
  for (let t = 1; t <= T; t++) {
    const { program, assigned } = hasLoss(t) ? withHead : without
    run(program, t)
    for (const equation of assigned) yield { phase: 'forward', t, equation }
  }
}

/** The loss: what each timestep adds to it. */
export function* loss(
  net: Network,
  memory: Memory,
  T: number,
  hasLoss: (t: number) => boolean,
  into: { loss: number },
): Generator<Step> {
  const share = { data: new Float64Array(1), shape: [], timed: false }
  const program = compile([{ symbol: symbol('', null), expr: net.share }], (name) =>
    name === '' ? share : memory(name),
  )
  let sum = 0
  for (let t = 1; t <= T; t++) {
    if (!hasLoss(t)) continue
    run(program, t)
    sum += share.data[0]!
  }
  into.loss = sum
  yield { phase: 'loss', t: null, equation: { symbol: 'L', expr: net.share, terms: [], overTime: true } }
}

function prepare(equations: readonly Equation[], memory: Memory) {
  const assignments = equations.map((eq) => ({ symbol: symbol(eq.symbol), expr: eq.expr as Expr }))
  const assigned: Assigned[] = equations
    .filter((eq) => !eq.silent)
    .map((eq) => Object.freeze({ symbol: eq.symbol, expr: eq.expr, terms: [], overTime: false }))
  return { program: compile(assignments, memory), assigned }
}
