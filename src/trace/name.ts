/**
 * The names of values, as files, links and the page write them:
 * f@3, f@3[1], d:C@3[1], W_f[0,1], d:W_f[0,1], d:W_f@4[0,1] (what timestep 4 adds), d:W_f@4+[0,1] (the running sum T … 4),
 * d:C@3[1]<h@3 (the term that h at 3 sends), context@4[1] (what timestep 4 adds to a sum over time), W_f'[0,1] (after an update), m:W_f[0,1]
 * (of the optimiser), L, L@3. Elements count from 0.
 */
import { type Adjoint, type Term, total } from '../algebra/adjoint.ts'
import { evaluate } from '../algebra/evaluate.ts'
import { type Expr, symbolsIn } from '../algebra/expression.ts'
import { givenAt, gradientOf, ofGradient, ofUpdate, symbolOf, updatedOf } from '../algebra/names.ts'
import type { Network } from '../cell/network.ts'
import { size } from '../tensor/tensor.ts'
import { sumOverTime } from './backward.ts'
import type { Frame, Run, Trace } from './frame.ts'
import { sends, stands, startOf, surroundings } from './schedule.ts'
import { isJoinedInput, wayTerms } from './terms.ts'

export interface Ref {
  /** without "d:" */
  readonly name: string
  readonly gradient: boolean
  readonly t: number | null
  /** a running sum over T … t */
  readonly running: boolean
  readonly index: readonly number[]
  /** the consumer whose term is meant */
  readonly from: { readonly name: string; readonly t: number } | null
}

