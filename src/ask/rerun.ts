/** The forward pass run again with one number moved: the judge of every gradient. */

import { flat } from '../algebra/element.ts'
import { bind, compile, evaluator, type Memory, type Program, run } from '../algebra/evaluate.ts'
import { apply, type Expr, symbol } from '../algebra/expression.ts'
import { op } from '../algebra/ops.ts'
import type { Problem } from '../cell/model.ts'
import { size, tensor } from '../tensor/tensor.ts'
import { forwardStep } from '../trace/forward.ts'
import type { Trace } from '../trace/frame.ts'
import { memoryOf } from '../trace/memory.ts'
import type { Ref } from '../trace/name.ts'
import { type RunPlan, runPlanOf } from '../trace/plan.ts'
import { forwardVisits, stands, surroundings } from '../trace/schedule.ts'

/** What is moved away from its value, and by how much. */
export interface Rerun {
  /** the value of the number where nothing is moved */
  readonly value: number
  /** the loss of the whole forward pass with the number moved by `offset` */
  readonly loss: (offset: number) => number
  /** on which side of its kink each operation that has one stood in the last run, timestep by timestep */
  readonly sides: () => Uint8Array
}

/** The name of the offset. It has a space, as no symbol of a cell has, so that no symbol is called the same. */
const offsetName = 'offset of it'

/**
 * Forward passes in which one number can be moved: a weight (without a timestep: at all timesteps at once; with one: there alone),
 * an input, an initial state, or a value that the pass computes, which is moved after it is computed. The trace is left as it is;
 * all numbers of one call share one memory, so that many can be moved one after another.
 */
export function rerunsOf(trace: Trace): (moved: Pick<Ref, 'name' | 't' | 'index'>) => Rerun {
  const { net, T, hasLoss, problem } = trace
  const plan = runPlanOf(net, problem.model)
  const memory = memoryOf(withOwnWeights(problem), net, plan, trace.learningRate)
  const kinks = kinksOf(trace).map((side) => evaluator(side, memory))
  const sides: number[] = []

  return ({ name, t, index }) => {
    const { shape, timed } = plan.layout(name)
    const k = flat(index, shape)
    const { data } = memory(name)
    const at = timed ? t! * size(shape) + k : k
    const value = trace.memory(name).data[at]!
    const writer = net.passes.findIndex(({ equations }) => equations.some((eq) => eq.symbol === name))
    const computed = writer >= 0 && (!timed || (t! >= 1 && t! <= T))
    const moved = computed && timed ? movedProgram(trace, plan, writer, name, t!, shape) : undefined
    const offsets = { data: new Float64Array(size(shape)), shape, timed: false }
    const withOffset: Memory = (each) => (each === offsetName ? offsets : memory(each))
    const once = !timed && t !== null
    const of = { net, memory, T, hasLoss }

    const loss = (offset: number): number => {
      offsets.data[k] = offset
      if (!computed && !once) data[at] = value + offset
      sides.length = 0
      for (const visit of forwardVisits(net, T)) {
        if (once && !computed) data[at] = visit.t === t ? value + offset : value
        if (moved && visit.pass === writer && visit.t === t) run(bind(moved, withOffset), t)
        else forwardStep(of, plan, visit)
        if (!timed && visit.pass === writer) data[at] = data[at]! + offset
      }
      let sum = 0
      for (let s = 1; s <= T; s++) {
        for (const side of kinks) sides.push(...side(s))
        if (hasLoss(s)) sum += shareOf(plan, memory, s)
      }
      data[at] = value
      return sum
    }
    return { value, loss, sides: () => Uint8Array.from(sides) }
  }
}

/** A pass at one timestep, in which an offset is added to what one equation computes. */
function movedProgram(
  { net, T, hasLoss }: Trace,
  plan: RunPlan,
  pass: number,
  name: string,
  t: number,
  shape: readonly number[],
): Program {
  const at = surroundings(t, T, hasLoss)
  const equations = net.passes[pass]!.equations.filter(({ when }) => stands(when, at))
  return compile(
    equations.map((eq) => ({
      symbol: symbol(eq.symbol),
      expr: eq.symbol === name ? apply('add', eq.expr, symbol(offsetName, null)) : eq.expr,
    })),
    (each) => (each === offsetName ? { shape, timed: false } : plan.layout(each)),
  )
}

function shareOf(plan: RunPlan, memory: Memory, t: number): number {
  const share = { data: new Float64Array(1), shape: [], timed: false }
  run(
    bind(plan.share, (name) => (name === '' ? share : memory(name))),
    t,
  )
  return share.data[0]!
}

/** The tensors of a problem are its own; a rerun moves a copy. */
function withOwnWeights(problem: Problem): Problem {
  const copies = Object.entries(problem.weights).map(
    ([name, { shape, data }]) => [name, tensor(shape, data.slice())] as const,
  )
  return { ...problem, weights: Object.fromEntries(copies) }
}

/** For each operation with a kink, such as relu, the expression that tells its side of it. */
function kinksOf({ net }: Trace): Expr[] {
  const inside = (e: Expr): Expr[] =>
    e.kind === 'apply' ? [...(op(e.op).side ? [op(e.op).side!(e.args)] : []), ...e.args.flatMap(inside)] : []
  return [...net.cell, ...net.attention].flatMap((eq) => (eq.once ? [] : inside(eq.expr)))
}
