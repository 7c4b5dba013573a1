/** What is computed of one run, looked at closely: here or in a worker. */
import {
  block,
  clipped,
  contributions,
  product,
  runStates,
  type Spectrum,
  spectrum,
  stepFactors,
  symbolsIn,
  weightGradients,
  withWeightGradients,
} from '../../../src/index.ts'
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
  readonly states: readonly string[]
  /** H */
  readonly units: number
  readonly t: number
  readonly T: number
  readonly one: Matrix
  /** J_T … J_t */
  readonly all: Matrix
  /** of each unit: f (in a GRU z), and o (1 − tanh² C) */
  readonly carry?: Float64Array
  readonly output?: Float64Array
  /** of each recurrent matrix: its largest singular value, and its spectral radius */
  readonly blocks: readonly { readonly of: string; readonly by: string; readonly size: number }[]
  /** does a gate read the cell state directly? */
  readonly peepholes: boolean
  readonly recurrent: readonly { readonly name: string; readonly largest: number; readonly radius: number }[]
}

/** `told` hears how far it is: the steps of the product, of all that there are. */
export function stepAnswer(
  { source, t }: StepQuestion,
  told?: (done: number, total: number) => void,
): StepAnswer {
  const run = runStates(problemFor(source, 0))
  const units = run.problem.model.hiddenSize
  const matrix = (from: number, to: number) => {
    const found = product(run, from, to, (at) => to === run.T && told?.(to - at, to - from))
    return { found, matrix: { data: found.data, spectrum: spectrum(found) } }
  }
  const one = matrix(t - 1, t)
  const all = t === run.T ? one : matrix(t - 1, run.T)
  const recurrent = run.net.weights
    .filter((name) => name === 'U' || name.startsWith('U_'))
    .map((name) => {
      const { singularValues, radius } = spectrum({ size: units, data: run.memory(name).data })
      return { name, largest: singularValues[0]!, radius }
    })
  const { states } = one.found
  const blocks = (states.length < 2 ? [] : states).flatMap((of) =>
    states.map((by) => ({
      of,
      by,
      size: spectrum({ size: units, data: block(one.found, of, by) }).singularValues[0]!,
    })),
  )
  return {
    states,
    blocks,
    units,
    t,
    T: run.T,
    one: one.matrix,
    all: all.matrix,
    peepholes: run.net.cell.some(
      ({ symbol, expr }) =>
        run.net.info(symbol).kind === 'preactivation' &&
        symbolsIn(expr).some(({ name }) => name !== 'h' && run.net.states.includes(name)),
    ),
    ...stepFactors(run, t),
    recurrent,
  }
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

export const sharesAnswer = ({ sources }: SharesQuestion): readonly Shares[] =>
  sources.map((source) => {
    const run = withWeightGradients(runStates(problemFor(source, 0)))
    const all = contributions(run).at(-1)!
    const byLag = (byTime: Float64Array) => byTime.slice().reverse()
    const { before } = clipped(weightGradients(run), Number.POSITIVE_INFINITY)
    return { norms: byLag(all.norms), along: byLag(all.shares), norm: before }
  })