const pattern =
  /^(?<d>d:)?(?<name>(?:(?!d:)[a-z_]+:)?[\p{L}][\p{L}\d_.]*'?)(?:@(?<t>\d{1,4}))?(?<running>\+)?(?:\[(?<index>\d{1,3}(?:,\d{1,3})?)\])?(?:<(?<via>[\p{L}][\p{L}\d_.]*)@(?<viaT>\d{1,4}))?$/u

/** Reads a name; undefined where it is not one. */
export function parseRef(text: string): Ref | undefined {
  const groups = pattern.exec(text)?.groups
  if (!groups) return undefined
  return {
    name: groups.name!,
    gradient: groups.d !== undefined,
    t: groups.t === undefined ? null : Number(groups.t),
    running: groups.running !== undefined,
    index: groups.index === undefined ? [] : groups.index.split(',').map(Number),
    from: groups.via === undefined ? null : { name: groups.via, t: Number(groups.viaT) },
  }
}

/** The symbol that holds what a name means: its own, or that of its gradient. */
export const symbolMeant = ({ name, gradient }: Pick<Ref, 'name' | 'gradient'>): string =>
  gradient ? gradientOf(name) : name

/** The values that a name without an element stands for, and their shape; undefined where the run has no such value. */
export function valuesOf(
  trace: Trace,
  ref: Ref,
): { data: ArrayLike<number>; shape: readonly number[] } | undefined {
  const { net, memory, T } = trace
  const { name, gradient, t, running, from } = ref
  if (trace.updates.names.has(name))
    return gradient || running || from || t !== null ? undefined : slot(trace, name, null)
  if (name === 'L' && t === null) return gradient ? undefined : { data: [trace.loss], shape: [] }
  if (!gradient && !running && !from && (isConstant(trace, name, t) || isPart(trace, name, t)))
    return slot(trace, name, t)
  const frame = frameOf(trace, ref)
  const isWeight = net.weights.includes(ofUpdate(name) ?? name)
  if (isWeight) {
    const shape = memory(symbolOf(name)).shape
    if (t === null)
      return from || running || (gradient && ofUpdate(name) !== undefined)
        ? undefined
        : { data: memory(gradient ? gradientOf(name) : name).data, shape }
    if (!gradient || t < 1 || t > T || from) return undefined
    const adjoint = net.adjoints.find((a) => a.of === name)!
    return {
      data: running ? runningSum(trace, adjoint, t) : contribution(trace, frame, memory(name).data.length),
      shape,
    }
  }
  const sum = from || running ? undefined : summed(trace, ref)
  if (sum && t !== null) {
    const { shape } = memory(sum.equation.symbol)
    const terms = summandAt(trace, sum, t)
    return { data: terms ? evaluate(terms, memory, t) : new Float64Array(size(shape)), shape }
  }
  if (frame?.equation.untimed)
    return from || running ? undefined : slot(trace, gradient ? gradientOf(name) : name, null)
  if (t === null || running || (!frame && !isGiven(trace, name, gradient, t))) return undefined
  if (from) {
    const term = termMeant(trace, ref)
    return term && { data: evaluate(term.expr, memory, t), shape: memory(name).shape }
  }
  return slot(trace, gradient ? gradientOf(name) : name, t)
}

/** Is it a value that no frame writes: an input, or a state before the first timestep? */
function isGiven({ net, T }: Trace, name: string, gradient: boolean, t: number): boolean {
  if (gradient) return false
  if (net.states.includes(name)) return t === startOf(net, name, T)
  if (name !== 'x' && !net.tracks.some(({ x }) => x === name)) return false
  return (name === 'x' && t >= 1 && t <= T) || readsBefore(net, name, t, T)
}

/** Does a cell read the value before the first timestep that it visits, where it is zero? */
function readsBefore({ cell }: Network, name: string, t: number, T: number): boolean {
  const dt = t === 0 ? -1 : t === T + 1 ? 1 : undefined
  return (
    dt !== undefined && cell.some(({ expr }) => symbolsIn(expr).some((s) => s.name === name && s.dt === dt))
  )
}

/** The term of a gradient that a name means by its sender; a part that has no frame is no sender, but what reads it is. */
export function termMeant(trace: Trace, ref: Ref): Term | undefined {
  const { name, t, from } = ref
  const frame = frameOf(trace, ref)
  if (!from || !frame || t === null) return undefined
  const isMeant = ({ via, dt }: Term) => via === from.name && t + (dt ?? 0) === from.t
  const at = surroundings(t, trace.T, trace.hasLoss)
  return (
    frame.equation.terms.find(isMeant) ??
    wayTerms(trace.net, name).find((each) => isMeant(each) && sends(trace.net, each, at))
  )
}

/** The terms of a frame's gradient; what a part without a frame sends, or the joined input of a layer above, is divided by what reads it. */
export function sendersOf({ net, T, hasLoss }: Trace, { equation, t }: Frame): readonly Term[] {
  const isDivided = ({ via }: Term) =>
    isJoinedInput(net, via) || net.adjoints.some((a) => a.silent && a.of === via)
  const of = ofGradient(equation.symbol)
  if (of === undefined || t === null || !equation.terms.some(isDivided)) return equation.terms
  const at = surroundings(t, T, hasLoss)
  return wayTerms(net, of).filter((term) => sends(net, term, at))
}

/** The frame of a value that is a sum over all timesteps, where a name means what one timestep adds to it. */
export function summed(
  trace: Trace,
  { name, gradient, t }: Pick<Ref, 'name' | 'gradient' | 't'>,
): Frame | undefined {
  if (t === null || t < 1 || t > trace.T) return undefined
  const frame = frameOf(trace, { name, gradient, t: null })
  return frame?.equation.over === 'sum' ? frame : undefined
}

/** What timestep t adds to a value that is a sum over all timesteps; undefined where nothing is sent. */
export function summandAt({ net, T, hasLoss }: Trace, { equation }: Frame, t: number): Expr | undefined {
  if (ofGradient(equation.symbol) === undefined) return equation.expr
  const terms = equation.terms.filter((term) => sends(net, term, surroundings(t, T, hasLoss)))
  return terms.length === 0 ? undefined : total({ terms })
}

/** Constants of the loss: K, η, and at the timesteps that have a loss the target and w. */
function isConstant({ net, problem, T, hasLoss }: Trace, name: string, t: number | null): boolean {
  const { w, K, η } = net.constants
  if (Object.keys(problem.loss.given ?? {}).some((of) => givenAt(of) === name)) return t === T
  if (![w, K, η, 'target'].includes(name)) return false
  return net.info(name).timed ? t !== null && t >= 1 && t <= T && hasLoss(t) : t === null
}

/** A part that is evaluated once and has no frame of its own: tanhC. */
function isPart({ net, T, hasLoss }: Trace, name: string, t: number | null): boolean {
  const part = net.equation(name)
  if (!part?.silent || t === null) return Boolean(part?.silent && part.once)
  return !part.once && stands(part.when, surroundings(t, T, hasLoss))
}

function slot({ memory }: Trace, name: string, t: number | null) {
  const { data, shape } = memory(name)
  const n = size(shape)
  return { data: data.subarray((t ?? 0) * n, ((t ?? 0) + 1) * n), shape }
}

/** One number by its name; undefined where there is no such number. */
export function numberOf(trace: Trace, text: string): number | undefined {
  const ref = parseRef(text)
  const values = ref && valuesOf(trace, ref)
  if (!values || ref.index.length !== values.shape.length) return undefined
  if (ref.index.some((i, axis) => i >= values.shape[axis]!)) return undefined
  return values.data[
    ref.index.length === 2 ? ref.index[0]! * values.shape[1]! + ref.index[1]! : (ref.index[0] ?? 0)
  ]
}

/** Σ over the timesteps T … t of what each adds to the gradient of a weight. Computed when asked, not stored. */
export function runningSum(trace: Run, adjoint: Adjoint, t: number): Float64Array {
  const out = new Float64Array(trace.memory(adjoint.of).data.length)
  sumOverTime(adjoint, trace, t, trace.T, out)
  return out
}

function contribution(trace: Trace, frame: Frame | undefined, length: number): Float64Array {
  return frame ? evaluate(frame.equation.expr, trace.memory, frame.t!) : new Float64Array(length)
}

const places = new WeakMap<Trace, ReadonlyMap<string, ReadonlyMap<number | null, Frame>>>()

/** The frame that writes a value; undefined for what is given (inputs, targets, weights) or does not exist. */
export function frameOf(
  trace: Trace,
  { name, gradient, t }: Pick<Ref, 'name' | 'gradient' | 't'>,
): Frame | undefined {
  const table = places.get(trace) ?? bySymbol(trace)
  places.set(trace, table)
  return table.get(gradient ? gradientOf(name) : name)?.get(t)
}

/**
 * The frames of a run by the symbol that they write and by timestep. Dragging a number makes a run for every frame of the screen, so no
 * keys are joined from texts here.
 */
function bySymbol({ frames }: Trace): ReadonlyMap<string, ReadonlyMap<number | null, Frame>> {
  const table = new Map<string, Map<number | null, Frame>>()
  for (const frame of frames) {
    const { symbol } = frame.equation
    const written = table.get(symbol) ?? new Map<number | null, Frame>()
    table.set(symbol, written)
    written.set(frame.equation.untimed ? null : frame.t, frame)
  }
  return table
}

/** The name of what a frame writes: f@3, d:C@3, context; what a timestep adds to the gradient of a weight, d:W_f@3. */
export const refOfFrame = ({ t, equation }: Frame): string =>
  t === null || equation.untimed ? equation.symbol : `${equation.symbol}@${t}`

/** The place of a frame in a link: f4.C forward, l loss, b4.C backward, u.W_f update. */
export function placeOf({ phase, t, equation }: Frame): string {
  if (phase === 'loss') return 'l'
  if (phase === 'update') return `u.${ofUpdate(equation.symbol) ?? equation.symbol}`
  return phase === 'forward' ? `f${t}.${equation.symbol}` : `b${t}.${ofGradient(equation.symbol)}`
}

/** The frame at a place; undefined where there is none. u alone is the first frame of the update. */
export function frameAt(trace: Trace, place: string): Frame | undefined {
  if (place === 'l') return trace.frames.find((frame) => frame.phase === 'loss')
  if (place === 'u') return trace.frames.find((frame) => frame.phase === 'update')
  const match = /^(?:([fb])(\d{1,4})|u)\.(.+)$/u.exec(place)
  if (!match) return undefined
  const [, phase, t, name] = match
  const writing = (of: string) => frameOf(trace, { name: of, gradient: false, t: null })
  if (phase === undefined) return writing(updatedOf(name!)) ?? writing(name!)
  const gradient = phase === 'b'
  const found = frameOf(trace, { name: name!, gradient, t: Number(t) })
  if (found) return found
  const once = frameOf(trace, { name: name!, gradient, t: null })
  return once?.t === Number(t) ? once : undefined
}

const broken = new WeakMap<Trace, Frame | null>()

/** The first frame in which a number is not finite; undefined where all are. Found once for a run. */
export function firstNonFinite(trace: Trace): Frame | undefined {
  const found = broken.get(trace)
  if (found !== undefined) return found ?? undefined
  const finite = ({ data }: { data: ArrayLike<number> }) => {
    for (let i = 0; i < data.length; i++) if (!Number.isFinite(data[i])) return false
    return true
  }
  // A symbol's values at all timesteps lie together. Where the sum of a gradient over time is finite, so is what each timestep adds.
  const whole = new Map<string, boolean>()
  const isWhole = (symbol: string) => {
    const known = whole.get(symbol) ?? finite(trace.memory(symbol))
    whole.set(symbol, known)
    return known
  }
  const first = trace.frames.find(
    (frame) => (frame.phase === 'loss' || !isWhole(frame.equation.symbol)) && !finite(resultOf(trace, frame)),
  )
  broken.set(trace, first ?? null)
  return first
}

/** What a frame wrote. For a weight's gradient: what the timestep adds. */
export function resultOf(trace: Trace, frame: Frame): { data: ArrayLike<number>; shape: readonly number[] } {
  const { symbol, overTime } = frame.equation
  if (frame.phase === 'loss') return { data: [trace.loss], shape: [] }
  if (overTime) {
    const shape = trace.memory(ofGradient(symbol)!).shape
    return { data: contribution(trace, frame, size(shape)), shape }
  }
  const { data, shape } = trace.memory(symbol)
  if (frame.t === null || frame.equation.untimed) return { data, shape }
  const n = size(shape)
  return { data: data.subarray(frame.t * n, (frame.t + 1) * n), shape }
}
