/**
 * Along time or down through depth? The gradient of a state of a layer in one direction at timestep k, divided by where paths to the loss
 * leave that layer's cell at k: to the timestep that the layer visits next, into the layer above (in each of its directions), or to
 * the head, by way of the attention where there is one. A path that stays in the cell at k (from C to h, through the output gate) is followed.
 * Every path leaves once, so the parts add up to the whole gradient. All of it is read from the derived terms, so it holds for every cell.
 */
import type { Term } from '../algebra/adjoint.ts'
import { evaluate } from '../algebra/evaluate.ts'
import { type Expr, shift, sumOf } from '../algebra/expression.ts'
import { gradientOf } from '../algebra/names.ts'
import { simplify } from '../algebra/simplify.ts'
import type { Network } from '../cell/network.ts'
import { size } from '../tensor/tensor.ts'
import type { Trace } from '../trace/frame.ts'
import type { NetTrack } from '../trace/part.ts'
import { sends, surroundings } from '../trace/schedule.ts'
import { type Around, isJoinedInput, replaced } from '../trace/terms.ts'

/** A way out of a cell: `time` in its own layer, `above` into a layer and direction above, `head` to the head. */
export interface WayOut {
  readonly kind: 'time' | 'above' | 'head'
  /** the layer and direction above */
  readonly track?: NetTrack
}

/** The gradient of a state at every timestep, divided by the ways out of its cell. */
export interface WaysOut {
  readonly of: string
  readonly ways: readonly WayOut[]
  /** for k = 1 … T, at index k − 1: the gradient, and the part of each way, in the order of `ways` */
  readonly at: readonly {
    readonly k: number
    readonly full: Float64Array
    readonly parts: readonly Float64Array[]
  }[]
}

/** The gradient of a state at every timestep, divided by the way out of the cell. */
export function waysOut(trace: Trace, of: string): WaysOut {
  const { net, T, memory } = trace
  const n = size(memory(of).shape)
  const wholes = memory(gradientOf(of)).data
  const all: WayOut[] = [
    { kind: 'time' },
    ...net.tracks.map((track): WayOut => ({ kind: 'above', track })),
    { kind: 'head' },
  ]
  const made = new Map<string, readonly (Expr | undefined)[]>()
  const partsAt = (k: number) => {
    const where = (dt: number) => surroundings(k + dt, T, trace.hasLoss)
    const key = [-1, 0, 1].map((dt) => Object.values(where(dt)).join()).join()
    const found = made.get(key) ?? all.map((way) => partOf(trace, of, way, where, 0))
    made.set(key, found)
    return found
  }
  const times = Array.from({ length: T }, (_, s) => s + 1)
  const used = all.map((_, i) => times.some((k) => partsAt(k)[i] !== undefined))
  const values = (expr: Expr | undefined, k: number) =>
    expr ? evaluate(expr, memory, k) : new Float64Array(n)
  return {
    of,
    ways: all.filter((_, i) => used[i]),
    at: times.map((k) => ({
      k,
      full: wholes.slice(k * n, (k + 1) * n),
      parts: partsAt(k)
        .filter((_, i) => used[i])
        .map((expr) => values(expr, k)),
    })),
  }
}

/** Where a term leads out of the cell that `of` belongs to; undefined where it stays in it, or is an input on its way into cells. */
function wayOf(net: Network, of: string, via: string, dt: number | null): WayOut | undefined {
  const [own, other] = [net.info(of), net.info(via)]
  if (other.layer === undefined) return { kind: 'head' }
  if (isJoinedInput(net, via)) return undefined
  const reverse = other.reverse ?? false
  if (other.layer === own.layer && reverse === (own.reverse ?? false))
    return dt ? { kind: 'time' } : undefined
  return { kind: 'above', track: net.tracks.find((t) => t.layer === other.layer && t.reverse === reverse)! }
}

/** Does a term of a state's gradient come from above its layer: from the layer above, its input, the attention or the head? */
export function comesFromAbove(net: Network, of: string, { via, dt }: Pick<Term, 'via' | 'dt'>): boolean {
  const out = wayOf(net, of, via, dt)
  return out === undefined ? isJoinedInput(net, via) : out.kind !== 'time'
}

/** What of the gradient of a symbol in the cell comes by a way; undefined where nothing does. `offset`: how far its timestep is from k. */
function partOf(
  trace: Trace,
  symbol: string,
  way: WayOut,
  where: Around,
  offset: number,
  of = symbol,
): Expr | undefined {
  const { net } = trace
  const terms = net.adjoints.find((adjoint) => adjoint.of === symbol)?.terms ?? []
  const there: Around = (dt) => where(offset + dt)
  const parts = terms.flatMap((term): Expr[] => {
    if (!sends(net, term, there(0))) return []
    const out = wayOf(net, of, term.via, term.dt)
    if (out) return out.kind === way.kind && out.track === way.track ? [replaced(net, term.expr, there)] : []
    const inner = partOf(trace, term.via, way, where, offset + (term.dt ?? 0), of)
    return inner ? [replaced(net, term.expr, there, gradientOf(term.via), (dt) => shift(inner, dt))] : []
  })
  return parts.length === 0 ? undefined : simplify(sumOf(parts))
}
