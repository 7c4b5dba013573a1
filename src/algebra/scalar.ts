/** A scalar equation with its numbers as LaTeX: signs in parentheses, numbers with a dot between them. */
import { fullValue, numberTex } from '../tensor/format.ts'
import type { Part } from './element.ts'
import { apply, symbol } from './expression.ts'
import { givesVector, op } from './ops.ts'
import { type Tag, tag, untagged } from './tag.ts'
import { factors } from './terms.ts'
import { atom, type Written, write } from './write.ts'

export interface NumberStyle {
  /** with how many digits a number is written, by its name */
  readonly digits: (name: string) => number
  /** the most summands that are written out. Default: all */
  readonly most?: number
  readonly put?: Tag
}

/** Numbers that have a name by which they cannot be asked: a sum that stands as its value. */
export const nameless = (name: string): boolean => name.includes(' ')

/** A part of a scalar equation, or all of it, with its numbers. */
export function scalarTex(part: Part, style: NumberStyle): Written {
  const again = (inner: Part) => scalarTex(inner, style)
  const { digits, most = Number.POSITIVE_INFINITY, put = tag } = style
  if (part.kind === 'number') {
    const { ref, value } = part
    if (ref === null) return { text: literal(value), prec: value < 0 ? 2 : atom }
    const tags = { ...(nameless(ref) ? {} : { ref }), value: fullValue(value) }
    return numberWritten(put(tags, numberTex(value, digits(ref))), value)
  }
  const { op: name, args, element } = part
  const [a, b] = args as [Part, Part]
  switch (name) {
    case 'sum':
      return sumTex(args.length, most, (i) => again(args[i]!))
    case 'add':
      return { text: `${again(a).text} + ${unsigned(again(b), 1)}`, prec: 1 }
    case 'sub':
      return { text: `${again(a).text} - ${unsigned(again(b), 2)}`, prec: 1 }
    case 'oneMinus':
      return { text: `1 - ${unsigned(again(a), 2)}`, prec: 1 }
    case 'mul':
    case 'scale': {
      const list = factors(part).map(again)
      return { text: list.map((one) => within(one, 3)).join(' \\cdot '), prec: 3 }
    }
    case 'pick':
      return again(a)
    case 'onehot':
      return { text: `\\left[${element} = ${again(a).text}\\right]`, prec: atom }
    default: {
      if (op(name).whole) {
        const list = args.map((arg) => again(arg).text).join(', ')
        const place = givesVector(name) ? `_{${element + 1}}` : ''
        return { text: `${op(name).tex.replace('{0}', list)}${place}`, prec: atom }
      }
      // Every other row is written by its template, with its operands in their places.
      const places = args.map((_, i) => symbol(String(i), null))
      return write(apply(name, ...places), {
        kind: 'tex',
        numbers: true,
        number: () => ({ text: '', prec: atom }),
        symbol: (s) => again(args[Number(s.name)]!),
      })
    }
  }
}

/** A number of an equation itself, such as 2 or ½. */
function literal(value: number): string {
  return value === 0.5 ? '\\tfrac{1}{2}' : numberTex(value, 8)
}

/** Summands with plus signs; of more than `most` the first ones and the last, with dots between. */
export function sumTex(count: number, most: number, term: (i: number) => Written): Written {
  const shown = (i: number) => (i === 0 ? term(0).text : unsigned(term(i), 1))
  if (count === 1) return term(0)
  const all = Array.from({ length: count }, (_, i) => i)
  const terms =
    count <= most ? all.map(shown) : [...all.slice(0, most - 2).map(shown), '\\cdots', shown(count - 1)]
  return { text: terms.join(' + '), prec: 1 }
}

/** How tightly a number binds: a sign and a power of ten bind less than digits. */
export function numberWritten(text: string, value: number): Written {
  return { text, prec: value < 0 ? 2 : untagged(text).includes('\\times') ? 3 : atom }
}

/** In parentheses, unless it binds at least this tightly. */
export function within({ text, prec }: Written, least: number): string {
  return prec >= least ? text : `\\left(${text}\\right)`
}

/** Behind a plus (`least` 1) or a minus (2): in parentheses where it begins with a sign. */
export function unsigned(written: Written, least: number): string {
  return untagged(written.text).startsWith('-') ? `\\left(${written.text}\\right)` : within(written, least)
}
