import { apply, type Expr, isApply, same, substitute, symbol, symbolsIn } from './expression.ts'
import { arity, op } from './ops.ts'
import type { Line } from './parse.ts'
import { simplify } from './simplify.ts'

/** The timesteps at which an equation is evaluated, where these are not all: those with a loss, the first, or the last. */
export type When = 'loss' | 'first' | 'last'

/** `symbol` at t is `expr`. A silent equation names a part of a formula: it is evaluated once, and printed as what it stands for. */
export interface Equation {
  readonly symbol: string
  readonly expr: Expr
  readonly silent?: boolean
  readonly when?: When
  /**
   * The symbol has no time: it is the sum of `expr` over the timesteps, or the logarithm of the sum of its exponentials; or it is `expr`
   * at the one timestep where the equation stands.
   */
  readonly once?: 'sum' | 'logsumexp' | 'here'
}

/**
 * Lines with changes laid over them. A line of the change replaces the line of the same symbol, += adds to it; a symbol
 * that becomes a number is put in everywhere and goes, and so does what nothing uses any more. `keep` names what is used from outside.
 */
export function change(
  lines: readonly Line[],
  changes: readonly Line[],
  keep: readonly string[],
): Equation[] {
  const bySymbol = new Map(lines.map((line) => [line.symbol, line.expr]))
  for (const { symbol: name, adds, expr } of changes) {
    const before = bySymbol.get(name)
    bySymbol.set(name, adds && before ? apply('add', before, expr) : expr)
  }
  const constant = new Map([...bySymbol].filter(([, expr]) => expr.kind === 'number'))
  let equations = [...bySymbol]
    .filter(([name]) => !constant.has(name))
    .map(([name, expr]) => ({
      symbol: name,
      expr: simplify(substitute(expr, (s) => constant.get(s.name) ?? s)),
    }))
  for (;;) {
    const used = new Set([...keep, ...equations.flatMap((eq) => symbolsIn(eq.expr)).map((s) => s.name)])
    const alive = equations.filter((eq) => used.has(eq.symbol))
    if (alive.length === equations.length) return inOrder(equations)
    equations = alive
  }
}

/** The equations with each after those whose value of the same timestep it uses, else in the order given. */
export function inOrder(equations: readonly Equation[]): Equation[] {
  const ordered: Equation[] = []
  const place = (eq: Equation, path: readonly string[]): void => {
    if (ordered.includes(eq)) return
    if (path.includes(eq.symbol))
      throw new Error(`expected no circle, got ${[...path, eq.symbol].join(' → ')}`)
    for (const s of symbolsIn(eq.expr)) {
      const source = s.dt === 0 ? equations.find((other) => other.symbol === s.name) : undefined
      if (source) place(source, [...path, eq.symbol])
    }
    ordered.push(eq)
  }
  for (const eq of equations) place(eq, [])
  return ordered
}

/**
 * Gives a name to each part of a right-hand side whose value its derivative needs: a nonlinearity inside a formula
 * (tanh(C) in h = o ⊙ tanh(C)), what a matrix multiplies, and a factor with a matrix product in it.
 */
export function nameParts(
  equations: readonly Equation[],
  isTaken: (name: string) => boolean = () => false,
): Equation[] {
  const named: Equation[] = []
  for (const eq of equations) {
    if (eq.once) {
      named.push(eq)
      continue
    }
    const found: Equation[] = []
    const whole = eq.expr
    const expr =
      whole.kind === 'apply'
        ? apply(whole.op, ...whole.args.map((arg) => visit(arg, whole.op, found, eq)))
        : whole
    named.push(...found, { ...eq, expr })
  }
  return named

  /** A symbol of a cell may have such a name too: it keeps it. */
  function free(name: string): string {
    return isTaken(name) ? `part.${name}` : name
  }

  function visit(e: Expr, parent: string, found: Equation[], { symbol: symbolName, when }: Equation): Expr {
    if (e.kind !== 'apply') return e
    const inner = apply(
      e.op,
      ...e.args.map((arg) =>
        visit(arg, e.op, found, { symbol: symbolName, expr: e, ...(when ? { when } : {}) }),
      ),
    )
    const nonlinear = isNonlinear(e.op)
    const multiplied = parent === 'matvec' || parent === 'matvecT'
    const factor = parent === 'mul' && hasProduct(inner)
    // Of a constant, such as sqrt(3), there is no derivative.
    const isConstant = symbolsIn(inner).length === 0
    if (isConstant || (!nonlinear && !multiplied && !factor)) return inner
    const before = [...named, ...found].find(
      (other) => other.silent && other.when === when && same(other.expr, inner),
    )
    const [only] = inner.args
    const ofSymbol =
      nonlinear && only?.kind === 'symbol' && inner.args.length === 1
        ? free(`${e.op}${only.name}`)
        : undefined
    // tanh(a) and tanh(a[t-1]) are two parts.
    const isOther = [...named, ...found].some((other) => other.symbol === ofSymbol)
    const name =
      before?.symbol ??
      (ofSymbol && !isOther
        ? ofSymbol
        : free(`${symbolName}_part${found.length === 0 ? '' : found.length + 1}`))
    if (!before) found.push({ symbol: name, expr: inner, silent: true, ...(when ? { when } : {}) })
    return symbol(name)
  }
}

/** The equations as they were written before `nameParts`: each part stands in what reads it. */
export function inline(equations: readonly Equation[]): Equation[] {
  const parts = new Map<string, Expr>()
  const whole = (e: Expr): Expr => substitute(e, (s) => (s.dt === 0 ? parts.get(s.name) : undefined) ?? s)
  return equations.flatMap(({ symbol: name, expr, silent }) => {
    if (!silent) return [{ symbol: name, expr: whole(expr) }]
    parts.set(name, whole(expr))
    return []
  })
}

/** A function of each element whose derivative uses its own value, such as σ and tanh. */
function isNonlinear(name: string): boolean {
  const row = op(name)
  if (row.whole) return false
  const out = symbol('out')
  const pulled = row.pull(
    symbol('g'),
    Array.from({ length: arity(row) }, (_, i) => symbol(`arg${i}`)),
    out,
  )
  return pulled.some((e) => e !== null && symbolsIn(e).some((s) => s.name === 'out'))
}

function hasProduct(e: Expr): boolean {
  return e.kind === 'apply' && (isApply(e, 'matvec') || isApply(e, 'matvecT') || e.args.some(hasProduct))
}
