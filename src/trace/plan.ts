/** What is prepared once for a net of given sizes, and used by every run: programs, and the equations of the frames. */
import { type Adjoint, type Term, total } from '../algebra/adjoint.ts'
import type { Equation } from '../algebra/equation.ts'
import { type Assignment, compile, type Layout, type Program } from '../algebra/evaluate.ts'
import { ofGradient, symbol } from '../algebra/expression.ts'
import { sizesOf } from '../algebra/shape.ts'
import { sizesOfModel } from '../cell/cell-of.ts'
import type { Model } from '../cell/model.ts'
import type { Network } from '../cell/network.ts'
import type { Assigned } from './frame.ts'

/** One timestep: what is computed, and the equations that get a frame. */
export interface Stage {
  readonly program: Program
  readonly assigned: readonly Assigned[]
}

/** Where a timestep of the backward pass stands: terms exist only where their sender does. */
export interface Surroundings {
  readonly cell: boolean
  readonly head: boolean
  readonly next: boolean
}

export interface Plan {
  readonly layout: (name: string) => Layout
  readonly forward: (head: boolean) => Stage
  readonly backward: (at: Surroundings) => Stage
  readonly share: Program
  readonly update: Stage
}

const plans = new WeakMap<Network, Map<string, Plan>>()

/** The plan for a net and the sizes of a model; made at the first call. */
export function planOf(net: Network, model: Model): Plan {
  const sizes = sizesOfModel(model)
  const key = JSON.stringify(sizes)
  const ofNet = plans.get(net) ?? new Map<string, Plan>()
  plans.set(net, ofNet)
  const found = ofNet.get(key) ?? make(net, sizes)
  ofNet.set(key, found)
  return found
}

function make(net: Network, sizes: Record<string, number>): Plan {
  const layout = once((name: string): Layout => {
    if (name === '') return { shape: [], timed: false }
    const { shape, timed } = net.info(ofGradient(name) ?? name)
    return { shape: sizesOf(shape, sizes), timed }
  })
  const stage = (assignments: Assignment[], assigned: Assigned[]): Stage => ({
    program: compile(assignments, layout),
    assigned: Object.freeze(assigned.map((each) => Object.freeze(each))),
  })
  const ofEquations = (equations: readonly Equation[]) =>
    stage(
      equations.map((eq) => ({ symbol: symbol(eq.symbol), expr: eq.expr })),
      equations
        .filter((eq) => !eq.silent)
        .map((eq) => ({ symbol: eq.symbol, expr: eq.expr, terms: [], overTime: false })),
    )
  const ofAdjoints = (active: readonly Adjoint[]) =>
    stage(
      active.filter((a) => !a.overTime).map((a) => ({ symbol: symbol(a.symbol), expr: total(a) })),
      active
        .filter((a) => !a.silent)
        .map((a) => ({ symbol: a.symbol, expr: total(a), terms: a.terms, overTime: a.overTime })),
    )
  const backward = once((key: string) => ofAdjoints(activeAt(net, JSON.parse(key) as Surroundings)))
  let update: Stage | undefined
  return {
    layout,
    forward: once((head: boolean) => ofEquations(head ? [...net.cell, ...net.head] : net.cell)),
    backward: (at) => backward(JSON.stringify(at)),
    share: compile([{ symbol: symbol('', null), expr: net.share }], layout),
    get update() {
      update ??= stage(
        net.updates.map(({ symbol: name, expr }) => ({ symbol: symbol(name, null), expr })),
        net.updates.map(({ symbol: name, expr }) => ({ symbol: name, expr, terms: [], overTime: false })),
      )
      return update
    },
  }
}

/** The gradients that are written where a timestep has these surroundings, each with the terms whose senders exist. */
function activeAt(net: Network, at: Surroundings): Adjoint[] {
  return net.adjoints
    .filter(({ of }) => (at.cell ? at.head || !inHead(net, of) : net.states.includes(of)))
    .map((adjoint) => ({ ...adjoint, terms: adjoint.terms.filter((term) => sends(net, term, at)) }))
    .filter(({ terms, overTime }) => terms.length > 0 || !overTime)
}

/** Is the equation that sends a term there, where a timestep has these surroundings? */
export function sends(net: Pick<Network, 'head'>, { via, dt }: Term, at: Surroundings): boolean {
  return dt === 1 ? at.next : inHead(net, via) ? at.head : at.cell
}

function inHead(net: Pick<Network, 'head'>, name: string): boolean {
  return net.head.some((eq) => eq.symbol === name)
}

function once<Key, Value>(make: (key: Key) => Value): (key: Key) => Value {
  const made = new Map<Key, Value>()
  return (key) => {
    const found = made.get(key)
    if (found !== undefined) return found
    const value = make(key)
    made.set(key, value)
    return value
  }
}
