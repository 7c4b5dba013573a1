/** Prints an expression as a formula: the layouts of the operations, parentheses where they are needed, and symbols and numbers as the style says. */
import { beginsWithMinus, inParentheses, type Tree } from '../print/tree.ts'
import type { Expr, Sym } from './expression.ts'
import { op, type TreeLayout } from './ops.ts'

/** A piece of a formula, and how tightly it binds; what stands for itself has `atom`. */
export interface Printed {
  readonly tree: Tree
  readonly prec: number
  /** the operation on the outside */
  readonly op?: string
}

export const atom = 10

export interface Style {
  /** do numbers stand in place of the symbols? */
  readonly numbers?: boolean
  readonly symbol: (s: Sym) => Printed
  readonly number: (n: number) => Printed
  /** prints a whole sub-expression in its own way, or declines */
  readonly special?: (e: Expr, again: (e: Expr) => Printed) => Printed | undefined
}

export function print(e: Expr, style: Style): Printed {
  if (e.kind === 'symbol') return style.symbol(e)
  if (e.kind === 'number') return style.number(e.value)
  const special = style.special?.(e, (inner) => print(inner, style))
  if (special) return special
  const row = op(e.op)
  if (row.transparent) return print(e.args[0]!, style)
  const { prec, min } = row.inTree ?? row
  const [inside] = e.args
  if (e.op === 'square' && inside!.kind === 'apply') {
    const { squared, min: least } = op(inside!.op)
    if (squared) return { tree: laid(squared, inside!.args, least, style), prec, op: e.op }
  }
  const layout = (style.numbers && row.treeNumbers) || row.tree
  return { tree: laid(layout, e.args, min, style, row.chain ? e.op : undefined), prec, op: e.op }
}

function laid(
  layout: TreeLayout,
  args: readonly Expr[],
  min: readonly number[],
  style: Style,
  chain?: string,
): Tree {
  const operand = (i: number): Tree => {
    const { tree, prec, op: outside } = print(args[i]!, style)
    const chained = chain !== undefined && i === 0 && outside === chain
    // Behind another sign a number's own sign stands in parentheses.
    const signs = i > 0 && style.numbers && beginsWithMinus(tree)
    return (prec >= min[i]! || chained) && !signs ? tree : inParentheses(tree)
  }
  const [a, b] = args.slice(0, layout.length).map((_, i) => operand(i))
  return layout(a!, b!)
}

/** In parentheses, unless it binds at least this tightly. */
export function within({ tree, prec }: Printed, least: number): Tree {
  return prec >= least ? tree : inParentheses(tree)
}

/** Behind a plus (`least` 1) or a minus (2): in parentheses where it begins with a sign. */
export function unsigned(printed: Printed, least: number): Tree {
  return beginsWithMinus(printed.tree) ? inParentheses(printed.tree) : within(printed, least)
}
