/** A scalar equation as LaTeX, in symbols or in numbers, in any notation; every number carries its name and its full value. */

import { elementRef, type Part } from '../algebra/element.ts'
import { apply, type Expr, substitute, symbol } from '../algebra/expression.ts'
import { computationOf, precisionOf } from '../algebra/precision.ts'
import { scalarTex } from '../algebra/scalar.ts'
import { tag } from '../algebra/tag.ts'
import { exprOf } from '../algebra/terms.ts'
import { symbolTex, tagsOf } from '../algebra/typeset.ts'
import { atom, type Style, type Written, write } from '../algebra/write.ts'
import { numberTex } from '../tensor/format.ts'
import { type Reading, writingOf } from '../trace/formula.ts'
import type { Trace } from '../trace/frame.ts'
import { parseRef } from '../trace/name.ts'
import { functionPart } from './why.ts'

/** With the letters of a notation, or with the numbers put in. */
export type Face = 'symbols' | 'numbers'

/** A part of a scalar equation, or all of it, as LaTeX. Units are counted from 1, as people read them: C@3[0] is C_{3,1}. */
export function partTex(trace: Trace, part: Part, reading: Reading, face: Face): string {
  if (face === 'numbers') return scalarTex(part, { digits: precisionOf(computationOf(part)).of }).text
  const style: Style = {
    kind: 'tex',
    number: (n) => ({ text: numberTex(n), prec: n < 0 ? 0 : atom }),
    symbol: ({ name }) => letter(trace, name, reading),
  }
  return write(withFunctions(trace, exprOf(part)), style).text
}

/** The name of one number as LaTeX: f_{3,2}, ∂L/∂C_{3,2}, W_{f,1,2}. */
export function refTex(trace: Trace, ref: string, reading: Reading): string {
  return letter(trace, ref, reading).text
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
