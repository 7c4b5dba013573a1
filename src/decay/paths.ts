/** Parts of the gradient: what is left where paths are cut, and what a product of gates alone would say. */
import { gradientOf } from '../algebra/names.ts'
import type { Model, Problem } from '../cell/model.ts'
import type { Network } from '../cell/network.ts'
import { size, type Tensor } from '../tensor/tensor.ts'
import type { Run } from '../trace/frame.ts'
import { networkOf } from '../trace/record.ts'
import { runStates } from '../trace/run.ts'
import { carryOf, keptIn } from './factors.ts'
import { norm, normsOf } from './norm.ts'

const lastLayer = ({ above = [] }: Model): number => above.length

const cut = new WeakMap<Network, Network>()

/**
 * The net with the truncated gradient of Hochreiter & Schmidhuber 1997: an error that has reached the net input of a gate or of the
 * candidate changes the weights there and goes no further, ∂a_q(t)/∂h(t−1) := 0, nor along a peephole to C (Gers & Schmidhuber 2000).
 * What is left is the path along the cell; in a GRU the path h[t−1] → h; in an RNN nothing. What a layer sends to the one below is left.
 */
export function truncated(problem: Pick<Problem, 'model' | 'loss' | 'sequence'>): Network {
  const net = networkOf(problem)
  const found = cut.get(net)
  if (found) return found
  const state = (name: string) => net.info(name).kind === 'state'
  const cuts = (of: string, via: string) =>
    net.info(via).kind === 'preactivation' && net.info(via).layer === net.info(of).layer
  const adjoints = net.adjoints.map((adjoint) =>
    state(adjoint.of)
      ? { ...adjoint, terms: adjoint.terms.filter(({ via }) => !cuts(adjoint.of, via)) }
      : adjoint,
  )
  const made = { ...net, adjoints }
  cut.set(net, made)
  return made
}

/**
 * The norm of the gradient that travels along the cell of a layer (0 is the bottom one) alone, against lag: in the last layer
 * v ⊙ o ⊙ (1 − tanh² C) at T, times f at T, T−1, …; below it what the cells above send down their own paths is added.
 * Not the gradient: one of its paths. In a GRU the path that keeps h; undefined where no state goes into itself, as in an RNN.
 */
export function cellPath(problem: Problem, layer = lastLayer(problem.model)): Float64Array | undefined {
  const net = truncated(problem)
  const kept = keptIn(net, layer)?.states[0]
  return kept === undefined ? undefined : normsOf(runStates(problem, net), gradientOf(kept))
}

/**
 * ‖∂L/∂h_T ⊙ f_T ⊙ … ⊙ f_{T−k+1}‖ for every lag k = 0 … T: what would be left of the last gradient if it were only multiplied by the
 * factors that keep the first memory of a layer, in an LSTM the forget gates. Not the gradient, nor a path of it: the output gate and tanh C are left
 * out too. undefined without a memory beside h, or where it has another shape than h.
 */
export function forgetProduct(run: Run, layer = lastLayer(run.problem.model)): Float64Array | undefined {
  const { net, memory, T } = run
  const found = keptIn(net, layer)
  const state = found?.states[0]
  if (!found || state === undefined) return undefined
  const { h } = found
  if (state === h || memory(state).shape.join() !== memory(h).shape.join()) return undefined
  const kept = carryOf(run, state)!
  const H = size(memory(state).shape)
  const left = memory(gradientOf(h)).data.slice(T * H)
  return Float64Array.from({ length: T + 1 }, (_, lag) => {
    if (lag > 0) {
      const factors = kept(T - lag + 1)
      for (let i = 0; i < H; i++) left[i] = left[i]! * factors[i]!
    }
    return norm(left)
  })
}

/** The norm of all gradients together, before and after clipping, and the factor that each is multiplied with. */
export interface Clipped {
  readonly before: number
  readonly after: number
  readonly factor: number
}

/**
 * Clipping by norm (Pascanu, Mikolov & Bengio 2013): where the norm over all tensors exceeds the threshold, every gradient is
 * multiplied with threshold / norm. It bounds the step and changes no ratio: what has vanished stays as small as it was.
 */
export function clipped(gradients: Readonly<Record<string, Tensor>>, threshold: number): Clipped {
  const before = norm(Object.values(gradients).map(({ data }) => norm(data)))
  if (!(before > threshold)) return { before, after: before, factor: 1 }
  // An infinite gradient has no direction left: clipping makes 0 · ∞ of it.
  return {
    before,
    after: before < Number.POSITIVE_INFINITY ? threshold : Number.NaN,
    factor: threshold / before,
  }
}
