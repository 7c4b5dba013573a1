/** What is prepared once for a net of given sizes, and used by every run: programs, and the equations of the frames. */
import { type Adjoint, total } from '../algebra/adjoint.ts'
import type { Equation } from '../algebra/equation.ts'
import { type Assignment, compile, type Layout, type Program } from '../algebra/evaluate.ts'
import { type Sym, symbol } from '../algebra/expression.ts'
import { ofGradient } from '../algebra/names.ts'
import { sizesOf } from '../algebra/shape.ts'
import type { Model } from '../cell/model.ts'
import type { Network } from '../cell/network.ts'
import { sizesOfNet } from '../cell/tracks.ts'
import type { Assigned } from './frame.ts'
import { keyOf, passOf, type Surroundings, sends, stands } from './schedule.ts'

/** The plan of one pass at one timestep: its program, and the equations that get a frame. */
export interface StepPlan {
  readonly program: Program
  readonly assigned: readonly Assigned[]
}

export interface RunPlan {
  readonly layout: (name: string) => Layout
  /** what a pass of the net computes at a timestep with these surroundings */
  readonly forward: (pass: number, at: Surroundings) => StepPlan
  readonly backward: (pass: number, at: Surroundings) => StepPlan
  readonly share: Program
}

const plans = new WeakMap<Network, Map<string, RunPlan>>()

/** The plan for a net and the sizes of a model; made at the first call. */
export function runPlanOf(net: Network, model: Model): RunPlan {
  const sizes = sizesOfNet(model)
  const key = JSON.stringify(sizes)
  const ofNet = plans.get(net) ?? new Map<string, RunPlan>()
  plans.set(net, ofNet)
  const found = ofNet.get(key) ?? make(net, sizes)
  ofNet.set(key, found)
  return found
}

function make(net: Network, sizes: Record<string, number>): RunPlan {
  const layout = once((name: string): Layout => {
    if (name === '') return { shape: [], timed: false }
    const { shape, timed } = net.info(ofGradient(name) ?? name)
    return { shape: sizesOf(shape, sizes), timed }
  })
  const stage = (assignments: Assignment[], assigned: Assigned[]): StepPlan => ({
    program: compile(assignments, layout),
    assigned: Object.freeze(assigned.map((each) => Object.freeze(each))),
  })
  const ofEquations = (equations: readonly Equation[]) =>
    stage(
      equations.filter(isAtOnce).map((eq) => ({ symbol: writtenBy(eq), expr: eq.expr })),
      equations.filter((eq) => !eq.silent).map(assignedBy),
    )
  const forward = staged((pass, at) => {
    return ofEquations(net.passes[pass]!.equations.filter(({ when }) => stands(when, at)))
  })
  const ofAdjoints = (active: readonly Adjoint[]) =>
    stage(
      active
        .filter((a) => !a.overTime || isHere(net, a))
        .map((a) => ({ symbol: symbol(a.symbol, a.overTime ? null : 0), expr: total(a) })),
      active.filter((a) => !a.silent).map((a) => adjointAssigned(net, a)),
    )
  const owner = once((of: string) => passOf(net, of))
  const backward = staged((pass, at) => {
    return ofAdjoints(
      activeAt(
        net,
        net.adjoints.filter(({ of }) => owner(of) === pass),
        at,
      ),
    )
  })
  return {
    layout,
    forward,
    backward,
    share: compile([{ symbol: symbol('', null), expr: net.share }], layout),
  }
}

/** Is an equation computed where it stands? Sums over the timesteps are not: see forward.ts. */
const isAtOnce = ({ once }: Equation): boolean => once === undefined || once === 'here'

const writtenBy = ({ symbol: name, once }: Equation): Sym => symbol(name, once ? null : 0)

const assignedBy = ({ symbol: name, expr, once }: Equation): Assigned => ({
  symbol: name,
  expr,
  terms: [],
  overTime: false,
  ...(once ? { untimed: true } : {}),
  ...(once === 'sum' || once === 'logsumexp' ? { over: once } : {}),
})

/** Is a gradient that sums over the timesteps one term at the last timestep, where alone there is a loss? */
const isHere = (net: Network, { of, terms }: Adjoint): boolean =>
  net.info(of).kind !== 'weight' && terms.every(({ when }) => when === 'loss' || when === 'last')

/** What a frame of a gradient says. The gradient of a value without a time is one sum over all timesteps. */
function adjointAssigned(net: Network, adjoint: Adjoint): Assigned {
  const { symbol: name, of, terms } = adjoint
  const isWeight = net.info(of).kind === 'weight'
  const sums = adjoint.overTime && !isWeight && !isHere(net, adjoint)
  return {
    symbol: name,
    expr: total(adjoint),
    terms,
    overTime: adjoint.overTime && isWeight,
    ...(adjoint.overTime && !isWeight ? { untimed: true } : {}),
    ...(sums ? { over: 'sum' } : {}),
  }
}

/** The gradients of a pass that are written where a timestep has these surroundings, each with the terms whose senders exist. */
function activeAt(net: Network, adjoints: readonly Adjoint[], at: Surroundings): Adjoint[] {
  const whenOf = (of: string) => (net.equation(of)?.once ? undefined : net.equation(of)?.when)
  return adjoints
    .filter(({ of }) => (at.isTimestep ? stands(whenOf(of), at) : net.states.includes(of)))
    .map((adjoint) =>
      // What has no time gathers its terms from all timesteps.
      net.info(adjoint.of).timed || net.info(adjoint.of).kind === 'weight'
        ? { ...adjoint, terms: adjoint.terms.filter((term) => sends(net, term, at)) }
        : adjoint,
    )
    .filter(({ terms, overTime }) => terms.length > 0 || !overTime)
}

/** The stages of a pass, each made when a timestep with its surroundings is first met. */
function staged(make: RunPlan['forward']): RunPlan['forward'] {
  const made = new Map<number, StepPlan>()
  return (pass, at) => {
    const key = 16 * pass + keyOf(at)
    const found = made.get(key) ?? make(pass, at)
    made.set(key, found)
    return found
  }
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
