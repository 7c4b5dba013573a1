/** What a cell may say by mistake although it can be used: lines that do nothing, weights that look like something else. */
import { symbolsIn } from '../algebra/expression.ts'
import { distance, mostWrong } from '../algebra/nearest.ts'
import { authors, readLines } from '../algebra/syntax.ts'
import type { Cell } from './compile.ts'

/** `idle`: a line that h does not need; `joined`, `misspelt`: a weight that looks like a product without its space, like another symbol. */
export type Doubt =
  | { readonly id: 'idle'; readonly name: string; readonly line: number }
  | {
      readonly id: 'joined' | 'misspelt'
      readonly name: string
      readonly meant: string
      readonly line: number
    }

/** The doubts about a cell that can be used, in the order of its lines. */
export function doubtsOf(text: string, cell: Cell): readonly Doubt[] {
  const lines = text
    .normalize('NFC')
    .split('\n')
    .map((line) => line.replace(/#.*/, ''))
  const reads = (line: string, name: string) => (line.split('=')[1] ?? '').match(nameInText)?.includes(name)
  const lineOf = (name: string) => lines.findIndex((line) => reads(line, name)) + 1
  const needed = neededBy(cell, 'h')
  const idle = readLines(text.normalize('NFC'), authors)
    .filter(({ kind, symbol }) => kind === 'equation' && !needed.has(symbol))
    .map(({ symbol, at }): Doubt => ({ id: 'idle', name: symbol, line: at.line }))
  const unused = idle.map(({ name }) => name)
  const weights = cell.weights.flatMap((name): Doubt[] => {
    const joined = joinedIn(name, cell)
    if (joined) return [{ id: 'joined', name, meant: joined, line: lineOf(name) }]
    const meant = meantBy(name, cell, unused)
    return meant === undefined ? [] : [{ id: 'misspelt', name, meant, line: lineOf(name) }]
  })
  return [...idle, ...weights].sort((a, b) => a.line - b.line)
}

const nameInText = /\p{L}[\p{L}\p{M}\d_]*/gu

const written = ({ equations }: Cell): readonly string[] => equations.map(({ symbol }) => symbol)

/** The symbols that a symbol is computed from, now or at an earlier timestep, and it itself. */
function neededBy({ equations }: Cell, symbol: string): ReadonlySet<string> {
  const needed = new Set([symbol])
  for (const name of needed)
    for (const { expr } of equations.filter((each) => each.symbol === name))
      for (const read of symbolsIn(expr)) needed.add(read.name)
  return needed
}

/**
 * A weight and a value that are written as one name: W x for Wx. What is left of the value is a weight of the cell, or one capital letter;
 * a matrix is no product of these two, so a matrix that is called Wx is a weight.
 */
function joinedIn(name: string, cell: Cell): string | undefined {
  if (cell.shapes.get(name)!.length > 1) return undefined
  const value = ['x', ...written(cell)].find((each) => name.length > each.length && name.endsWith(each))
  if (value === undefined) return undefined
  const left = name.slice(0, -value.length)
  return cell.weights.includes(left) || /^\p{Lu}$/u.test(left) ? `${left} ${value}` : undefined
}

/** The value that a weight may be meant for: one of its shape whose name is nearly the same, or that nothing reads and begins alike. */
function meantBy(name: string, cell: Cell, unused: readonly string[]): string | undefined {
  const now = ['x', ...written(cell)].find((value) => name === `${value}_t`)
  if (now) return now
  const values = ['x', ...written(cell)].filter(
    (each) => String(cell.shapes.get(each)) === String(cell.shapes.get(name)),
  )
  const begins = (a: string, b: string) => a.toLowerCase().startsWith(b.toLowerCase())
  return (
    values.find((value) => unused.includes(value) && (begins(value, name) || begins(name, value))) ??
    values.find((value) => isNear(name, value))
  )
}

/** Are two names nearly the same, the letter and what stands low each for itself? a_f and b_f are two names. */
function isNear(a: string, b: string): boolean {
  const [x, y] = [a.split('_'), b.split('_')]
  const plain = (name: string) => name.replace(/\d+$/, '')
  // Names that are counted are different names: alpha1 and alpha2.
  if (a !== b && plain(a) === plain(b)) return false
  return (
    x.length === y.length &&
    x.every((part, i) => distance(part, y[i]!) <= Math.min(mostWrong(part), mostWrong(y[i]!)))
  )
}
