/**
 * All the way down to the loss. Where few routes lead there, every gradient is replaced wherever it stands, so that the last line
 * holds values alone. Where there are many, that line would grow without bound: then each gradient is unfolded once, at the place
 * nearest to the target, with everything else folded; for a weight from the last timestep to the first, as the backward pass goes.
 */
import { type Expr, type Sym, shift, symbol } from '../algebra/expression.ts'
import { ofGradient } from '../algebra/names.ts'
import type { Trace } from '../trace/frame.ts'
import { backwardVisits, passOf } from '../trace/schedule.ts'
import type { Book, Info } from './lines.ts'
import { cleared, isZeros, replace, unmarked } from './local.ts'
import { gradientsIn, type Lines, orderOf, termsAt } from './net.ts'
import { equationOf, type Rewriting, rewriting, substitution } from './rewrite.ts'
import type { Part } from './value.ts'

/** With at most this many routes from the target to the loss a derivation is written out in full. */
const fewRoutes = 12
/** How many routes lead from each gradient to the loss: at a timestep, for a gradient's name. */
export function routesToLoss(trace: Trace, lines: Lines): (name: string, t: number) => number {
  const count = new Map<string, number>()
  const total = (e: Expr, t: number): number => {
    const inside = gradientsIn(e)
    if (inside.length === 0) return 1
    return inside.reduce((sum, s) => sum + (count.get(`${s.name}@${t + s.dt!}`) ?? 0), 0)
  }
  const timed = lines.adjoints.filter(({ overTime }) => !overTime)
  for (const { pass, t } of backwardVisits(trace.net, trace.T))
    for (const adjoint of timed.filter(({ of }) => passOf(trace.net, of) === pass)) {
      const routes = termsAt(trace, adjoint, t).reduce((sum, term) => sum + total(term.expr, t), 0)
      count.set(`${adjoint.symbol}@${t}`, routes)
    }
  return (name, t) => count.get(`${name}@${t}`) ?? 0
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
  const unfolding = new Unfolding(trace, lines, book, parts, own, letters)
  const all = unfolding.each.reduce(
    (sum, { expr, from }) => sum + gradientsIn(expr).reduce((n, s) => n + routes(s.name, from + s.dt!), 0),
    0,
  )
  return all <= fewRoutes ? unfolding.everywhere() : unfolding.once()
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
  private stages(s: Sym, t: number): Rewriting[] {
    const adjoint = this.lines.adjoint(ofGradient(s.name)!)!
    const kind = `${s.name} ${termsAt(this.trace, adjoint, t).map((term) => `${term.via} ${term.dt}`)}`
    if (this.seen.has(kind)) return [substitution(this.trace, adjoint, t)]
    this.seen.add(kind)
    return rewriting(this.trace, this.lines, adjoint, t)
  }

  private full(): boolean {
    return this.book.written >= this.letters
  }

  /** Replaces every gradient wherever it stands. */
  everywhere(): Unfolded {
    let now: readonly Part[] = this.each
    if (this.each.length > this.parts.length) this.book.add('steps', now, this.own)
    for (let next = this.first(now); next; next = this.first(now)) {
      const { name, t } = next
      const put = (stage: Rewriting) =>
        without(
          now.map((part) => {
            const s = symbol(name, t - part.from)
            return { ...part, expr: cleared(replace(part.expr, s, shift(stage.expr, s.dt!))) }
          }),
        )
      const steps = this.stages(symbol(name), t)
      for (const stage of steps) this.add(stage, put(stage), t, name, 1)
      now = put(steps.at(-1)!).map((part) => ({ ...part, expr: unmarked(part.expr) }))
    }
    this.book.add('powers', now, this.own)
    return { left: 0, parts: now }
  }

  /** The gradient that no other one among the parts leads to: the last to be computed. */
  private first(now: readonly Part[]): { name: string; t: number } | undefined {
    const found = now.flatMap(({ expr, from }) =>
      gradientsIn(expr).map((s) => ({ name: s.name, t: from + s.dt! })),
    )
    return found.sort((a, b) => this.order(b.name, b.t) - this.order(a.name, a.t))[0]
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
      const root = this.tree(part.expr, t, done)
      if (part.from < part.to && root.children.length > 0 && !this.full())
        this.book.add('steps', around(part.expr), this.own)
      const visit = (node: Node, context: Expr): void => {
        for (const child of node.children) {
          if (this.full()) {
            left += 1 + count(child)
            continue
          }
          const steps = this.stages(child.s, t + child.s.dt!)
          const put = (e: Expr) => cleared(replace(context, child.s, shift(e, child.s.dt!)))
          for (const stage of steps)
            this.add(stage, around(put(stage.expr)), t + child.s.dt!, child.s.name, child.depth)
          visit(child, put(unmarked(steps.at(-1)!.expr)))
        }
      }
      visit(root, root.unfolded)
    }
    this.book.add('fold', this.parts, this.own)
    return { left, parts: this.parts }
  }

  private add(stage: Rewriting, now: readonly Part[], t: number, name: string, level: number): void {
    const { rule, about, via } = stage
    const dt = via && about.dt !== null ? (via.dt ?? 0) : null
    this.book.add(rule, now, { about, at: t, ...(via ? { via, dt } : {}), of: `${name}@${t}`, level })
  }

  /** The gradients that are met for the first time below an expression at timestep t, each under the one through which it is nearest. */
  private tree(expr: Expr, t: number, done: Set<string>): Node {
    const root: Node = { s: symbol('', 0), unfolded: expr, children: [], depth: 0 }
    const queue = [root]
    for (let node = queue.shift(); node; node = queue.shift())
      for (const s of gradientsIn(node.unfolded)) {
        const key = `${s.name}@${t + s.dt!}`
        if (done.has(key)) continue
        done.add(key)
        const adjoint = this.lines.adjoint(ofGradient(s.name)!)!
        const unfolded = shift(equationOf(this.trace, adjoint, t + s.dt!), s.dt!)
        const child = { s, unfolded, children: [], depth: node.depth + 1 }
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
  readonly s: Sym
  readonly unfolded: Expr
  readonly children: Node[]
  readonly depth: number
}

function count(node: Node): number {
  return node.children.reduce((sum, child) => sum + 1 + count(child), 0)
}
