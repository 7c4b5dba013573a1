/** A scalar equation as a formula, in symbols or in numbers, in any notation; every number carries its name and its full value. */

import { elementRef, type Part } from '../algebra/element.ts'
import { apply, type Expr, substitute, symbol } from '../algebra/expression.ts'
import { symbolOf } from '../algebra/names.ts'
import { computationOf, precisionOf } from '../algebra/precision.ts'
import { atom, type Printed, print } from '../algebra/printed.ts'
import { scalarTree } from '../algebra/scalar.ts'
import { exprOf } from '../algebra/terms.ts'
import { symbolTree, tagsOf } from '../algebra/typeset.ts'
import { count, numberTree } from '../print/number.ts'
import { index, letter, named, type Tree, taken } from '../print/tree.ts'
import { type Reading, writingOf } from '../trace/formula.ts'
import type { Trace } from '../trace/frame.ts'
import { parseRef, symbolMeant } from '../trace/name.ts'
import { functionPart } from './why.ts'

/** With the letters of a notation, or with the numbers put in. */
export type Face = 'symbols' | 'numbers'

/** A part of a scalar equation, or all of it. Units are counted from 1, as people read them: C@3[0] is C_{3,1}. */
export function partTree(trace: Trace, part: Part, reading: Reading, face: Face): Tree {
  if (face === 'numbers') return scalarTree(part, { digits: precisionOf(computationOf(part)).of }).tree
  return print(withFunctions(trace, exprOf(part)), {
    number: (n) => ({ tree: numberTree(n), prec: n < 0 ? 0 : atom }),
    symbol: ({ name }) => unit(trace, name, reading),
  }).tree
}

/** The name of one number as a formula: f_{3,2}, ∂L/∂C_{3,2}, W_{f,1,2}. */
export function refTree(trace: Trace, ref: string, reading: Reading): Tree {
  return unit(trace, ref, reading).tree
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

function unit(trace: Trace, name: string, reading: Reading): Printed {
  const ref = parseRef(name)
  if (!ref) return { tree: letter(name), prec: atom }
  const timed = trace.memory(symbolOf(ref.name)).timed
  const element = index(...ref.index.map((i) => count(i + 1)))
  const writing = {
    ...writingOf(trace, { ...reading, weights: 'split' }, ref.t ?? 0),
    ...(element ? { element } : {}),
  }
  const s = symbol(symbolMeant(ref), timed && ref.t !== null ? 0 : null)
  const { tree, prec } = symbolTree(s, writing)
  const tags = { ...tagsOf(s, writing), ref: name }
  if (timed || ref.t === null) return { tree: named(tags, tree), prec }
  return { tree: named(tags, taken(tree, count(ref.t))), prec: atom }
}
