/** A net as training runs it: the plan of the trace without the gradients that no weight needs, and where and when its programs run. */
import type { Adjoint } from '../algebra/adjoint.ts'
import type { Program } from '../algebra/evaluate.ts'
import { type Expr, symbolsIn } from '../algebra/expression.ts'
import { ofGradient } from '../algebra/names.ts'
import type { Network } from '../cell/network.ts'
import { type Surroundings, sends, surroundings } from '../trace/schedule.ts'

/** The net with the gradients that the gradients of its weights are made of, through any number of others. */
export function withNeededGradients(net: Network): Network {
  const found = new Set<string>()
  const add = ({ terms }: Adjoint) => {
    for (const { name } of terms.flatMap(({ expr }) => symbolsIn(expr))) {
      const of = net.adjoints.find((each) => each.symbol === name)
      if (!of || found.has(name)) continue
      found.add(name)
      add(of)
    }
  }
  const isWeight = ({ of }: Adjoint) => net.info(of).kind === 'weight'
  for (const adjoint of net.adjoints) if (isWeight(adjoint)) add(adjoint)
  return { ...net, adjoints: net.adjoints.filter((each) => isWeight(each) || found.has(each.symbol)) }
}

/** The gates of all layers, in the order of their equations; a candidate, which gates let in, is none. */
export const gatesOf = (net: Network): string[] =>
  net.cell
    .map(({ symbol }) => symbol)
    .filter((name) => {
      const { kind, idea, timed } = net.info(name)
      return timed && kind === 'gate' && idea !== 'candidate'
    })

/** Has a name a value for each row? All that is written, its gradients, and what the rows bring. */
export function isRowValue(net: Network, name: string): boolean {
  if (name === '') return true
  const of = ofGradient(name) ?? name
  if (of === net.constants.w) return false
  const { timed, kind } = net.info(of)
  return timed || (kind !== 'weight' && kind !== 'constant')
}

/** What can stand around a timestep: `all`: has each timestep a loss, and not the last alone? */
export function allSurroundings(all: boolean): Surroundings[] {
  return [true, false].flatMap((hasNext) =>
    [true, false].map((hasPrevious) => ({
      isTimestep: true,
      hasLoss: all || !hasNext,
      hasNext,
      hasPrevious,
    })),
  )
}

/** A sum over timesteps: those at which its terms are sent. */
export interface TimeTerm {
  readonly expr: Expr
  /** the first and the last timestep of T; nothing where there is none */
  readonly times: (T: number, hasLoss: (t: number) => boolean) => readonly [number, number] | undefined
}

/** The terms of a gradient that is a sum over all timesteps. */
export function timeTerms(net: Network, { terms }: Adjoint): TimeTerm[] {
  return terms.map((term) => ({
    expr: term.expr,
    times: (T, hasLoss) => {
      const is = (t: number) => sends(net, term, surroundings(t, T, hasLoss))
      let [from, to] = [1, T]
      while (from <= T && !is(from)) from++
      while (to >= from && !is(to)) to--
      return from > to ? undefined : [from, to]
    },
  }))
}

/**
 * The names that only the program that writes them reads, at the same timestep. Each of `stages` is one program in the forms that it has by
 * what stands around its timestep; `kept`: names that something else reads.
 */
export function namesWithin(
  stages: readonly (readonly Program[])[],
  kept: ReadonlySet<string>,
): ReadonlySet<string> {
  const home = new Map<string, number>()
  const elsewhere = new Set(kept)
  for (const [stage, programs] of stages.entries())
    for (const program of programs) {
      const written = new Set(program.instructions.map(({ out }) => out))
      for (const { name, dt, slice } of program.windows) {
        if (dt !== 0 || !written.has(slice) || (home.get(name) ?? stage) !== stage) elsewhere.add(name)
        else home.set(name, stage)
      }
    }
  return new Set([...home.keys()].filter((name) => !elsewhere.has(name)))
}

/** The names that sums over time and the loss read. */
export function namesSummed(net: Network): string[] {
  const terms = net.adjoints.filter(({ overTime }) => overTime).flatMap((each) => each.terms)
  const gathered = net.passes.flatMap(({ equations }) => equations.filter(({ once }) => once))
  const read = [...terms, ...gathered].flatMap(({ expr }) => symbolsIn(expr))
  return [...read, ...symbolsIn(net.share)].map(({ name }) => name)
}

/** Two programs with one signature do the same. */
export function signatureOf({ windows, instructions }: Program): string {
  const names = new Map(windows.map(({ name, dt, slice }) => [slice, `${name}@${dt}`]))
  let count = 0
  const written = new Set(instructions.map(({ out }) => out))
  const nameOf = (of: Program['windows'][number]['slice']): string => {
    const known = names.get(of) ?? (written.has(of) ? `#${count++}` : `=${of.data[of.at]}`)
    names.set(of, known)
    return known
  }
  return instructions.map(({ op, out, a, b }) => [op, nameOf(out), nameOf(a), nameOf(b)].join(' ')).join(';')
}
