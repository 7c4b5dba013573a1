/**
 * All the way down to the loss. Where few routes lead there, every gradient is replaced wherever it stands, so that the last line
 * holds values alone. Where there are many, that line would grow without bound: then each gradient is unfolded once, at the place
 * nearest to the target, with everything else folded; for a weight from the last timestep to the first, as the backward pass goes.
 */
import type { Expr } from '../algebra/expression.ts'
import { ofGradient } from '../algebra/names.ts'
import type { Trace } from '../trace/frame.ts'
import { backwardVisits, passOf } from '../trace/schedule.ts'
import type { Book, Info } from './lines.ts'
import { gradientsIn, type Lines, type Met, orderOf, refOfMet, senders, spansOf, termsAt } from './net.ts'
import { cleared, isZeros, unmarked } from './pending-rules.ts'
import { bracketed, equationAt, isOpen, put, type Rewriting, stagesOf, substitution } from './rewrite.ts'
import type { Scope } from './sums-over-time.ts'
import type { Part } from './value.ts'

/** With at most this many routes from the target to the loss a derivation is written out in full. */
const fewRoutes = 12
/** How many routes lead from each gradient to the loss; those that a sum over the timesteps writes as one are one. */
export function routesToLoss(trace: Trace, lines: Lines): (met: Met) => number {
  const counts = new Map<string, number>()
  const of = ({ name, at }: Met) => counts.get(at ? `${name}@${at.from}` : name) ?? 0
  const total = (e: Expr, t: number): number => {
    const inside = gradientsIn(e, { from: t, to: t })
    return inside.length === 0 ? 1 : inside.reduce((sum, met) => sum + of(met), 0)
  }
  const isGathered = (name: string) => trace.net.equation(name)?.once !== undefined
  const all = lines.adjoints.filter(({ of, overTime }) => !overTime || isGathered(of))
  for (const { pass, t } of backwardVisits(trace.net, trace.T))
    for (const adjoint of all.filter(({ of }) => passOf(trace.net, of) === pass)) {
      const at = (t: number) => termsAt(trace, adjoint, t).reduce((sum, term) => sum + total(term.expr, t), 0)
      const spans = () => spansOf(trace, adjoint).reduce((sum, { from }) => sum + at(from), 0)
      if (adjoint.overTime) counts.set(adjoint.symbol, spans())
      else counts.set(`${adjoint.symbol}@${t}`, at(t))
    }
  return of
}

/** Can all gradients below these parts be unfolded as they are met: is the same sent at all timesteps that are summed? */
function isUniform(trace: Trace, lines: Lines, parts: readonly Part[]): boolean {
  const done = new Set<string>()
  const below = (e: Expr, scope: Scope): boolean =>
    gradientsIn(e, scope).every((met) => {
      const key = refOfMet(met)
      if (done.has(key)) return true
      done.add(key)
      return isOpen(trace, lines, met) && below(equationAt(trace, lines, met), met.at ?? { from: 1, to: 1 })
    })
  return parts.every((part) => below(part.expr, part))
}

interface Unfolded {
  /** how many gradients are left as symbols */
  readonly left: number
  readonly parts: readonly Part[]
}

/** Adds the lines that unfold every gradient in the parts, until so many letters are written. */
export function unfold(
  trace: Trace,
  lines: Lines,
  book: Book,
  parts: readonly Part[],
  own: Info,
  letters: number,
): Unfolded {
  const routes = routesToLoss(trace, lines)
  const uniform = isUniform(trace, lines, parts)
  const unfolding = new Unfolding(trace, lines, book, parts, own, letters)
  // Where no gradient is left to unfold, a sum over time is still written out once.
  const waits = parts.some((part) => gradientsIn(part.expr, part).length > 0)
  const listed = uniform && waits ? parts : unfolding.each
  const all = listed.reduce(
    (sum, part) => sum + gradientsIn(part.expr, part).reduce((n, met) => n + routes(met), 0),
    0,
  )
  return all <= fewRoutes ? unfolding.everywhere(listed) : unfolding.once()
}

class Unfolding {
  /** the parts, each timestep by itself */
  readonly each: readonly Part[]
  private readonly trace: Trace
  private readonly lines: Lines
  private readonly book: Book
  private readonly parts: readonly Part[]
  private readonly own: Info
  private readonly letters: number
  private readonly order: ReturnType<typeof orderOf>
  private readonly seen = new Set<string>()

  constructor(trace: Trace, lines: Lines, book: Book, parts: readonly Part[], own: Info, letters: number) {
    this.trace = trace
    this.lines = lines
    this.book = book
    this.parts = parts
    this.own = own
    this.letters = letters
    this.order = orderOf(trace, lines)
    this.each = parts.flatMap(({ expr, from, to }) =>
      Array.from({ length: to - from + 1 }, (_, i) => ({ expr, from: from + i, to: from + i })),
    )
  }

