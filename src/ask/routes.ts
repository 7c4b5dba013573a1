/**
 * Routes: the gradient that arrives at the cell state C_k (or, in a net without one, at h_k) divided by the way that it takes.
 *
 * A path from C_k to the loss may stay on C for some timesteps. Then it leaves: through h straight to the loss (the direct route), or
 * into a pre-activation, and that is the first gate that it enters again. So every path belongs to one route, and the routes add up
 * to the whole gradient. With f the forget gates, the LSTM's route of gate q is
 *   Σ_{t≥k} (Π_{j=k+1..t} f_j) ⊙ o_t ⊙ (1 − tanh² C_t) ⊙ U_qᵀ ∂L/∂a_{q,t+1}.
 * None of this is written here: a route is the derived gradient with only those terms that enter it, so it holds for every cell.
 */
import type { Term } from '../algebra/adjoint.ts'
import { bind, compile, type Memory, type Program, run, type Storage } from '../algebra/evaluate.ts'
import { apply, type Expr, isNumber, shift, sumOf, symbol, symbolsIn } from '../algebra/expression.ts'
import { gradientOf } from '../algebra/names.ts'
import { shapeOf } from '../algebra/shape.ts'
import { isElementwise } from '../algebra/shared-axes.ts'
import { storedOf } from '../cell/cell-of.ts'
import type { Network } from '../cell/network.ts'
import { size } from '../tensor/tensor.ts'
import type { Trace } from '../trace/frame.ts'
import { runPlanOf } from '../trace/plan.ts'
import { sends, surroundings } from '../trace/schedule.ts'
import { type Around, replaced, seenTerms } from '../trace/terms.ts'

/** The route that never enters a gate. */
export const direct = 'direct'

/** The gradient at a state divided by route, at every timestep. */
export interface Routes {
  /** the state whose gradient is divided: C where there is one, else h */
  readonly of: string
  /** the routes: direct, then the gates by their letter (i, f, g, o; r, z, n), or `a` for the one consumer of an RNN */
  readonly names: readonly string[]
  /** those that enter an equation of the timestep at which they leave the state, and no later one: into the layer above */
  readonly atOnce: readonly string[]
  /** for k = 1 … T, at index k − 1: the whole gradient [H] and the part of each route [H]; the parts add up to it */
  readonly at: readonly RoutesAt[]
}

export interface RoutesAt {
  readonly k: number
  readonly full: Float64Array
  readonly parts: Readonly<Record<string, Float64Array>>
}

/** The gradient that arrives at the state, divided by route, for every timestep. One backward recursion: O(T) for each route. */
export function routesOf(trace: Trace, of: string = dividable(trace.net)[0]!): Routes {
  const { names, program, memory } = division(trace, of)
  const times = Array.from({ length: trace.T }, (_, s) => s + 1)
  // The recursion begins at the timestep that the state's direction visits last.
  if (stepOf(trace.net, of) === 1) times.reverse()
  for (const t of times) run(bind(program(t), memory), t)
  const H = size(trace.memory(of).shape)
  const row = (name: string, t: number) => memory(name).data.slice(t * H, (t + 1) * H)
  const at = Array.from({ length: trace.T }, (_, s) => ({
    k: s + 1,
    full: row(gradientOf(of), s + 1),
    parts: Object.fromEntries(names.map((name) => [name, row(arriving(name), s + 1)])),
  }))
  return { of, names, atOnce: names.filter((name) => entersAtOnce(trace.net, of, name)), at }
}

/** The gradient at one timestep as it would be without some routes: what is left of the sum. */
export function without({ parts, full }: RoutesAt, off: readonly string[]): Float64Array {
  const rest = Object.entries(parts).filter(([name]) => !off.includes(name))
  return full.map((_, i) => rest.reduce((sum, [, part]) => sum + part[i]!, 0))
}

/** How far a vector is from the right one: ‖a − b‖ / ‖b‖, and the cosine of the angle between them (NaN where one of them is zero). */
export function deviation(
  a: ArrayLike<number>,
  right: ArrayLike<number>,
): { readonly relativeError: number; readonly cosine: number } {
  let [aa, bb, ab, dd] = [0, 0, 0, 0]
  for (let i = 0; i < right.length; i++) {
    const [x, y] = [a[i]!, right[i]!]
    aa += x * x
    bb += y * y
    ab += x * y
    dd += (x - y) * (x - y)
  }
  return { relativeError: Math.sqrt(dd / bb), cosine: ab / Math.sqrt(aa * bb) }
}

/** What leaves the state's own path at one timestep, as it arrives at timestep k; against time t ≤ k. */
export interface Departure {
  readonly t: number
  readonly parts: Readonly<Record<string, Float64Array>>
}

