/** The lines of a derivation: each printed from its own expression and evaluated by it. */

import { arrayTex, cellTex } from '../algebra/arrays.ts'
import type { Expr, Sym } from '../algebra/expression.ts'
import { gradientOf, symbol } from '../algebra/expression.ts'
import { sumTex, within } from '../algebra/scalar.ts'
import { noTag, tag, untagged } from '../algebra/tag.ts'
import { refOf } from '../algebra/typeset.ts'
import { usualDigits } from '../tensor/format.ts'
import { type Reading, writingOf } from '../trace/formula.ts'
import type { Trace } from '../trace/frame.ts'
import { parseRef, valuesOf } from '../trace/name.ts'
import { unmarked } from './local.ts'
import type { Lines } from './net.ts'
import { elementNumbers, matrixNumbers, type NumberLine, type Numbers } from './numbers.ts'
import type { RuleId } from './rules.ts'
import type { Target } from './target.ts'
import { evaluatorOf, type Part } from './value.ts'
import { lineTex, type Pen } from './write.ts'

/** One line: what the target is equal to, after one rule more. */
export interface Line {
  readonly rule: RuleId
  /** the question on the first line, else the right-hand side */
  readonly tex: string
  /** what this line's own expression is worth: the element asked for */
  readonly value: number
  /** the sum of the sizes of its terms: what a difference by rounding is measured against */
  readonly magnitude: number
  /** numbers are put in, and the digits that are written do not give the value, since the terms cancel */
  readonly cancels: boolean
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
  readonly tags: boolean
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
  /** the letters of LaTeX written so far, tags not counted */
  readonly written: number
  /** with how many digits the value of the element asked for is written: 0 where its terms cancel down to what rounding left */
  readonly digits: number
  readonly add: (rule: RuleId, parts: readonly Part[], info: Info) => void
}

export function bookOf(trace: Trace, net: Lines, target: Target, style: LineStyle): Book {
  const evaluator = evaluatorOf(trace, net)
  const lines: Line[] = []
  const [row = 0, column] = target.index
  const place = column === undefined ? row : row * target.shape[1]! + column
  const index = style.form === 'matrix' ? null : target.index
  const whole = target.ref.replace(/\[[^\]]*\]$/, '')
  /** the digits of the result, once its numbers are put in */
  let digits: NumberLine['digits'] = () => usualDigits
  let letters = 0
  let last = ''

  const penAt = (part: Omit<Part, 'expr'>, powers = false): Pen => ({
    lines: net,
    writing: writingOf(trace, style.reading, part.from === part.to ? part.from : undefined),
    shape: (name) => trace.memory(name).shape,
    count: style.count,
    powers,
    tag: style.tags ? tag : (_, tex) => tex,
  })

  function partTex(part: Part, powers: boolean) {
    const body = lineTex(penAt(part, powers), part.expr, index)
    if (part.from === part.to) return body
    return { text: `\\sum_{t=${part.from}}^{${part.to}} ${within(body, 3)}`, prec: 2 }
  }

  function numbers(parts: readonly Part[]): NumberLine {
    const from: Numbers = { trace, evaluator, most: style.most }
    const all = parts.flatMap(({ expr, from, to }) =>
      Array.from({ length: to - from + 1 }, (_, i) => ({ expr: unmarked(expr), t: from + i })),
    )
    const pen = (t: number) => penAt({ from: t, to: t })
    return index ? elementNumbers(pen(target.from), from, all, index) : matrixNumbers(pen, from, all, whole)
  }

  function result(): string {
    const { data, shape } = valuesOf(trace, parseRef(target.ref)!)!
    const put = style.tags ? tag : noTag
    return index
      ? cellTex(data[place]!, target.ref, put, digits(target.ref))
      : arrayTex(data, shape, whole, style.most, put, undefined, { digits })
  }

  function written(rule: RuleId, parts: readonly Part[]): Pick<NumberLine, 'text' | 'cancels'> {
    if (rule === 'numbers') {
      const line = numbers(parts)
      digits = line.digits
      return line
    }
    if (rule === 'result') return { text: result(), cancels: false }
    const { text } = sumTex(parts.length, parts.length, (i) => partTex(parts[i]!, rule === 'powers'))
    return { text, cancels: false }
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
      const { text: tagged, cancels } = written(rule, parts)
      const plain = untagged(tagged)
      const same = plain === last
      last = plain
      // Where putting the numbers in already gives the result, the result stands alone.
      if (same && rule === 'result') lines.pop()
      else if (same) return
      const tex = style.tags ? tagged : plain
      letters += plain.length
      const own = rule === 'result' ? [{ expr: engine(target), from: target.from, to: target.from }] : parts
      const value = rule === 'result' ? engineValue() : evaluator.element(parts, place)
      lines.push({
        rule,
        tex,
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
