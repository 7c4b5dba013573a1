/** Writes an expression as text or code: the templates of the operations, parentheses where they are needed, and symbols and numbers as the style says. */
import type { Expr, Sym } from './expression.ts'
import { op } from './ops.ts'

/** A piece of writing, and how tightly it binds; what stands for itself has `atom`. */
export interface Written {
  readonly text: string
  readonly prec: number
  /** the operation on the outside */
  readonly op?: string
}

export const atom = 10

export interface Style {
  readonly kind: 'text' | 'numpy' | 'torch'
  readonly symbol: (s: Sym) => Written
  readonly number: (n: number) => Written
}

/** How tightly an operand binds that stands in a template without brackets of its own: it needs none where the template has some around it. */
export const bindsIn = (template: string, min: readonly number[], i: number): number =>
  new RegExp(`[(,] ?\\{${i}\\}[),]`).test(template) ? 0 : min[i]!

export function write(e: Expr, style: Style): Written {
  if (e.kind === 'symbol') return style.symbol(e)
  if (e.kind === 'number') return style.number(e.value)
  const row = op(e.op)
  if (row.transparent) return write(e.args[0]!, style)
  const { prec, min } = (style.kind === 'text' ? undefined : row.code) ?? row
  const template = style.kind === 'torch' ? (row.torch ?? row.numpy) : row[style.kind]
  const text = template.replace(/\{(\d)\}/g, (_, digit) => {
    const i = Number(digit)
    const operand = write(e.args[i]!, style)
    if (template === row.torch && e.args.every(isPythonNumber))
      return `torch.tensor(${operand.text}, dtype=torch.float64)`
    const chained = row.chain && i === 0 && operand.op === e.op
    return operand.prec >= bindsIn(template, min, i) || chained ? operand.text : `(${operand.text})`
  })
  return { text, prec, op: e.op }
}

/** Is it a number of Python's own in the code for PyTorch, whose functions take tensors alone? */
const isPythonNumber = (e: Expr): boolean =>
  e.kind === 'number' || (e.kind === 'apply' && op(e.op).torch === undefined && e.args.every(isPythonNumber))

/** An expression in the language of the cells, as the parser reads it. */
export function text(e: Expr): string {
  return write(e, {
    kind: 'text',
    number: (n) => ({ text: String(n), prec: n < 0 ? 2 : atom }),
    symbol: ({ name, dt }) => ({ text: dt ? `${name}[t${dt < 0 ? '' : '+'}${dt}]` : name, prec: atom }),
  }).text
}
