/** The lines of a derivation: each printed from its own expression and evaluated by it. */

import { arrayTree } from '../algebra/arrays.ts'
import type { Expr, Sym } from '../algebra/expression.ts'
import { symbol } from '../algebra/expression.ts'
import { gradientOf, withoutElement } from '../algebra/names.ts'
import type { Cancelling } from '../algebra/precision.ts'
import { within } from '../algebra/printed.ts'
import { sumTree } from '../algebra/scalar.ts'
import { refOf } from '../algebra/typeset.ts'
import { count, valueTree } from '../print/number.ts'
import { texOf } from '../print/tex.ts'
import { letter, row, sign, sumOver, type Tree } from '../print/tree.ts'
import { usualDigits } from '../tensor/format.ts'
import { type Reading, writingOf } from '../trace/formula.ts'
import type { Trace } from '../trace/frame.ts'
import { parseRef, valuesOf } from '../trace/name.ts'
import type { Lines } from './net.ts'
import { elementNumbers, matrixNumbers, type NumberLine, type Numbers } from './numbers.ts'
import { unmarked } from './pending-rules.ts'
import type { RuleId } from './rules.ts'
import type { Target } from './target.ts'
import { evaluatorOf, type Part } from './value.ts'
import { lineTree, type Pen } from './write.ts'

/** One line: what the target is equal to, after one rule more. */
export interface Line {
  readonly rule: RuleId
  /** the question on the first line, else the right-hand side */
  readonly tree: Tree
  /** what this line's own expression is worth: the element asked for */
  readonly value: number
  /** the sum of the sizes of its terms: what a difference by rounding is measured against */
  readonly magnitude: number
  /** numbers are put in, and the digits that are written do not give the value, since the terms cancel */
  readonly cancels: Cancelling | undefined
  /** what was evaluated: expressions at a timestep, or summed over timesteps */
  readonly parts: readonly Part[]
  /** the symbol that the rule was applied to: f@3, or f where all timesteps are meant */
  readonly about: string
  /** the consumer along whose route this line goes, without its time */
  readonly via?: string
  /** when that consumer stands, relative to the symbol whose gradient it sends to; null for a weight */
  readonly dt?: number | null
  /** the gradient that is being unfolded: the target, or one inside it */
  readonly of: string
  /** how many gradients it stands inside: 0 for the target's own lines */
  readonly level: number
}

export interface LineStyle {
  readonly reading: Reading
  readonly form: 'scalar' | 'matrix'
  readonly count: 0 | 1
  readonly most: number
}

/** Where a line belongs. */
export interface Info {
  readonly about: Sym
  /** the timestep that `about` is relative to; null where all are meant */
  readonly at: number | null
  readonly via?: Sym
  readonly dt?: number | null
  readonly of: string
  readonly level: number
}

/** Collects lines. A line that would read as the one before is left out. */
export interface Book {
  readonly lines: readonly Line[]
  /** the letters of LaTeX written so far, names not counted */
  readonly written: number
  /** with how many digits the value of the element asked for is written: 0 where its terms cancel down to what rounding left */
  readonly digits: number
  readonly add: (rule: RuleId, parts: readonly Part[], info: Info) => void
}

export function bookOf(trace: Trace, net: Lines, target: Target, style: LineStyle): Book {
  const evaluator = evaluatorOf(trace, net)
  const lines: Line[] = []
  const [i = 0, j] = target.index
  const place = j === undefined ? i : i * target.shape[1]! + j
  const index = style.form === 'matrix' ? null : target.index
  const whole = withoutElement(target.ref)
  /** the digits of the result, once its numbers are put in */
  let digits: NumberLine['digits'] = () => usualDigits
  let letters = 0
  let last = ''

  const writingAt = (t: number | undefined) => writingOf(trace, style.reading, t)
  const penAt = (part: Omit<Part, 'expr'>, powers = false): Pen => ({
    lines: net,
    writing: part.from === part.to ? writingAt(part.from) : { ...writingAt(undefined), time: 't' },
    writingAt,
    shape: (name) => trace.memory(name).shape,
    count: style.count,
    powers,
  })

  function partOf(part: Part, powers: boolean) {
    const body = lineTree(penAt(part, powers), part.expr, index)
    if (part.from === part.to) return body
    const from = row(letter('t'), sign('='), count(part.from))
    return { tree: sumOver(from, within(body, 3), count(part.to)), prec: 2 }
  }

  function numbers(parts: readonly Part[]): NumberLine {
    const from: Numbers = { trace, evaluator, most: style.most }
    const all = parts.flatMap(({ expr, from, to }) =>
      Array.from({ length: to - from + 1 }, (_, i) => ({ expr: unmarked(expr), t: from + i })),
    )
    const pen = (t: number) => penAt({ from: t, to: t })
    return index ? elementNumbers(from, all, index) : matrixNumbers(pen, from, all, whole)
  }

  function result(): Tree {
    const { data, shape } = valuesOf(trace, parseRef(target.ref)!)!
    return index
      ? valueTree(data[place]!, target.ref, digits(target.ref))
      : arrayTree(data, shape, whole, style.most, undefined, { digits })
  }

  function written(rule: RuleId, parts: readonly Part[]): Pick<NumberLine, 'tree' | 'cancels'> {
    if (rule === 'numbers') {
      const line = numbers(parts)
      digits = line.digits
      return line
    }
    if (rule === 'result') return { tree: result(), cancels: undefined }
    const { tree } = sumTree(parts.length, parts.length, (i) => partOf(parts[i]!, rule === 'powers'))
    return { tree, cancels: undefined }
  }

  return {
    lines,
    get digits() {
      return digits(
        index ? target.ref : `${whole}${target.shape.length === 0 ? '' : `[${target.shape.map(() => 0)}]`}`,
      )
    },
    get written() {
      return letters
    },
    add: (rule, parts, { about, at, via, dt, of, level }) => {
      const { tree, cancels } = written(rule, parts)
      const plain = texOf(tree, false)
      const same = plain === last
      last = plain
      // Where putting the numbers in already gives the result, the result stands alone.
      if (same && rule === 'result') lines.pop()
      else if (same) return
      letters += plain.length
      const own = rule === 'result' ? [{ expr: engine(target), from: target.from, to: target.from }] : parts
      const value = rule === 'result' ? engineValue() : evaluator.element(parts, place)
      lines.push({
        rule,
        tree,
        ...value,
        cancels,
        parts: own,
        about: at === null || about.dt === null ? about.name : refOf(about, at),
        ...(via ? { via: via.name, dt: dt ?? null } : {}),
        of,
        level,
      })
    },
  }

  /** The engine's own gradient. */
  function engineValue() {
    const value = valuesOf(trace, parseRef(target.ref)!)!.data[place]!
    return { value, magnitude: Math.abs(value) }
  }
}

/** The gradient that is asked for, as a symbol. */
export function engine(target: Target): Expr {
  return symbol(gradientOf(target.name), target.t === null ? null : 0)
}