  /** The rules of a gradient are shown when it is first unfolded with these consumers; later its equation stands in one line. */
  private stages(met: Met): Rewriting[] {
    const { name, at } = met
    const adjoint = this.lines.adjoint(ofGradient(name)!)!
    const kind = `${name} ${at ? senders(termsAt(this.trace, adjoint, at.from)) : ''}`
    if (this.seen.has(kind)) return [substitution(this.trace, this.lines, met)]
    this.seen.add(kind)
    return stagesOf(this.trace, this.lines, met)
  }

  private full(): boolean {
    return this.book.written >= this.letters
  }

  /** Replaces every gradient wherever it stands. */
  everywhere(listed: readonly Part[]): Unfolded {
    let now = listed
    if (listed.length > this.parts.length) this.book.add('steps', now, this.own)
    for (let next = this.first(now); next; next = this.first(now)) {
      const met = next
      const placed = (stage: Rewriting) =>
        without(now.map((part) => ({ ...part, expr: cleared(put(part.expr, part, met, stage.expr)) })))
      const steps = this.stages(met)
      for (const stage of steps) this.add(stage, placed(stage), met, 1)
      now = placed(steps.at(-1)!).map((part) => ({ ...part, expr: unmarked(part.expr) }))
      const collected = now.map((part) => ({ ...part, expr: bracketed(part.expr) }))
      this.add({ ...steps.at(-1)!, rule: 'collect' }, collected, met, 1)
      now = collected
    }
    this.book.add('powers', now, this.own)
    return { left: now.reduce((sum, part) => sum + gradientsIn(part.expr, part).length, 0), parts: now }
  }

  /** The gradient that no other one among the parts leads to: the last to be computed. */
  private first(now: readonly Part[]): Met | undefined {
    const found = now.flatMap((part) => gradientsIn(part.expr, part))
    return found
      .filter((met) => isOpen(this.trace, this.lines, met))
      .sort((a, b) => this.order(b) - this.order(a))[0]
  }

  /** Unfolds each gradient once, at the place nearest to the target. */
  once(): Unfolded {
    const done = new Set<string>()
    let left = 0
    const [part] = this.parts as [Part]
    for (let t = part.to; t >= part.from; t--) {
      const around = (expr: Expr): Part[] =>
        [
          { ...part, to: t - 1 },
          { expr, from: t, to: t },
          { ...part, from: t + 1 },
        ].filter(({ from, to }) => from <= to)
      const here = { from: t, to: t }
      const root = this.tree(part.expr, here, done)
      if (part.from < part.to && root.children.length > 0 && !this.full())
        this.book.add('steps', around(part.expr), this.own)
      const visit = (node: Node, context: Expr): void => {
        for (const child of node.children) {
          if (this.full()) {
            left += 1 + count(child)
            continue
          }
          const { met, depth } = child
          const steps = this.stages(met)
          const placed = (e: Expr) => cleared(put(context, here, met, e))
          for (const stage of steps) this.add(stage, around(placed(stage.expr)), met, depth)
          const collected = bracketed(placed(unmarked(steps.at(-1)!.expr)))
          this.add({ ...steps.at(-1)!, rule: 'collect' }, around(collected), met, depth)
          visit(child, collected)
        }
      }
      visit(root, root.unfolded)
    }
    this.book.add('fold', this.parts, this.own)
    return { left, parts: this.parts }
  }

  private add({ rule, about, via }: Rewriting, now: readonly Part[], met: Met, level: number): void {
    const dt = via && about.dt !== null ? (via.dt ?? 0) : null
    const at = met.at?.from === met.at?.to ? (met.at?.from ?? null) : null
    const of = at === null ? met.name : refOfMet(met)
    this.book.add(rule, now, { about, at, ...(via ? { via, dt } : {}), of, level })
  }

  /** The gradients that are met for the first time below an expression, each under the one through which it is nearest. */
  private tree(expr: Expr, scope: Scope, done: Set<string>): Node {
    const root: Node = { met: { name: '', at: scope }, unfolded: expr, children: [], depth: 0 }
    const queue = [root]
    for (let node = queue.shift(); node; node = queue.shift())
      for (const met of gradientsIn(node.unfolded, node.met.at ?? scope)) {
        const key = refOfMet(met)
        if (done.has(key) || !isOpen(this.trace, this.lines, met)) continue
        done.add(key)
        const unfolded = equationAt(this.trace, this.lines, met)
        const child = { met, unfolded, children: [], depth: node.depth + 1 }
        node.children.push(child)
        queue.push(child)
      }
    return root
  }
}

/** The parts that are not zero, or one where all are. */
function without(parts: readonly Part[]): readonly Part[] {
  const left = parts.filter(({ expr }) => !isZeros(expr))
  return left.length > 0 ? left : parts.slice(0, 1)
}

interface Node {
  readonly met: Met
  readonly unfolded: Expr
  readonly children: Node[]
  readonly depth: number
}

function count(node: Node): number {
  return node.children.reduce((sum, child) => sum + 1 + count(child), 0)
}
