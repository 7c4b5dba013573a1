/** A net as equations: the cell, the head and the loss of one timestep, and the backward pass derived from them. */
import { type Adjoint, adjoints } from '../algebra/adjoint.ts'
import { change, type Equation, nameParts } from '../algebra/equation.ts'
import { apply, type Expr, gradientOf, isApply, number, symbol, symbolsIn } from '../algebra/expression.ts'
import { op, type Shape } from '../algebra/ops.ts'
import { parse, parseExpression } from '../algebra/parse.ts'
import { shapeOf } from '../algebra/shape.ts'
import { simplify } from '../algebra/simplify.ts'
import { cellOf, innerShape } from './cell-of.ts'
import type { Cell } from './compile.ts'
import { familyIds } from './library/index.ts'
import * as losses from './losses.ts'
import type { Loss, Model } from './model.ts'
import { type Place, placesOf } from './parameters.ts'
import { rolesOf } from './roles.ts'
import { headSymbols, type SymbolInfo } from './symbols.ts'

export interface Network {
  /** evaluated at every timestep, in this order */
  readonly cell: readonly Equation[]
  /** evaluated at the timesteps that have a loss: y, p, L */
  readonly head: readonly Equation[]
  /** what a timestep adds to the loss: w L or L */
  readonly share: Expr
  /** dL/dL_t, where every derivative begins: w or 1 */
  readonly seed: Expr
  /** in the order in which the backward pass evaluates them at a timestep */
  readonly adjoints: readonly Adjoint[]
  /** the symbols that are carried from one timestep to the next: h, C */
  readonly states: readonly string[]
  /** the weights, in reading order */
  readonly weights: readonly string[]
  /** each weight after one step of gradient descent */
  readonly updates: readonly Equation[]
  /** shape, kind and idea of every symbol, the parts that have no name of their own included */
  readonly info: (name: string) => SymbolInfo
  /** the names of a timestep's share of the loss, of the number of outputs, of the learning rate */
  readonly constants: Constants
}

/** The equations of a model under a loss. `steps` is how many timesteps have a loss. */
export function network(model: Model, loss: Loss, steps: number): Network {
  const cell = cellOf(model)
  const known = symbolsOf(cell, loss)
  const { w, K } = constantsOf(cell)
  // The constants of the loss step aside for what the author of a cell calls the same.
  const named = (text: string) => text.replace(/\bw\b/u, w).replace(/\bK\b/u, K)
  const head = change(parse(`${losses.head}\n${named(lossText(loss))}`, known), [], ['p', 'L'])
  const share = parseExpression(
    named(loss.reduction === 'mean' && steps > 1 ? losses.weighted : losses.unweighted),
    known,
  )
  return assemble({
    cell: cell.equations,
    head,
    share,
    known,
    places: placesOf(model),
    constants: constantsOf(cell),
  })
}

/** What a net is put together from. */
export interface Parts {
  readonly cell: readonly Equation[]
  readonly head: readonly Equation[]
  readonly share: Expr
  readonly known: (name: string) => SymbolInfo | undefined
  /** where the weights stand */
  readonly places: ReadonlyMap<string, Place>
  readonly constants: Constants
}

/** The names of the constants of a net. */
export interface Constants {
  readonly w: string
  readonly K: string
  readonly η: string
}

/** The names of the constants: of a timestep's share of the loss, of the number of outputs, of the learning rate. */
export function constantsOf({ shapes }: Pick<Cell, 'shapes'>): Constants {
  const own = (name: string) => (shapes.has(name) ? `loss.${name}` : name)
  return { w: own('w'), K: own('K'), η: own('η') }
}

