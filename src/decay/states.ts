/** The numbers of all states of a net in a row: each state is flattened, one after the other. */
import { type Expr, symbolsIn } from '../algebra/expression.ts'
import type { Model } from '../cell/model.ts'
import type { Network } from '../cell/network.ts'
import { size } from '../tensor/tensor.ts'
import { runPlanOf } from '../trace/plan.ts'

/** Where the numbers of a state stand among those of all. */
export interface StatePlace {
  readonly name: string
  /** [] for a number, [n] for a vector, [m, n] for a matrix, whose rows stand one after the other */
  readonly shape: readonly number[]
  readonly at: number
  readonly size: number
}

/** The states that lead to the loss, h of the last layer first: the loss looks at it, also where no equation reads it a timestep later. */
export function statesOf({ states, adjoints, tracks }: Network): string[] {
  const said = tracks.at(-1)!.h
  const leads = (state: string) => adjoints.some(({ of }) => of === state)
  return [said, ...states.filter((state) => state !== said && leads(state))]
}

/** The places of the states of a net under the sizes of a model. */
export function statePlaces(net: Network, model: Model): StatePlace[] {
  const { layout } = runPlanOf(net, model)
  let at = 0
  return statesOf(net).map((name) => {
    const { shape } = layout(name)
    const place = { name, shape, at, size: size(shape) }
    at += place.size
    return place
  })
}

/** A state of a layer: its name in the net, and what its cell calls it. */
export interface LayerState {
  readonly name: string
  /** C for C_l1; with a direction against time beside the other, C_reverse for that one's */
  readonly own: string
}

/** The states of a layer (0 is the bottom one) that lead to the loss, its h first. */
export function layerStates(net: Network, layer: number): LayerState[] {
  const of = net.tracks.filter((track) => track.layer === layer)
  const said = of.map(({ h }) => h)
  const states = statesOf(net).filter((state) => (net.info(state).layer ?? 0) === layer)
  return [...said, ...states.filter((state) => !said.includes(state))].map((name) => {
    const { base = name, reverse } = net.info(name)
    return { name, own: reverse && of.length > 1 ? `${base}_reverse` : base }
  })
}

/** How many numbers all states have together. */
export function sizeOfStates(places: readonly StatePlace[]): number {
  return places.reduce((sum, place) => sum + place.size, 0)
}

/** The square matrices that a state of the timestep before is multiplied with, as it is or with a gate: the recurrent weights. */
export function recurrentWeights(net: Network): string[] {
  const ofPast = (e: Expr): boolean =>
    symbolsIn(e).some(({ name, dt }) => {
      if (dt === -1 && net.states.includes(name)) return true
      const silent = net.cell.find((eq) => eq.silent && eq.symbol === name)
      return silent !== undefined && ofPast(silent.expr)
    })
  const found = net.cell.flatMap(({ expr }) => matricesOf(expr, ofPast))
  const square = (name: string) => {
    const { shape, kind } = net.info(name)
    return kind === 'weight' && shape.length === 2 && shape[0] === shape[1]
  }
  return net.weights.filter((name) => found.includes(name) && square(name))
}

/** The names of the matrices whose vector is of the kind. */
function matricesOf(e: Expr, kind: (vector: Expr) => boolean): string[] {
  if (e.kind !== 'apply') return []
  const inner = e.args.flatMap((arg) => matricesOf(arg, kind))
  const [W, v] = e.op === 'matvec' || e.op === 'matvecT' ? e.args : []
  return W?.kind === 'symbol' && v && kind(v) ? [W.name, ...inner] : inner
}
