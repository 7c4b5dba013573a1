/**
 * Writes an expression in any style: the templates of the operations, parentheses where they are needed, and
 * symbols and numbers as the style says. LaTeX, code and plain text are styles.
 */
import type { Expr, Sym } from './expression.ts'
import { op } from './ops.ts'
import { untagged } from './tag.ts'

/** A piece of writing, and how tightly it binds; what stands for itself has `atom`. */
export interface Written {
  readonly text: string
  readonly prec: number
  /** the operation on the outside */
  readonly op?: string
}

export const atom = 10

export interface Style {
  readonly kind: 'tex' | 'text' | 'numpy' | 'torch'
  /** do numbers stand in place of the symbols? */
  readonly numbers?: boolean
  readonly symbol: (s: Sym) => Written
  readonly number: (n: number) => Written
  /** writes a whole sub-expression in its own way, or declines */
  readonly special?: (e: Expr, again: (e: Expr) => Written) => Written | undefined
}

export function write(e: Expr, style: Style): Written {
  if (e.kind === 'symbol') return style.symbol(e)
  if (e.kind === 'number') return style.number(e.value)
  const special = style.special?.(e, (inner) => write(inner, style))
  if (special) return special
  const row = op(e.op)
  if (row.transparent) return write(e.args[0]!, style)
  const code = style.kind === 'numpy' || style.kind === 'torch'
  const { prec, min } = (code ? row.code : style.kind === 'tex' ? row.inTex : undefined) ?? row
  const [inside] = e.args
  if (style.kind === 'tex' && e.op === 'square' && inside!.kind === 'apply') {
    const squared = op(inside!.op).squared
    if (squared) return { text: fill(squared, inside!.args, op(inside!.op).min, style), prec, op: e.op }
  }
  const plain = style.kind === 'torch' ? (row.torch ?? row.numpy) : row[style.kind]
  const template = (style.numbers && row.texNumbers) || plain
  return { text: fill(template, e.args, min, style, row.chain ? e.op : undefined), prec, op: e.op }
}

function fill(
  template: string,
  args: readonly Expr[],
  min: readonly number[],
  style: Style,
  chain?: string,
): string {
  return template.replace(/\{(\d)\}/g, (_, digit) => {
    const i = Number(digit)
    const { text, prec, op: outside } = write(args[i]!, style)
    const chained = chain !== undefined && i === 0 && outside === chain
    // Behind another sign a number's own sign stands in parentheses.
    const signs = i > 0 && style.numbers && untagged(text).startsWith('-')
    if ((prec >= min[i]! || chained) && !signs) return text
    return style.kind === 'tex' ? `\\left(${text}\\right)` : `(${text})`
  })
}

/** An expression in the language of the cells, as the parser reads it. */
export function text(e: Expr): string {
  return write(e, {
    kind: 'text',
    number: (n) => ({ text: String(n), prec: n < 0 ? 2 : atom }),
    symbol: ({ name, dt }) => ({ text: dt ? `${name}[t${dt < 0 ? '' : '+'}${dt}]` : name, prec: atom }),
  }).text
}
