/**
 * The small rewritings that make a pulled-back expression read as a textbook prints it: factors of one and
 * double signs go, numbers come first, and terms that share a factor are bracketed.
 * Each rule keeps the value.
 */
import { apply, type Expr, isApply, isNumber, number, same, sumOf } from './expression.ts'
import { givesVector } from './ops.ts'

/** The expression with the rules applied from the inside out. */
export function simplify(e: Expr): Expr {
  if (e.kind !== 'apply') return e
  const args = e.args.map(simplify)
  return rule(e.op, args[0]!, args[1]) ?? apply(e.op, ...args)
}

const remake = (op: string, ...args: Expr[]): Expr => rule(op, args[0]!, args[1]) ?? apply(op, ...args)

function rule(op: string, a: Expr, b?: Expr): Expr | undefined {
  switch (op) {
    case 'add':
      if (isApply(b!, 'neg')) return remake('sub', a, b.args[0]!)
      return isApply(a, 'neg') ? remake('sub', b!, a.args[0]!) : undefined
    case 'sub':
      return isApply(b!, 'neg') ? remake('add', a, b.args[0]!) : difference(a, b!)
    case 'neg':
      return negative(a)
    case 'sum':
      return summed(a)
    case 'onehot':
      return like(b!) ? remake('onehot', a, b!.args[0]!) : undefined
    case 'oneMinus':
      return a.kind === 'number' ? number(1 - a.value) : undefined
    case 'mul':
      return multiply(a, b!)
    case 'scale':
      return scaled(a, b!)
    case 'div':
    case 'ratio':
      // The sign stands in front of the fraction.
      return isApply(a, 'neg') ? remake('neg', remake(op, a.args[0]!, b!)) : undefined
    default:
      return undefined
  }
}

/** s a − s b is s (a − b). */
function difference(a: Expr, b: Expr): Expr | undefined {
  if (!isApply(a, 'scale') || !isApply(b, 'scale') || !same(a.args[0]!, b.args[0]!)) return undefined
  return apply('scale', a.args[0]!, remake('sub', a.args[1]!, b.args[1]!))
}

/** −(a − b) is b − a. */
function negative(a: Expr): Expr | undefined {
  if (a.kind === 'number') return number(-a.value)
  if (isApply(a, 'neg')) return a.args[0]!
  if (isApply(a, 'sub')) return remake('sub', a.args[1]!, a.args[0]!)
  const [s, v] = isApply(a, 'scale') ? (a.args as [Expr, Expr]) : []
  return s && v && isApply(v, 'sub') ? apply('scale', s, negative(v)!) : undefined
}

/** The elements of onehot add up to 1; signs and factors stand in front of the sum. */
function summed(a: Expr): Expr | undefined {
  if (isApply(a, 'onehot')) return number(1)
  if (isApply(a, 'neg')) return remake('neg', remake('sum', a.args[0]!))
  const factored = isApply(a, 'scale') && summed(a.args[1]!)
  return factored ? remake('scale', a.args[0]!, factored) : undefined
}

/** Is only the shape of this function of a vector asked for where that of its operand is the same? */
function like(e: Expr): e is Extract<Expr, { kind: 'apply' }> {
  return e.kind === 'apply' && e.args.length === 1 && givesVector(e.op)
}

function multiply(a: Expr, b: Expr): Expr | undefined {
  if (isNumber(a, 1)) return b
  if (isNumber(b, 1)) return a
  if (isApply(a, 'neg')) return remake('neg', remake('mul', a.args[0]!, b))
  if (isApply(b, 'neg')) return remake('neg', remake('mul', a, b.args[0]!))
  if (isApply(a, 'fill')) return remake('scale', a.args[0]!, b)
  if (isApply(b, 'fill')) return remake('scale', b.args[0]!, a)
  if (isApply(a, 'scale')) return remake('scale', a.args[0]!, remake('mul', a.args[1]!, b))
  if (isApply(b, 'scale')) return remake('scale', b.args[0]!, remake('mul', a, b.args[1]!))
  if (isApply(b, 'mul')) return remake('mul', remake('mul', a, b.args[0]!), b.args[1]!)
  return undefined
}

function scaled(s: Expr, a: Expr): Expr | undefined {
  if (isNumber(s, 1)) return a
  if (isNumber(a, 1)) return s
  if (isNumber(s, -1)) return remake('neg', a)
  if (isApply(s, 'neg')) return remake('neg', remake('scale', s.args[0]!, a))
  if (isApply(a, 'neg')) return remake('neg', remake('scale', s, a.args[0]!))
  if (isApply(a, 'scale')) return remake('scale', times(s, a.args[0]!), a.args[1]!)
  if (isApply(a, 'fill')) return apply('fill', times(s, a.args[0]!), a.args[1]!)
  if (s.kind === 'number' && a.kind === 'number') return number(s.value * a.value)
  return undefined
}

/** The product of two scalars: numbers first, over one fraction bar. */
function times(a: Expr, b: Expr): Expr {
  if (isApply(a, 'div')) return apply('div', times(a.args[0]!, b), a.args[1]!)
  if (isApply(b, 'div')) return apply('div', times(a, b.args[0]!), b.args[1]!)
  return b.kind === 'number' ? remake('scale', b, a) : remake('scale', a, b)
}

/** What one consumer sends on several ways, as one expression: s p − s q is s (p − q). */
export function collect(pieces: readonly Expr[]): Expr {
  if (pieces.length === 1) return pieces[0]!
  const parts = pieces.map(split)
  const first = parts[0]!
  const shared = first.factor
  if (shared && parts.every((p) => p.factor && p.op === first.op && same(p.factor, shared)))
    return apply(first.op, shared, signed(parts.map((p) => ({ minus: p.minus, e: p.rest }))))
  return signed(pieces.map((e) => (isApply(e, 'neg') ? { minus: true, e: e.args[0]! } : { minus: false, e })))
}

/** A term as ± factor · rest; the factor is the leftmost one. */
function split(e: Expr): { minus: boolean; op: string; factor?: Expr; rest: Expr } {
  if (isApply(e, 'neg')) return { ...split(e.args[0]!), minus: true }
  if (isApply(e, 'scale')) return { minus: false, op: 'scale', factor: e.args[0]!, rest: e.args[1]! }
  if (isApply(e, 'mul')) {
    const [left, right] = e.args as [Expr, Expr]
    if (!isApply(left, 'mul')) return { minus: false, op: 'mul', factor: left, rest: right }
    const inner = split(left)
    return { ...inner, rest: apply('mul', inner.rest, right) }
  }
  return { minus: false, op: '', rest: e }
}

function signed(parts: readonly { minus: boolean; e: Expr }[]): Expr {
  const plus = parts.filter((p) => !p.minus).map((p) => p.e)
  const minus = parts.filter((p) => p.minus).map((p) => p.e)
  if (plus.length === 0) return apply('neg', sumOf(minus))
  return minus.reduce((sum, e) => apply('sub', sum, e), sumOf(plus))
}
