/** A net as equations: the cell, the head and the loss of one timestep, and the backward pass derived from them. */
import { type Adjoint, adjoints } from '../algebra/adjoint.ts'
import { change, type Equation, nameParts } from '../algebra/equation.ts'
import { type Expr, gradientOf, isApply, number, symbolsIn } from '../algebra/expression.ts'
import { op, type Shape } from '../algebra/ops.ts'
import { type Known, parse, parseExpression } from '../algebra/parse.ts'
import { shapeOf } from '../algebra/shape.ts'
import { simplify } from '../algebra/simplify.ts'
import * as cells from './cells.ts'
import * as losses from './losses.ts'
import type { Loss, Model } from './model.ts'
import { type Place, placesOf } from './parameters.ts'
import { type SymbolInfo, symbolInfo } from './symbols.ts'

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
}

/** The equations of a model under a loss. `steps` is how many timesteps have a loss. */
export function network(model: Model, loss: Loss, steps: number): Network {
  const known = (name: string) => {
    const info = symbolInfo(name)
    return name === 'target' && loss.kind === 'cross-entropy' ? { ...info!, shape: [] } : info
  }
  const lines = (text: string) => parse(text, known)
  const cell = change(lines(cellText(model)), changesOf(model).flatMap(lines), ['h'])
  const head = change(lines(`${cells.head}\n${lossText(loss)}`), [], ['p', 'L'])
  const share = parseExpression(
    loss.reduction === 'mean' && steps > 1 ? losses.weighted : losses.unweighted,
    known,
  )
  return assemble(cell, head, share, known, placesOf(model))
}

function cellText(model: Model): string {
  return { rnn: cells.rnn, lstm: cells.lstm, gru: cells.gru }[model.cell]
}

/** The changes that a model makes to its cell, as text. The variant comes last: where it drops a gate, the peephole goes too. */
export function changesOf(model: Model): string[] {
  if (model.cell === 'rnn') return [cells.rnnActivations[model.activation]]
  if (model.cell === 'gru')
    return [model.resetAfter ? '' : cells.resetBefore, model.update === 'keep' ? '' : cells.updateWrites]
  return [model.peephole ? cells.peepholes : '', cells.variants[model.variant]]
}

function lossText(loss: Loss): string {
  if (loss.kind === 'cross-entropy') return losses.crossEntropy
  return loss.kind === 'linear' ? losses.linear : losses.squaredError[loss.reduction]
}

/** The equations of a cell and a head, with all that is derived from them. `places` says where the weights stand. */
export function assemble(
  cellAsWritten: Equation[],
  headAsWritten: Equation[],
  share: Expr,
  known: Known,
  places: ReadonlyMap<string, Place>,
): Network {
  const read = [...cellAsWritten, ...headAsWritten].flatMap((eq) => symbolsIn(eq.expr))
  const cell = nameParts(cellAsWritten)
  const head = nameParts(headAsWritten)
  const all = [...cell, ...head]
  const parts = new Map<string, SymbolInfo>()
  const info = (name: string): SymbolInfo => {
    const found = known(name) ?? parts.get(name.replace(/^d:/, ''))
    if (!found) throw new Error(`expected a known symbol, got "${name}"`)
    return found as SymbolInfo
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
    states: unique(read.filter((s) => s.dt === -1).map((s) => s.name)),
    weights,
    updates: weights.map((name) => updateOf(name, places.get(name)!.tensors.length)),
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
function updateOf(weight: string, copies: number): Equation {
  const step = copies === 1 ? 'η' : `${copies} η`
  const [line] = parse(`${weight}' = ${weight} - ${step} ${gradientOf(weight)}`, symbolInfo)
  return { symbol: line!.symbol, expr: line!.expr }
}