/**
 * The same division for one k, by the timestep t ≥ k at which the path leaves the state: the thickness of each way on the unrolled
 * strip. The departures of a route add up to its part.
 */
export function departures(trace: Trace, k: number, of: string = dividable(trace.net)[0]!): Departure[] {
  const { names, leaving, memory, kept, isKept } = division(trace, of)
  const H = size(trace.memory(of).shape)
  if (!isKept) return departuresOneByOne(trace, k, of)
  const carried = new Float64Array(H).fill(1)
  const found: Departure[] = []
  const step = stepOf(trace.net, of)
  const last = step === 1 ? trace.T : 1
  for (let t = k; ; t += step) {
    run(bind(leaving(t), memory), t)
    const row = (name: string) =>
      memory(departing(name))
        .data.slice(t * H, (t + 1) * H)
        .map((each, i) => each * carried[i]!)
    found.push({ t, parts: Object.fromEntries(names.map((name) => [name, row(name)])) })
    if (t === last) break
    // The path along the state multiplies each element by itself alone (f), so a path of ones gives its factor.
    run(bind(kept(t), memory), t)
    const factor = memory(keptName(of)).data
    for (let i = 0; i < H; i++) carried[i] = carried[i]! * factor[t * H + i]!
  }
  return found
}

/** The same where elements of the state act on each other along it: what leaves at t is carried back a timestep at a time. */
function departuresOneByOne(trace: Trace, k: number, of: string): Departure[] {
  const { names, leaving, memory, back } = division(trace, of)
  const H = size(trace.memory(of).shape)
  const step = stepOf(trace.net, of)
  return Array.from({ length: step === 1 ? trace.T + 1 - k : k }, (_, i): Departure => {
    const t = k + i * step
    run(bind(leaving(t), memory), t)
    for (const name of names) {
      const { data } = memory(departing(name))
      memory(arriving(name)).data.set(data.subarray(t * H, (t + 1) * H), t * H)
    }
    for (let s = t - step; s !== k - step; s -= step) run(bind(back(s), memory), s)
    const row = (name: string) => memory(arriving(name)).data.slice(k * H, (k + 1) * H)
    return { t, parts: Object.fromEntries(names.map((name) => [name, row(name)])) }
  })
}

const arriving = (route: string) => `arriving ${route}`
const departing = (route: string) => `departing ${route}`
const keptName = (of: string) => `kept ${of}`
const onesName = 'ones'

/** The names and programs of a trace's division. What belongs to no net lives in a memory laid over the trace's. */
function division(trace: Trace, of: string) {
  const { net, T, hasLoss, problem } = trace
  const names = namesOf(trace, of)
  const plan = runPlanOf(net, problem.model)
  const layout = plan.layout(of)
  const ownNames = new Set([
    onesName,
    keptName(of),
    ...names.flatMap((name) => [arriving(name), departing(name)]),
  ])
  const own = (name: string) => ownNames.has(name)
  const step = stepOf(net, of)
  const storages = new Map<string, Storage>()
  const memory: Memory = (name) => {
    if (!own(name)) return trace.memory(name)
    const made = storages.get(name) ?? { ...layout, data: new Float64Array(trace.memory(of).data.length) }
    storages.set(name, made)
    return made
  }
  memory(onesName).data.fill(1)
  const programs = new Map<string, Program>()
  const at = (kind: string, expressions: (where: Around) => [string, Expr][]) => (t: number) => {
    const where: Around = (dt) => surroundings(t + dt, T, hasLoss)
    const key = `${kind} ${Object.values(where(0))} ${Object.values(where(step))}`
    const made =
      programs.get(key) ??
      compile(
        expressions(where).map(([name, expr]) => ({
          symbol: symbol(name),
          expr: isNumber(expr, 0) ? apply('fill', expr, symbol(of)) : expr,
        })),
        (name) => (own(name) ? layout : plan.layout(name)),
      )
    programs.set(key, made)
    return made
  }
  const all = seenTerms(net, of)
  const rank = (e: Expr) => shapeOf(e, (name) => net.info(name).shape).length
  const along = (term: Term) => isAlong(net, of, term)
  const leave = (route: string, where: Around) =>
    all.filter((term) => !along(term)).flatMap((term) => entering(net, of, term, route, where))
  const carry = (by: string, where: Around) =>
    all
      .filter((term) => along(term) && sends(net, term, where(0)))
      .map((term) => replaced(net, term.expr, where, gradientOf(of), (dt) => symbol(by, dt)))
  return {
    names,
    memory,
    /** one step of the recursion: what leaves here, and what the next timestep brings along the state */
    program: at('all', (where) =>
      names.map((route) => [
        arriving(route),
        sumOf([...leave(route, where), ...carry(arriving(route), where)]),
      ]),
    ),
    leaving: at('leaving', (where) => names.map((route) => [departing(route), sumOf(leave(route, where))])),
    kept: at('kept', (where) => [[keptName(of), sumOf(carry(onesName, where))]]),
    back: at('back', (where) =>
      names.map((route) => [arriving(route), sumOf(carry(arriving(route), where))]),
    ),
    /** does each element of the state act on itself alone along it? */
    isKept: all
      .filter(along)
      .every(({ expr }) =>
        isElementwise(replaced(net, expr, everywhere), symbol(gradientOf(of), step), rank),
      ),
  }
}

