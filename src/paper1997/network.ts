/**
 * The network of Hochreiter & Schmidhuber 1997: memory blocks whose cells share an input and an output gate, no forget gate,
 * and every unit of the hidden layer, gates too, a source for every other. In the letters of the paper:
 *
 *     y_in(t) = σ(net_in(t))      y_out(t) = σ(net_out(t))      net_u(t) = Σ_m w_um · source_m(t)
 *     s_v(t) = s_v(t-1) + y_in(t) g(net_v(t))                   g(x) = 4σ(x) - 2, in [-2, 2]
 *     y_v(t) = y_out(t) h(s_v(t))                               h(x) = 2σ(x) - 1, in [-1, 1]
 *     y_k = σ(Σ_v w_kv y_v(T) + w_k,bias)
 *
 * The sources at t are the inputs at t, the hidden units at t-1 (zero at t = 0), and a bias of 1.
 */
import type { Random } from '../tensor/random.ts'
import { exp } from './exp.ts'

export interface Sizes {
  readonly inputs: number
  readonly blocks: number
  /** the cells of each block */
  readonly cells: number
  readonly outputs: number
}

/** 8 units × 17 sources + 4 outputs × 5 = 156 weights. */
export const experiment6a: Sizes = { inputs: 8, blocks: 2, cells: 2, outputs: 4 }

/** A network, or a gradient, which has the same places. */
export interface BlockNet {
  readonly sizes: Sizes
  /** all cells, of all blocks */
  readonly cells: number
  /** hidden units in their order: the cells block by block, the input gates, the output gates */
  readonly units: number
  /** inputs, hidden units and the bias, in this order */
  readonly sources: number
  /** all weights; `hidden` and `output` are views of it */
  readonly weights: Float64Array
  /** [units, sources] */
  readonly hidden: Float64Array
  /** [outputs, cells + 1], the bias last */
  readonly output: Float64Array
}

/** A network whose weights are zero. */
export function blockNet(sizes: Sizes): BlockNet {
  const cells = sizes.blocks * sizes.cells
  const units = cells + 2 * sizes.blocks
  const sources = sizes.inputs + units + 1
  const weights = new Float64Array(units * sources + sizes.outputs * (cells + 1))
  const [hidden, output] = [weights.subarray(0, units * sources), weights.subarray(units * sources)]
  return { sizes, cells, units, sources, weights, hidden, output }
}

/** Weights as the paper starts experiment 6: uniform in ±0.1, then the biases of the input gates -2, -4, -6, … */
export function initialNet(sizes: Sizes, from: Random): BlockNet {
  const net = blockNet(sizes)
  for (let i = 0; i < net.weights.length; i++) net.weights[i] = from.uniform(-0.1, 0.1)
  for (let b = 0; b < sizes.blocks; b++) net.hidden[(net.cells + b + 1) * net.sources - 1] = -2 * (b + 1)
  return net
}

/** Every value of one run. Timesteps count from 1; values that have one at t = 0 hold it in row 0. */
export interface Activations {
  /** [steps + 2, sources]: row t is what the units read at t, so the hidden units of t stand in row t + 1 */
  readonly source: Float64Array
  /** [steps + 1, cells] */
  readonly s: Float64Array
  /** g(net_v) and h(s_v), [steps + 1, cells] */
  readonly g: Float64Array
  readonly h: Float64Array
  /** the outputs at the last timestep */
  readonly y: Float64Array
  /** the timesteps of the last run, and the most there is room for */
  T: number
  readonly steps: number
}

/** Room for runs of up to `steps` timesteps. */
export function runOf(net: BlockNet, steps: number): Activations {
  const perCell = () => new Float64Array((steps + 1) * net.cells)
  return {
    source: new Float64Array((steps + 2) * net.sources),
    s: perCell(),
    g: perCell(),
    h: perCell(),
    y: new Float64Array(net.sizes.outputs),
    T: 0,
    steps,
  }
}

export function sigmoid(x: number): number {
  return 1 / (1 + exp(-x))
}

/** Runs a sequence of T timesteps, inputs [T, D] row-major, from a state of zeros; all values go into `run`. */
export function forward(net: BlockNet, run: Activations, inputs: Float64Array, T: number): void {
  const { sizes, cells, units, sources: M, hidden, output } = net
  const { inputs: D, blocks, cells: perBlock } = sizes
  const { source, s, g, h, y } = run
  if (T > run.steps) throw new Error(`expected at most ${run.steps} timesteps, got ${T}`)
  run.T = T
  source.fill(0, M, 2 * M)
  s.fill(0, 0, cells)
  for (let t = 1; t <= T; t++) {
    const now = t * M
    const next = now + M + D
    for (let j = 0; j < D; j++) source[now + j] = inputs[(t - 1) * D + j]!
    source[now + M - 1] = 1
    for (let u = 0, w = 0; u < units; u++) {
      let net_u = 0
      for (let m = 0; m < M; m++, w++) net_u += hidden[w]! * source[now + m]!
      if (u < cells) g[t * cells + u] = 4 * sigmoid(net_u) - 2
      else source[next + u] = sigmoid(net_u)
    }
    for (let v = 0, vt = t * cells; v < cells; v++, vt++) {
      const input = next + cells + Math.floor(v / perBlock)
      s[vt] = s[vt - cells]! + source[input]! * g[vt]!
      h[vt] = 2 * sigmoid(s[vt]!) - 1
      source[next + v] = source[input + blocks]! * h[vt]!
    }
  }
  const last = (T + 1) * M + D
  for (let k = 0; k < sizes.outputs; k++) {
    const row = k * (cells + 1)
    let net_k = output[row + cells]!
    for (let v = 0; v < cells; v++) net_k += output[row + v]! * source[last + v]!
    y[k] = sigmoid(net_k)
  }
}

/** What is judged is L = ½ Σ (target_k - y_k)², target 1 for the class and 0 elsewhere. Computes dL/dnet_k, the paper's -e_k, and gives L. */
export function outputErrors(y: Float64Array, target: number, errors: Float64Array): number {
  let loss = 0
  for (let k = 0; k < y.length; k++) {
    const off = y[k]! - (k === target ? 1 : 0)
    errors[k] = off * y[k]! * (1 - y[k]!)
    loss += (off * off) / 2
  }
  return loss
}

/** Are all outputs within 0.3 of the target? */
export function isCorrect(y: Float64Array, target: number): boolean {
  return y.every((y_k, k) => Math.abs(y_k - (k === target ? 1 : 0)) < 0.3)
}
