/** A slip: a formula as it is often printed, and the model on which it can be held against the right one. */
import type { Adjoint, Term } from '../algebra/adjoint.ts'
import { type Expr, summands, symbolsIn } from '../algebra/expression.ts'
import { ofGradient } from '../algebra/names.ts'
import { type Line, parse } from '../algebra/parse.ts'
import type { Loss, Model } from '../cell/model.ts'
import type { Network } from '../cell/network.ts'

/** A formula with a slip in it, the models that it is about, and where the slip shows. */
export interface Slip {
  readonly id: string
  /** what goes wrong: a path is left out or miscounted; a slope (σ′, tanh′); a timestep; a symbol copied from elsewhere; the loss */
  readonly kind: 'path' | 'slope' | 'time' | 'copy' | 'loss'
  /** the model that has the symbols of the formula; other fields are free */
  readonly model: Partial<Model> & Pick<Model, 'cell'>
  readonly loss?: Partial<Loss>
  /** the formula with the slip, in the language of the cells, one line a gradient; the right one is the engine's own */
  readonly wrong: string
  /** of a weight's gradient: only the last timestep, where the sum is over all */
  readonly over?: 'last'
  /** the number in which it shows */
  readonly shows: string
  /** draws the small experiment on which it shows clearly (see shownOn), where the usual one does not */
  readonly seed?: number
}

/** Has a model the form that a formula is about? */
export function fits(of: Pick<Slip, 'model' | 'loss'>, model: Model, loss: Loss): boolean {
  const same = <T extends object>(wanted: Partial<T>, given: T) =>
    Object.entries(wanted).every(([key, value]) => given[key as keyof T] === value)
  return same(of.model, model) && same(of.loss ?? {}, loss)
}

/** The lines of a text in the symbols of a net; throws an Error that names the place where a symbol is not known. */
export function equationsIn(text: string, net: Network): Line[] {
  return parse(text, (name) => {
    try {
      return net.info(name)
    } catch {
      return undefined
    }
  })
}

/** The symbols whose gradients the formula of a slip is about, in the order of its lines. */
export const gradientsOf = ({ wrong }: Pick<Slip, 'wrong'>, net: Network): string[] =>
  equationsIn(wrong, net).flatMap(({ symbol }) => ofGradient(symbol) ?? [])

/** Has every symbol of an expression a value in this net? A variant's missing gate has none. */
export function hasAll(net: Network, e: Expr): boolean {
  const known = new Set(
    [...net.cell, ...net.head].flatMap((eq) => [eq.symbol, ...symbolsIn(eq.expr).map((s) => s.name)]),
  )
  for (const s of symbolsIn(net.share)) known.add(s.name)
  return symbolsIn(e).every((s) => known.has(ofGradient(s.name) ?? s.name))
}

/**
 * A gradient's formula as the terms that the backward pass adds up: a term that reads t + 1 exists only where there is a next timestep,
 * one that reads the gradient of the output only where there is a loss.
 */
export function termsOf(adjoint: Adjoint, expr: Expr): Term[] {
  const usual = adjoint.terms[0]!.via
  return summands(expr).map((each) => {
    if (adjoint.overTime) return { via: usual, dt: null, expr: each }
    const symbols = symbolsIn(each)
    const dt = symbols.some((s) => s.dt === 1) ? 1 : 0
    const sender = symbols.find((s) => ofGradient(s.name) !== undefined && s.dt === dt)
    return { via: sender ? ofGradient(sender.name)! : usual, dt, expr: each }
  })
}
