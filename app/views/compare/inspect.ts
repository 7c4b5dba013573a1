/** What is computed of one run, looked at closely: here or in a worker. */
import {
  block,
  clipped,
  contributions,
  type Factor,
  type Jacobian,
  largestSingularValue,
  networkOf,
  type Progress,
  product,
  productsTo,
  type Run,
  recurrentWeights,
  runStates,
  type Spectrum,
  type StatePlace,
  spectrum,
  statePlaces,
  stepFactors,
  upward,
  weightGradients,
  withWeightGradients,
} from '../../../src/index.ts'
import { inPieces, type Work, whole } from '../../work/work.ts'
import { problemFor, type Source } from './job.ts'

/** One step, and the product of all steps down to it. */
export interface StepQuestion {
  readonly kind: 'step'
  readonly source: Source
  /** from the state at t − 1 to that at t */
  readonly t: number
}

export interface Matrix {
  readonly data: Float64Array
  readonly spectrum: Spectrum
}

export interface StepAnswer {
  readonly states: readonly StatePlace[]
  readonly t: number
  readonly T: number
  readonly one: Matrix
  /** J_T … J_t */
  readonly all: Matrix
  /** of each unit, where a step passes a gradient on unit by unit */
  readonly factors: readonly Factor[]
  readonly blocks: readonly Block[]
  /** h of each layer by that of the layer below, at the same timestep */
  readonly up: readonly Block[]
  /** of each recurrent matrix: its largest singular value, and its spectral radius */
  readonly recurrent: readonly { readonly name: string; readonly largest: number; readonly radius: number }[]
}

/** One state by another, or by itself. */
export interface Block {
  readonly of: string
  readonly by: string
  /** the largest singular value */
  readonly largest: number
  /** does each unit depend on the same unit alone? */
  readonly diagonal: boolean
}

/** The states of a model have so many numbers together that their matrix is not computed. */
export interface TooLarge {
  readonly numbers: number
}

/** As many as the largest LSTM has. */
export const mostNumbers = 512

/** One step and the product down to it; the progress is that of the product. */
export const stepWork: Work<StepQuestion, Progress, StepAnswer | TooLarge> = inPieces(stepAnswer, 100)

function* stepAnswer({ source, t }: StepQuestion): Generator<Progress, StepAnswer | TooLarge, undefined> {
  const problem = problemFor(source, 0)
  const numbers = statePlaces(networkOf(problem), problem.model).reduce((sum, { size }) => sum + size, 0)
  if (numbers > mostNumbers) return { numbers }
  const run = runStates(problem)
  const jacobian = product(run, t - 1, t)
  const one = matrixOf(jacobian)
  const all = t === run.T ? one : matrixOf(yield* productDown(run, t - 1))
  const { states } = jacobian
  const pairs = states.flatMap((of) => states.map((by) => blockOf(jacobian, of, by)))
  // A layer's state does not depend on what those above it were.
  const layer = (state: string) => run.net.info(state).layer
  const isThere = ({ of, by, largest }: Block) => layer(of) === layer(by) || largest !== 0
  return {
    states,
    blocks: states.length < 2 ? [] : pairs.filter(isThere),
    up: upOf(run, t, states),
    t,
    T: run.T,
    one,
    all,
    factors: stepFactors(run, t),
    recurrent: recurrentWeights(run.net).map((name) => {
      const { data, shape } = run.memory(name)
      const { singularValues, radius } = spectrum({ size: shape[0]!, data })
      return { name, largest: singularValues[0]!, radius }
    }),
  }
}

const matrixOf = (found: Jacobian): Matrix => ({ data: found.data, spectrum: spectrum(found) })

/** J_T … J_{from+1}, a step at a time. */
function* productDown(run: Run, from: number): Generator<Progress, Jacobian, undefined> {
  for (const { t, jacobian } of productsTo(run)) {
    if (t === from) return jacobian
    yield { done: run.T - t, total: run.T - from }
  }
  throw new Error(`expected a timestep from 0 to ${run.T}, got ${from}`)
}

function blockOf(jacobian: Jacobian, of: StatePlace, by: StatePlace): Block {
  const data = block(jacobian, of.name, by.name)
  const diagonal = of.size === by.size && data.every((n, k) => n === 0 || k % (by.size + 1) === 0)
  const largest = diagonal ? Math.max(...data.map(Math.abs)) : largestSingularValue(of.size, by.size, data)
  return { of: of.name, by: by.name, largest, diagonal }
}

/** The way up through the layers at one timestep; none where a layer goes against time. */
function upOf(run: Run, t: number, states: readonly StatePlace[]): Block[] {
  const { tracks } = run.net
  if (tracks.some(({ reverse }) => reverse)) return []
  const size = (name: string) => states.find((state) => state.name === name)!.size
  return tracks.slice(1).map(({ h: of }, k) => {
    const by = tracks[k]!.h
    return {
      of,
      by,
      largest: largestSingularValue(size(of), size(by), upward(run, t, of, by)),
      diagonal: false,
    }
  })
}

/** Where the weight gradients of some models come from. */
export interface SharesQuestion {
  readonly kind: 'shares'
  readonly sources: readonly Source[]
}

/** By lag, k = 0 … T − 1. */
export interface Shares {
  /** ‖G_t‖, what timestep T − k adds to the gradients of all weights of the cell */
  readonly norms: Float64Array
  /** its share along the direction of the whole */
  readonly along: Float64Array
  /** the norm of all weight gradients together, those of the head too */
  readonly norm: number
}

export const sharesWork: Work<SharesQuestion, never, readonly Shares[]> = whole(({ sources }) =>
  sources.map((source) => {
    const run = withWeightGradients(runStates(problemFor(source, 0)))
    const all = contributions(run).at(-1)!
    const byLag = (byTime: Float64Array) => byTime.slice().reverse()
    const { before } = clipped(weightGradients(run), Number.POSITIVE_INFINITY)
    return { norms: byLag(all.norms), along: byLag(all.shares), norm: before }
  }),
)
