/**
 * Is a gradient right? The number is moved by a small step both ways, the whole forward pass is run again, and the change of the loss
 * is held against the derived gradient: the central difference (L(θ + ε) − L(θ − ε)) / 2ε.
 */

import { elementRef, indices } from '../algebra/element.ts'
import { gradientOf } from '../algebra/names.ts'
import type { Trace } from '../trace/frame.ts'
import { numberOf, parseRef, type Ref } from '../trace/name.ts'
import { type Rerun, rerunsOf } from './rerun.ts'

/** A derived gradient beside the central difference that measures it. */
export interface Nudge {
  /** the gradient: d:W_f[0,1], d:C@3[1] */
  readonly ref: string
  /** the gradient that the backward pass has */
  readonly derived: number
  /** the central difference */
  readonly measured: number
  readonly step: number
  /** the two one-sided differences, (L(θ + ε) − L(θ)) / ε and (L(θ) − L(θ − ε)) / ε */
  readonly above: number
  readonly below: number
  /** an operation with a kink, such as relu, changes its side within the step, and the two sides differ: there is no derivative to be right about */
  readonly kink: boolean
  /** |derived − measured| as a share of the larger of the two (at least 1e-8) */
  readonly relativeError: number
  /** a weight, which is one knob for all timesteps: it was moved once, at all of them together */
  readonly everyTimestep: boolean
}

/** The step ε of a nudge where none is given: the error of a central difference with float64 is near its least there. */
export const defaultStep = 1e-5

/**
 * The nudge of one element of a gradient: of a weight, an input, an initial state or any value in between; d:W_f@4[0,1], what one
 * timestep adds, moves the weight at that timestep alone. undefined for what is no such gradient.
 */
export function nudge(trace: Trace, text: string, step = defaultStep): Nudge | undefined {
  const asked = askedGradient(trace, text)
  if (!asked) return undefined
  const { ref, derived } = asked
  const everyTimestep = ref.t === null
  return { ref: text, derived, ...difference(rerunsOf(trace)(ref), derived, step), everyTimestep }
}

function askedGradient(trace: Trace, text: string): { ref: Ref; derived: number } | undefined {
  const ref = parseRef(text)
  const derived = numberOf(trace, text)
  return ref?.gradient && !ref.running && !ref.from && derived !== undefined ? { ref, derived } : undefined
}

function difference(rerun: Rerun, derived: number, step: number) {
  const { value, loss, sides } = rerun
  const at = (offset: number) => ({ loss: loss(offset), sides: sides() })
  const [low, middle, high] = [at(-step), at(0), at(step)]
  // Of the moved number only so many digits exist; the difference is divided by the step that was really made.
  const [up, down] = [value + step - value, value - (value - step)]
  const measured = (high.loss - low.loss) / (up + down)
  const above = (high.loss - middle.loss) / up
  const below = (middle.loss - low.loss) / down
  const crossed = [low, high].some((one) => one.sides.some((side, i) => side !== middle.sides[i]))
  const kink = crossed && Math.abs(above - below) > 1e-6 * Math.max(Math.abs(above), Math.abs(below))
  return { measured, step, above, below, kink, relativeError: relative(derived, measured) }
}

function relative(derived: number, measured: number): number {
  return Math.abs(derived - measured) / Math.max(1e-8, Math.abs(derived), Math.abs(measured))
}

/** 1e-1 … 1e-12, two a decade. */
export const stepSizes: readonly number[] = Array.from({ length: 23 }, (_, k) => 10 ** (-1 - k / 2))

export interface StepError {
  readonly step: number
  readonly measured: number
  readonly relativeError: number
}

/**
 * The error of the central difference for each step size: it falls with the square of the step while truncation rules, and grows as
 * one over the step where the rounding of the loss does. undefined for what is no gradient.
 */
export function stepErrors(
  trace: Trace,
  text: string,
  steps: readonly number[] = stepSizes,
): StepError[] | undefined {
  const asked = askedGradient(trace, text)
  if (!asked) return undefined
  const { value, loss } = rerunsOf(trace)(asked.ref)
  return steps.map((step) => {
    const measured = (loss(step) - loss(-step)) / (value + step - (value - step))
    return { step, measured, relativeError: relative(asked.derived, measured) }
  })
}

export interface Checked {
  readonly ref: string
  readonly derived: number
  readonly measured: number
  /** |derived − measured| as a share of the largest gradient of its tensor (at least 1e-8) */
  readonly relativeError: number
}

/** What the nudges of all weights found. */
export interface Check {
  readonly step: number
  /** how many numbers were nudged */
  readonly count: number
  /** the one that is most off; null where every one stands at a kink */
  readonly worst: Checked | null
  /** those that stand at a kink, as that of relu, where there is no derivative */
  readonly kinks: readonly string[]
}

/** How many of all numbers have been nudged. */
export interface Progress {
  readonly done: number
  readonly total: number
}

/**
 * Nudges every element of every weight. A generator, so that a page can run it in pieces, show its progress and stop it; it yields after
 * each element and returns what it found.
 */
export function* checkAll(trace: Trace, step = defaultStep): Generator<Progress, Check> {
  const { net, memory } = trace
  const total = net.weights.reduce((sum, name) => sum + memory(name).data.length, 0)
  const rerun = rerunsOf(trace)
  const kinks: string[] = []
  let done = 0
  let worst: Checked | null = null
  for (const name of net.weights) {
    const checked: Omit<Checked, 'relativeError'>[] = []
    for (const index of indices(memory(name).shape)) {
      const ref = elementRef(gradientOf(name), null, index)
      const derived = numberOf(trace, ref)!
      const found = difference(rerun({ name, t: null, index }), derived, step)
      if (found.kink) kinks.push(ref)
      else checked.push({ ref, derived, measured: found.measured })
      yield { done: ++done, total }
    }
    const scale = Math.max(0, ...checked.map((each) => Math.abs(each.measured)))
    for (const each of checked) {
      const relativeError = Math.abs(each.derived - each.measured) / Math.max(1e-8, scale)
      // A number that is not finite is the worst that there is.
      if (!worst || relativeError > worst.relativeError || Number.isNaN(relativeError))
        worst = { ...each, relativeError }
    }
  }
  return { step, count: done, worst, kinks }
}
