/**
 * dL/dw of every weight of the 1997 network, in two ways.
 *
 * Truncated, as the paper's appendix A.1 computes it: what a unit passed to other units one step later counts as a constant,
 * d net_u(t) / d y_u'(t-1) := 0. Then an error never leaves a cell through a gate, inside a cell its factor is exactly 1, and
 * ds_v/dw can be carried forward in time; nothing of the past is stored.
 *
 * Full: backpropagation through time, through every connection.
 */
import type { Activations, BlockNet } from './network.ts'

export type GradientKind = 'truncated' | 'full'

/** Computes dL/dw of the last run into `gradient`, a net of the same sizes. `errors`: dL/dnet_k of each output. */
export type Gradient = (net: BlockNet, run: Activations, errors: Float64Array, gradient: BlockNet) => void

export function gradientFor(net: BlockNet, kind: GradientKind): Gradient {
  return kind === 'truncated' ? truncated(net) : full(net)
}

/** The truncated gradient. Partial derivatives [cells, sources] by the weights to a cell and to its input gate are carried forward. */
function truncated({ cells, sources }: BlockNet): Gradient {
  const byCell = new Float64Array(cells * sources)
  const byInput = new Float64Array(cells * sources)
  const reaches = new Float64Array(cells)
  return (net, run, errors, gradient) => {
    const { units, sources: M, sizes } = net
    const { source, g, h, T } = run
    const { inputs: D, blocks, cells: perBlock } = sizes
    byCell.fill(0)
    byInput.fill(0)
    for (let t = 1; t <= T; t++) {
      const now = t * M
      const next = now + M + D
      for (let v = 0, i = 0; v < cells; v++) {
        const y_in = source[next + cells + Math.floor(v / perBlock)]!
        const g_v = g[t * cells + v]!
        const toCell = y_in * slopeOfG(g_v)
        const toInput = g_v * y_in * (1 - y_in)
        for (let m = 0; m < M; m++, i++) {
          byCell[i] = byCell[i]! + toCell * source[now + m]!
          byInput[i] = byInput[i]! + toInput * source[now + m]!
        }
      }
    }
    outputWeights(net, run, errors, gradient, reaches)
    const { hidden } = gradient
    hidden.fill(0, cells * M, units * M)
    const last = (T + 1) * M + D
    for (let v = 0; v < cells; v++) {
      const toInput = (cells + Math.floor(v / perBlock)) * M
      const toOutput = toInput + blocks * M
      const y_out = source[last + cells + blocks + Math.floor(v / perBlock)]!
      const h_v = h[T * cells + v]!
      const e_s = reaches[v]! * y_out * slopeOfH(h_v)
      const e_out = reaches[v]! * h_v * y_out * (1 - y_out)
      for (let m = 0; m < M; m++) {
        hidden[v * M + m] = e_s * byCell[v * M + m]!
        hidden[toInput + m] = hidden[toInput + m]! + e_s * byInput[v * M + m]!
        hidden[toOutput + m] = hidden[toOutput + m]! + e_out * source[T * M + m]!
      }
    }
  }
}

/** The full gradient, from the last timestep to the first. */
function full({ cells, units }: BlockNet): Gradient {
  /** dL/dy_u(t), dL/dnet_u(t), dL/ds_v(t) */
  const dy = new Float64Array(units)
  const dnet = new Float64Array(units)
  const ds = new Float64Array(cells)
  const reaches = new Float64Array(cells)
  return (net, run, errors, gradient) => {
    const { sources: M, sizes, hidden } = net
    const { source, g, h, T } = run
    const { inputs: D, blocks, cells: perBlock } = sizes
    outputWeights(net, run, errors, gradient, reaches)
    gradient.hidden.fill(0)
    ds.fill(0)
    dy.fill(0)
    dy.set(reaches)
    for (let t = T; t >= 1; t--) {
      const now = t * M
      const next = now + M + D
      for (let v = 0; v < cells; v++) {
        const input = cells + Math.floor(v / perBlock)
        const [g_v, h_v] = [g[t * cells + v]!, h[t * cells + v]!]
        ds[v] = ds[v]! + dy[v]! * source[next + input + blocks]! * slopeOfH(h_v)
        dnet[v] = ds[v]! * source[next + input]! * slopeOfG(g_v)
        dy[input] = dy[input]! + ds[v]! * g_v
        dy[input + blocks] = dy[input + blocks]! + dy[v]! * h_v
      }
      for (let u = cells; u < units; u++) {
        const y_u = source[next + u]!
        dnet[u] = dy[u]! * y_u * (1 - y_u)
      }
      dy.fill(0)
      for (let u = 0; u < units; u++) {
        const e = dnet[u]!
        const row = u * M
        for (let m = 0; m < M; m++)
          gradient.hidden[row + m] = gradient.hidden[row + m]! + e * source[now + m]!
        for (let from = 0; from < units; from++) dy[from] = dy[from]! + hidden[row + D + from]! * e
      }
    }
  }
}

/** The weights of the output layer, the same in both; and what of the errors reaches each cell, Σ_k w_kv dL/dnet_k. */
function outputWeights(
  net: BlockNet,
  run: Activations,
  errors: Float64Array,
  gradient: BlockNet,
  reaches: Float64Array,
) {
  const { cells, sources: M, sizes, output } = net
  const last = (run.T + 1) * M + sizes.inputs
  reaches.fill(0)
  for (let k = 0; k < sizes.outputs; k++) {
    const row = k * (cells + 1)
    const e = errors[k]!
    gradient.output[row + cells] = e
    for (let v = 0; v < cells; v++) {
      gradient.output[row + v] = e * run.source[last + v]!
      reaches[v] = reaches[v]! + output[row + v]! * e
    }
  }
}

/** g′ and h′ by their values: 4σ′ = 1 - g²/4, 2σ′ = (1 - h²)/2. */
function slopeOfG(g: number): number {
  return 1 - (g * g) / 4
}

function slopeOfH(h: number): number {
  return (1 - h * h) / 2
}
