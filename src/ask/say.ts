/** A scalar equation as LaTeX, in symbols or in numbers, in any notation; every number carries its name and its full value. */
import { apply, type Expr, isApply, substitute, symbol } from '../algebra/expression.ts'
import { tag } from '../algebra/tag.ts'
import { symbolTex, tagsOf } from '../algebra/typeset.ts'
import { atom, type Style, type Written, write } from '../algebra/write.ts'
import { fullValue, numberTex } from '../tensor/format.ts'
import { type Reading, writingOf } from '../trace/formula.ts'
import type { Trace } from '../trace/frame.ts'
import { numberOf, parseRef } from '../trace/name.ts'
import { elementRef, type Part } from './element.ts'
import { exprOf } from './terms.ts'
import { functionPart } from './why.ts'

/** With the letters of a notation, or with the numbers put in. */
export type Face = 'symbols' | 'numbers'

/** A part of a scalar equation, or all of it, as LaTeX. Units are counted from 1, as people read them: C@3[0] is C_{3,1}. */
export function partTex(trace: Trace, part: Part, reading: Reading, face: Face): string {
  const style: Style = {
    kind: 'tex',
    number: (n) => ({ text: numberTex(n), prec: n < 0 ? 0 : atom }),
    symbol: ({ name }) => (face === 'symbols' ? letter(trace, name, reading) : valueTex(trace, name)),
    // Two numbers side by side would read as one.
    special: (e, again) =>
      face === 'numbers' && isApply(e, 'scale')
        ? { text: e.args.map((arg) => bracketed(again(arg))).join(' \\cdot '), prec: 3 }
        : undefined,
  }
  const e = exprOf(part)
  return write(face === 'symbols' ? withFunctions(trace, e) : e, style).text
}

/** The name of one number as LaTeX: f_{3,2}, ∂L/∂C_{3,2}, W_{f,1,2}. */
export function refTex(trace: Trace, ref: string, reading: Reading): string {
  return letter(trace, ref, reading).text
}

function bracketed({ text, prec }: Written): string {
  return prec >= 3 ? text : `\\left(${text}\\right)`
}

/** What is evaluated once and printed as a function, tanh C, stands as that function. */
function withFunctions(trace: Trace, e: Expr): Expr {
  return substitute(e, (s) => {
    const ref = parseRef(s.name)
    const expr = ref && !ref.gradient ? functionPart(trace, ref.name) : undefined
    const [of] = expr?.kind === 'apply' ? expr.args : []
    if (!ref || expr?.kind !== 'apply' || of?.kind !== 'symbol') return s
    return apply(expr.op, symbol(elementRef(of.name, ref.t, ref.index), null))
  })
}

function valueTex(trace: Trace, name: string): Written {
  const value = numberOf(trace, name)
  if (value === undefined) return { text: '\\cdots', prec: atom }
  return { text: tag({ ref: name, value: fullValue(value) }, numberTex(value)), prec: value < 0 ? 0 : atom }
}

function letter(trace: Trace, name: string, reading: Reading): Written {
  const ref = parseRef(name)
  if (!ref) return { text: name, prec: atom }
  const timed = trace.memory(ref.name.replace(/'$/, '')).timed
  const element = ref.index.map((i) => i + 1).join()
  const writing = {
    ...writingOf(trace, { ...reading, weights: 'split' }, ref.t ?? 0),
    ...(element ? { element } : {}),
  }
  const s = symbol(`${ref.gradient ? 'd:' : ''}${ref.name}`, timed && ref.t !== null ? 0 : null)
  const { text, prec } = symbolTex(s, writing)
  const tags = { ...tagsOf(s, writing), ref: name }
  if (timed || ref.t === null) return { text: tag(tags, text), prec }
  return { text: tag(tags, `\\left.${text}\\right|_{${ref.t}}`), prec: atom }
}
