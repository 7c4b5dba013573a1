/**
 * Why is this number what it is? The answer is one element of the expression that the trace
 * evaluated, so it holds for every cell; each number in it can be asked in turn, down to what was given.
 */
import { type Adjoint, total } from '../algebra/adjoint.ts'
import { type ElementPlace, element, elementRef, operation, type Part } from '../algebra/element.ts'
import type { Expr, Sym } from '../algebra/expression.ts'
import { type ScalarTerm, scalarTerms } from '../algebra/terms.ts'
import type { Frame, Trace } from '../trace/frame.ts'
import { meaningAt } from '../trace/meaning.ts'
import { frameOf, numberOf, parseRef, type Ref, summandAt, summed, termMeant } from '../trace/name.ts'

/** One number and its scalar equation. */
export interface Why {
  readonly ref: string
  readonly value: number
  /** given, not computed: an input, a target, a weight, an initial state, a constant of the loss; it has no equation */
  readonly leaf: boolean
  /** the right-hand side; null for a leaf */
  readonly equation: Part | null
  /** the terms of its sum, in the order in which they are added; one for what is no sum, none for a leaf */
  readonly terms: readonly ScalarTerm[]
}

/**
 * The scalar equation of one number by its name: a value, a gradient, one term of a gradient (d:C@3[1]<h@3), what one timestep adds
 * to a weight's gradient (d:W_f@4[0,1]), a running sum, a weight after the update, the loss. undefined where there is no such number.
 * Evaluating the equation gives exactly the number of the trace: it adds and multiplies in the same order.
 */
export function why(trace: Trace, text: string): Why | undefined {
  const ref = parseRef(text)
  if (!ref || !exists(trace, ref, text)) return undefined
  const equation = equationOf(trace, ref)
  const value = equation ? equation.value : numberOf(trace, text)!
  return { ref: text, value, leaf: equation === null, equation, terms: equation ? scalarTerms(equation) : [] }
}

/** Is there such a number? What a timestep adds to a weight's gradient is not computed as a whole for one of its elements. */
function exists(trace: Trace, ref: Ref, text: string): boolean {
  const { name, gradient, t, index, from } = ref
  if (!gradient || t === null || from || !trace.net.weights.includes(name))
    return numberOf(trace, text) !== undefined
  const { shape } = trace.memory(name)
  return t >= 1 && t <= trace.T && index.length === shape.length && index.every((i, axis) => i < shape[axis]!)
}

/** The right-hand side of a number that the trace has; null for what is given. */
function equationOf(trace: Trace, ref: Ref): Part | null {
  const { name, gradient, t, index, running, from } = ref
  const { net, T } = trace
  if (name === 'L' && t === null)
    return operation(
      'sum',
      lossTimes(trace).map((s) => element(net.share, [], placeAt(trace, s))),
    )
  const adjoint = gradient && net.weights.includes(name) && net.adjoints.find((a) => a.of === name)
  if (adjoint) {
    if (t !== null && !running) return added(trace, adjoint, t, index)
    const parts = range(t ?? 1, T)
      .filter((s) => contributes(trace, adjoint, s))
      .map((s) => added(trace, adjoint, s, index))
    return operation('sum', parts)
  }
  const frame = frameOf(trace, ref)
  if (frame?.equation.over) return gathered(trace, frame, index)
  const sum = from || running ? undefined : summed(trace, ref)
  if (sum && t !== null) return summand(trace, sum, index, t)[0] ?? { kind: 'number', value: 0, ref: null }
  const at = frame?.equation.untimed ? frame.t : t
  const term = termMeant(trace, ref)
  const given = gradient || t === null || t < 1 || t > T
  const expr = term ? term.expr : (frame?.equation.expr ?? (given ? undefined : functionPart(trace, name)))
  return expr ? element(expr, index, placeAt(trace, at)) : null
}

/** One element of a value that sums over all timesteps. */
const gathered = (trace: Trace, frame: Frame, index: readonly number[]): Part =>
  operation(
    frame.equation.over!,
    range(1, trace.T).flatMap((s) => summand(trace, frame, index, s)),
  )

/** What one timestep adds to it; nothing where nothing is sent. */
function summand(trace: Trace, frame: Frame, index: readonly number[], s: number): Part[] {
  const added = summandAt(trace, frame, s)
  return added ? [element(added, index, placeAt(trace, s))] : []
}

/** What timestep t adds to one element of a weight's gradient; 0 where the equation that uses the weight is not there. */
function added(trace: Trace, adjoint: Adjoint, t: number, index: readonly number[]): Part {
  const ref = elementRef(adjoint.symbol, t, index)
  if (!contributes(trace, adjoint, t)) return { kind: 'number', value: 0, ref: null }
  const part = element(total(adjoint), index, placeAt(trace, t))
  if (part.kind === 'operation') return { ...part, ref }
  return { kind: 'operation', op: 'sum', args: [part], value: part.value, element: 0, ref }
}

function contributes(trace: Trace, { of }: Adjoint, t: number): boolean {
  return frameOf(trace, { name: of, gradient: true, t }) !== undefined
}

export function lossTimes({ T, hasLoss }: Trace): number[] {
  return range(1, T).filter(hasLoss)
}

function range(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, s) => from + s)
}

/** A function of one symbol that is evaluated once, such as tanh(C): it has a name, and can be asked. */
export function functionPart(trace: Trace, name: string): Expr | undefined {
  const part = trace.net.equation(name)
  const expr = part?.silent && !part.once ? part.expr : undefined
  return expr?.kind === 'apply' && expr.args.length === 1 && expr.args[0]!.kind === 'symbol'
    ? expr
    : undefined
}

/** What stands for a symbol that cannot be asked: a silent part, or the gradient of one, with the terms that exist at its timestep. */
export function meaningOf(trace: Trace, s: Sym, t: number | null): Expr | undefined {
  if (t === null || functionPart(trace, s.name)) return undefined
  return meaningAt(trace, s.name, s.dt, t)
}

export function placeAt(trace: Trace, t: number | null): ElementPlace {
  return { t, memory: trace.memory, meaning: (s, at) => meaningOf(trace, s, at) }
}