/** What is known of every name of a net: the symbols of its cell, of the head and of the loss, their gradients, and updated weights. */
function symbolsOf(cell: Cell, loss: Loss): (name: string) => SymbolInfo | undefined {
  const table = new Map<string, SymbolInfo>(headSymbols(loss.kind === 'cross-entropy'))
  const { w, K, η } = constantsOf(cell)
  table.set(w, { shape: [], timed: true, kind: 'constant', idea: 'loss' })
  table.set(K, { shape: [], timed: false, kind: 'constant', idea: 'loss' })
  table.set(η, { shape: [], timed: false, kind: 'constant', idea: 'loss' })
  for (const [name, role] of rolesOf(cell))
    table.set(name, { ...role, shape: innerShape(cell.shapes.get(name)!), timed: role.kind !== 'weight' })
  return (name) => table.get(name.replace(/^d:/, '').replace(/'$/, ''))
}

function lossText(loss: Loss): string {
  if (loss.kind === 'cross-entropy') return losses.crossEntropy
  return loss.kind === 'linear' ? losses.linear : losses.squaredError[loss.reduction]
}

let others: ReadonlyMap<string, SymbolInfo> | undefined

/** A symbol of another cell of the library, which a text speaks of: the C of an LSTM beside an RNN. */
function elsewhere(name: string): SymbolInfo | undefined {
  others ??= new Map(
    familyIds.flatMap((id) => {
      const cell = cellOf({ cell: id })
      return [...rolesOf(cell)].map(([symbol, role]): [string, SymbolInfo] => [
        symbol,
        { ...role, shape: innerShape(cell.shapes.get(symbol)!), timed: role.kind !== 'weight' },
      ])
    }),
  )
  return others.get(name.replace(/^d:/, '').replace(/'$/, ''))
}

/** The equations of a cell and a head, with all that is derived from them. */
export function assemble({
  cell: cellAsWritten,
  head: headAsWritten,
  share,
  known,
  places,
  constants,
}: Parts): Network {
  const read = [...cellAsWritten, ...headAsWritten].flatMap((eq) => symbolsIn(eq.expr))
  const isTaken = (name: string) => known(name) !== undefined
  const cell = nameParts(cellAsWritten, isTaken)
  const head = nameParts(headAsWritten, isTaken)
  const all = [...cell, ...head]
  const written = new Set(all.map((eq) => eq.symbol))
  const parts = new Map<string, SymbolInfo>()
  const info = (name: string): SymbolInfo => {
    const found = known(name) ?? parts.get(name.replace(/^d:/, '')) ?? elsewhere(name)
    if (!found) throw new Error(`expected a known symbol, got "${name}"`)
    return found
  }
  for (const eq of all.filter((part) => part.silent)) {
    const shape: Shape = shapeOf(eq.expr, (name) => info(name).shape)
    parts.set(eq.symbol, { shape, timed: true, kind: 'part', idea: info(symbolsIn(eq.expr)[0]!.name).idea })
  }
  const unique = (names: string[]) => [...new Set(names)]
  const weights = unique(read.filter((s) => info(s.name).kind === 'weight').map((s) => s.name))
  return {
    cell,
    head,
    share,
    seed: seed(share),
    adjoints: adjoints(all, { L: seed(share) }, (name) => info(name).kind !== 'constant'),
    states: unique(read.filter((s) => s.dt === -1 && written.has(s.name)).map((s) => s.name)),
    weights,
    updates: weights.map((name) => updateOf(name, places.get(name)!.tensors.length, constants.η)),
    constants,
    info,
  }
}

/** dL/d(loss of one step): the total loss is Σ share, so this is what is left of the share when L is pulled out of it. */
function seed(share: Expr): Expr {
  if (share.kind === 'symbol') return number(1)
  if (!isApply(share, 'scale')) throw new Error('expected the share of a timestep to be w L or L')
  return simplify(op('scale').pull(number(1), share.args, share)[1]!)
}

/** The weight after a step of gradient descent, θ' = θ − η ∂L/∂θ; where two biases act as their sum, both step. */
function updateOf(weight: string, copies: number, rate: string): Equation {
  const η = symbol(rate, null)
  const step = apply('scale', η, symbol(gradientOf(weight), null))
  const whole = copies === 1 ? step : apply('scale', number(copies), step)
  return { symbol: `${weight}'`, expr: apply('sub', symbol(weight, null), whole) }
}