/** The states whose gradient can be divided, the usual one first: what is kept of a memory, or else what is carried. */
export function dividable(net: Network): string[] {
  const memories = net.states.filter((name) => name !== saidBy(net, name) && keepsItself(net, name))
  return [...new Set([...memories.filter((name) => name === usual), ...memories, ...net.states])]
}

/** The state that a reader means where none is named, if the cell has it. */
const usual = 'C'

/** What the cell of a state says: a path that leaves a memory by it is named by what it enters next. */
function saidBy(net: Network, of: string): string {
  const { layer, reverse = false } = net.info(of)
  return net.tracks.find((track) => track.layer === layer && track.reverse === reverse)!.h
}

/** The timestep after t, as the direction of a state goes: t + 1, or t − 1 against time. */
export const stepOf = (net: Network, of: string): 1 | -1 => (net.info(of).reverse ? -1 : 1)

/** Has a state an elementwise way to itself? */
function keepsItself(net: Network, name: string): boolean {
  const terms = net.adjoints.find((a) => a.of === name)?.terms ?? []
  return terms.some((term) => isAlong(net, name, term))
}

const everywhere: Around = () => ({
  isTimestep: true,
  hasLoss: true,
  hasNext: true,
  hasPrevious: true,
})

/** The routes that exist: the head, and each equation that a path from the state enters first. */
function namesOf(trace: Trace, of: string): string[] {
  const { net } = trace
  const terms = seenTerms(net, of)
  const blocks = storedOf(trace.problem.model)?.blocks ?? []
  const candidates = [...new Set([...blocks, ...net.cell.map(({ symbol }) => labelOf(net, symbol))])]
  const enters = (route: string) =>
    terms.some((term) => !isAlong(net, of, term) && entering(net, of, term, route, everywhere).length > 0)
  return [direct, ...candidates.filter((name) => name !== direct && enters(name))]
}

/** A term that stays on the state: from the timestep that its direction visits next, by its own equation. */
const isAlong = (net: Network, of: string, { via, dt }: Term): boolean => via === of && dt === stepOf(net, of)

/** How a route is named by the equation that it enters: the gate f for its pre-activation a_f; the head, by an attention too, is the direct route. */
function labelOf(net: Network, via: string): string {
  if (net.info(via).layer === undefined) return direct
  if (net.info(via).kind !== 'preactivation') return via
  const gate = net.cell.find((eq) => symbolsIn(eq.expr).some(({ name }) => name === via))?.symbol
  return gate !== undefined && net.info(gate).kind === 'gate' ? gate : via
}

/** Does a route enter its equations at the timestep at which it leaves the state, and at no other? */
function entersAtOnce(net: Network, of: string, route: string): boolean {
  const hidden = saidBy(net, of)
  const byRoute = (terms: readonly Term[]) => terms.filter(({ via }) => labelOf(net, via) === route)
  const leaving = seenTerms(net, of).filter((term) => !isAlong(net, of, term))
  const through = of === hidden ? [] : leaving.filter(({ via }) => via === hidden)
  const steps = [
    ...byRoute(leaving.filter((term) => !through.includes(term))).map(({ dt }) => dt ?? 0),
    ...through.flatMap(({ dt }) => byRoute(seenTerms(net, hidden)).map((each) => (dt ?? 0) + (each.dt ?? 0))),
  ]
  return steps.length > 0 && steps.every((dt) => dt === 0)
}

/** The part of a term of a state's gradient that goes by one route, as a list of at most one expression; [] where no part does. */
function entering(net: Network, of: string, term: Term, route: string, where: Around): Expr[] {
  if (!sends(net, term, where(0))) return []
  const hidden = saidBy(net, of)
  if (term.via !== hidden || of === hidden)
    return labelOf(net, term.via) === route ? [replaced(net, term.expr, where)] : []
  const there: Around = (dt) => where((term.dt ?? 0) + dt)
  // Through what the cell says: of its gradient only the terms that go by the route.
  const parts = seenTerms(net, hidden)
    .filter((each) => sends(net, each, there(0)) && labelOf(net, each.via) === route)
    .map((each) => replaced(net, each.expr, there))
  if (parts.length === 0) return []
  return [replaced(net, term.expr, where, gradientOf(hidden), (dt) => shift(sumOf(parts), dt))]
}
