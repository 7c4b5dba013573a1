/**
 * Expressions are plain frozen data: a symbol, a number, or an operation applied to expressions.
 * The gradient of the loss with respect to a symbol is a symbol too, named with "d:" in front.
 */
export type Expr = Sym | Num | Apply

/** A symbol of the equations, by its name, at a timestep relative to t. */
export interface Sym {
  readonly kind: 'symbol'
  readonly name: string
  /** the timestep meant, relative to t (C[t-1] has -1); null for what has no time, such as a weight */
  readonly dt: number | null
}

export interface Num {
  readonly kind: 'number'
  readonly value: number
}

export interface Apply {
  readonly kind: 'apply'
  /** the name of a row of the table of operations */
  readonly op: string
  readonly args: readonly Expr[]
}

/** A symbol at a timestep relative to t: this one where `dt` is absent; null for what has no time. */
export function symbol(name: string, dt: number | null = 0): Sym {
  return Object.freeze({ kind: 'symbol', name, dt })
}

export function number(value: number): Num {
  return Object.freeze({ kind: 'number', value })
}

/** An operation, by its row of the table, applied to expressions. */
export function apply(op: string, ...args: readonly Expr[]): Apply {
  return Object.freeze({ kind: 'apply', op, args: Object.freeze(args) })
}

export function isNumber(e: Expr, value: number): boolean {
  return e.kind === 'number' && e.value === value
}

/** An application of the named operation? */
export function isApply<Name extends string>(e: Expr, op: Name): e is Apply & { readonly op: Name } {
  return e.kind === 'apply' && e.op === op
}

export function same(a: Expr, b: Expr): boolean {
  if (a.kind === 'symbol') return b.kind === 'symbol' && a.name === b.name && a.dt === b.dt
  if (a.kind === 'number') return b.kind === 'number' && a.value === b.value
  return (
    b.kind === 'apply' &&
    a.op === b.op &&
    a.args.length === b.args.length &&
    a.args.every((arg, i) => same(arg, b.args[i]!))
  )
}

/** Every symbol in the expression, in reading order, each once. */
export function symbolsIn(e: Expr): Sym[] {
  if (e.kind === 'number') return []
  if (e.kind === 'symbol') return [e]
  const found: Sym[] = []
  for (const s of e.args.flatMap(symbolsIn)) if (!found.some((other) => same(s, other))) found.push(s)
  return found
}

/** The expression with each symbol replaced by what `by` gives for it. */
export function substitute(e: Expr, by: (s: Sym) => Expr): Expr {
  if (e.kind === 'number') return e
  if (e.kind === 'symbol') return by(e)
  const args = e.args.map((arg) => substitute(arg, by))
  return args.every((arg, i) => arg === e.args[i]) ? e : apply(e.op, ...args)
}

/** The expression as it reads `steps` timesteps later; what has no time stays. */
export function shift(e: Expr, steps: number): Expr {
  return steps === 0 ? e : substitute(e, (s) => (s.dt === null ? s : symbol(s.name, s.dt + steps)))
}

/** The summands of a chain of additions, left to right. */
export function summands(e: Expr): Expr[] {
  return isApply(e, 'add') ? e.args.flatMap(summands) : [e]
}

/** The sum of expressions, a negative one taken off; 0 for none. */
export function sumOf(terms: readonly Expr[]): Expr {
  if (terms.length === 0) return number(0)
  return terms.reduce((a, b) => (isApply(b, 'neg') ? apply('sub', a, b.args[0]!) : apply('add', a, b)))
}
