/** A scalar equation with its numbers as a formula: signs in parentheses, numbers with a dot between them. */
import { count, literal, valueTree } from '../print/number.ts'
import { between, joined, type Numeral, row, script, sign, tall } from '../print/tree.ts'
import type { Part } from './element.ts'
import { apply, symbol } from './expression.ts'
import { givesVector, op } from './ops.ts'
import { atom, type Printed, print, unsigned, within } from './printed.ts'
import { factors } from './terms.ts'

export interface NumberStyle {
  /** with how many digits a number is written, by its name */
  readonly digits: (name: string) => number
  /** the most summands that are written out. Default: all */
  readonly most?: number
}

/** A part of a scalar equation, or all of it, with its numbers. */
export function scalarTree(part: Part, style: NumberStyle): Printed {
  const again = (inner: Part) => scalarTree(inner, style)
  const { digits, most = Number.POSITIVE_INFINITY } = style
  if (part.kind === 'number') {
    const { ref, value, unasked } = part
    if (ref === null) return { tree: literal(value, 8), prec: value < 0 ? 2 : atom }
    return numberPrinted(valueTree(value, unasked ? undefined : ref, digits(ref)), value)
  }
  const { op: name, args, element } = part
  const [a, b] = args as [Part, Part]
  switch (name) {
    case 'sum':
      return sumTree(args.length, most, (i) => again(args[i]!))
    case 'add':
      return { tree: row(again(a).tree, between('+'), unsigned(again(b), 1)), prec: 1 }
    case 'sub':
      return { tree: row(again(a).tree, between('−'), unsigned(again(b), 2)), prec: 1 }
    case 'oneMinus':
      return { tree: row(count(1), between('−'), unsigned(again(a), 2)), prec: 1 }
    case 'mul':
    case 'scale': {
      const list = factors(part).map((factor) => within(again(factor), 3))
      return { tree: joined(list, between('⋅')), prec: 3 }
    }
    case 'pick':
      return again(a)
    case 'onehot':
      return { tree: tall('[', row(count(element), between('='), again(a).tree), ']'), prec: atom }
    default: {
      if (op(name).whole) {
        const list = joined(
          args.map((arg) => again(arg).tree),
          between(','),
        )
        const place = givesVector(name) ? count(element + 1) : undefined
        return { tree: script(op(name).tree(list, list), place), prec: atom }
      }
      // Every other row is written by its layout, with its operands in their places.
      const places = args.map((_, i) => symbol(String(i), null))
      return print(apply(name, ...places), {
        numbers: true,
        number: () => ({ tree: row(), prec: atom }),
        symbol: (s) => again(args[Number(s.name)]!),
      })
    }
  }
}

/** Summands with plus signs; of more than `most` the first ones and the last, with dots between. */
export function sumTree(count: number, most: number, term: (i: number) => Printed): Printed {
  const shown = (i: number) => (i === 0 ? term(0).tree : unsigned(term(i), 1))
  if (count === 1) return term(0)
  const all = Array.from({ length: count }, (_, i) => i)
  const terms =
    count <= most ? all.map(shown) : [...all.slice(0, most - 2).map(shown), sign('⋯'), shown(count - 1)]
  return { tree: joined(terms, between('+')), prec: 1 }
}

/** How tightly a number binds: a sign and a power of ten bind less than digits. */
export function numberPrinted(tree: Numeral, value: number): Printed {
  return { tree, prec: value < 0 ? 2 : tree.exponent !== 0 ? 3 : atom }
}
