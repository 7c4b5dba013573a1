/** Where the gradient of a weight comes from: what each timestep adds to it. */
import { symbolsIn } from '../algebra/expression.ts'
import { sumOverTime } from '../trace/backward.ts'
import type { Run } from '../trace/frame.ts'
import { norm } from './norm.ts'

/** Lists by timestep: index t − 1 for t = 1 … T. */
export interface Contribution {
  /** W_f, U_f, b_f, …; "all" for every weight of the cell as one long vector */
  readonly weight: string
  /** ‖G_t‖, where G_t is what timestep t adds to ∂L/∂W = Σ G_t */
  readonly norms: Float64Array
  /**
   * G_t · G / ‖G‖² with G = ∂L/∂W: the share of timestep t along the direction of the whole. The shares add up to 1; a negative one
   * works against the others. NaN where the whole is zero, or not finite.
   */
  readonly shares: Float64Array
  /** ‖∂L/∂W‖ */
  readonly norm: number
}

/**
 * The contributions to every weight of the cell, and after them those to all together. "Vanishing" is not "zero": the whole is as
 * large as the nearest timesteps make it. Takes T passes over the gradients of all weights.
 */
export function contributions(run: Run): Contribution[] {
  const { net, memory, T } = run
  const ofHead = new Set(net.head.flatMap(({ expr }) => symbolsIn(expr)).map(({ name }) => name))
  const inCell = net.adjoints.filter(
    ({ of, overTime }) => overTime && net.weights.includes(of) && !ofHead.has(of),
  )
  const found = inCell.map((adjoint): Contribution & { readonly dots: Float64Array } => {
    const { length } = memory(adjoint.of).data
    const whole = new Float64Array(length)
    sumOverTime(adjoint, run, 1, T, whole)
    const size = norm(whole)
    const each = new Float64Array(length)
    const [norms, shares, dots] = [new Float64Array(T), new Float64Array(T), new Float64Array(T)]
    for (let t = 1; t <= T; t++) {
      sumOverTime(adjoint, run, t, t, each)
      norms[t - 1] = norm(each)
      // Divided by the norm twice, so that no product leaves the range of numbers.
      let dot = 0
      for (let i = 0; i < length; i++) dot += each[i]! * (whole[i]! / size)
      dots[t - 1] = dot
      shares[t - 1] = dot / size
    }
    return { weight: adjoint.of, norms, shares, norm: size, dots }
  })
  const size = norm(found.map((each) => each.norm))
  const all: Contribution = {
    weight: 'all',
    norms: Float64Array.from({ length: T }, (_, s) => norm(found.map((each) => each.norms[s]!))),
    shares: Float64Array.from({ length: T }, (_, s) =>
      // A weight whose gradient is zero has no direction, and adds nothing.
      found.reduce(
        (sum, each) => (each.norm === 0 ? sum : sum + (each.dots[s]! / size) * (each.norm / size)),
        0,
      ),
    ),
    norm: size,
  }
  return [...found.map(({ dots: _, ...each }) => each), all]
}
