/**
 * The value of a line: its own expression, worked out over the memory of the run by the rows of the table of operations, and next to
 * each number the sum of the sizes of its terms. A line repeats most of the one before, so what both have is worked out once.
 */
import type { Expr } from '../algebra/expression.ts'
import { applied } from '../algebra/ops.ts'
import { type Slice, slice } from '../tensor/kernels.ts'
import { size } from '../tensor/tensor.ts'
import type { Trace } from '../trace/frame.ts'
import type { Lines } from './net.ts'
import { lower } from './pending-rules.ts'
import { isOver, type Over } from './sums-over-time.ts'

/** An expression at one timestep, or its sum over timesteps. Its symbols are relative to the timestep. */
export interface Part {
  readonly expr: Expr
  readonly from: number
  readonly to: number
}

/** A number, and the sum of the sizes of what was added up to it: what rounding is measured by. */
export interface Value {
  readonly value: number
  readonly magnitude: number
}

/** The same for every element of an array. */
interface Values {
  readonly value: Slice
  readonly magnitude: Slice
}

export interface Evaluator {
  /** the element at `place` (row-major) of the sum of the parts */
  readonly element: (parts: readonly Part[], place: number) => Value
  /** every element of an expression at a timestep */
  readonly array: (e: Expr, t: number) => Float64Array
}

/** Operations that multiply or add up: a size of the result is made of sizes of the operands. */
const linear = new Set([
  'mul',
  'scale',
  'matvec',
  'matvecT',
  'outer',
  'dot',
  'rowScale',
  'rowSum',
  'sum',
  'fill',
  'spread',
])

/** Operations whose result is as large as their first operand's terms, divided by the second. */
const divided = new Set(['div', 'ratio'])

export function evaluatorOf(trace: Trace, lines: Lines): Evaluator {
  const lowered = new WeakMap<Expr, Expr>()
  const terms = new WeakMap<Expr, Map<string, Value>>()
  // What this line and the one before have worked out, by expression and timestep; older things are let go.
  let now = new Map<Expr, Map<number, Values>>()
  let before = now

  /** Lowered part by part, so that what two lines share stays the same object. */
  function plain(e: Expr): Expr {
    const found = lowered.get(e) ?? lower(lines, e, plain)
    lowered.set(e, found)
    return found
  }

  function values(e: Expr, t: number): Values {
    const known = now.get(e)?.get(t) ?? before.get(e)?.get(t)
    const found = known ?? worked(e, t)
    const times = now.get(e) ?? new Map<number, Values>()
    now.set(e, times.set(t, found))
    return found
  }

  function worked(e: Expr, t: number): Values {
    if (e.kind === 'number') return sized(slice(Float64Array.of(e.value), []))
    if (isOver(e)) return summed(e)
    if (e.kind === 'symbol') {
      const { data, shape, timed } = trace.memory(e.name)
      return sized(slice(data, shape, timed ? (t + e.dt!) * size(shape) : 0))
    }
    const [a, b = a] = e.args.map((arg) => values(arg, t)) as [Values, Values?]
    const value = applied(e.op, a.value, b!.value)
    if (e.op === 'add' || e.op === 'sub')
      return { value, magnitude: applied('add', a.magnitude, b!.magnitude) }
    if (e.op === 'neg') return { value, magnitude: a.magnitude }
    if (divided.has(e.op)) return { value, magnitude: applied(e.op, a.magnitude, sized(b!.value).magnitude) }
    return linear.has(e.op) ? { value, magnitude: applied(e.op, a.magnitude, b!.magnitude) } : sized(value)
  }

  /** A sum over timesteps with a time of its own. */
  function summed({ body, from, to }: Over): Values {
    const e = plain(body)
    let total = values(e, from)
    for (let t = from + 1; t <= to; t++) {
      const one = values(e, t)
      total = {
        value: applied('add', total.value, one.value),
        magnitude: applied('add', total.magnitude, one.magnitude),
      }
    }
    return total
  }

  /** One element; of an outer product only the two that it is made of. */
  function pick(e: Expr, t: number, place: number): Value {
    if (e.kind === 'apply' && e.op === 'outer') {
      const [u, v] = e.args.map((arg) => values(arg, t)) as [Values, Values]
      const [i, j] = [Math.floor(place / v.value.size), place % v.value.size]
      return {
        value: element(u.value, i) * element(v.value, j),
        magnitude: element(u.magnitude, i) * element(v.magnitude, j),
      }
    }
    const { value, magnitude } = values(e, t)
    return { value: element(value, place), magnitude: element(magnitude, place) }
  }

  /** Each timestep is worked out once for an expression, whatever range is summed. */
  function sum({ expr, from, to }: Part, place: number): Value {
    const known = terms.get(expr) ?? new Map<string, Value>()
    terms.set(expr, known)
    return together(
      Array.from({ length: to - from + 1 }, (_, i) => {
        const key = `${from + i} ${place}`
        const found = known.get(key) ?? pick(plain(expr), from + i, place)
        known.set(key, found)
        return found
      }),
    )
  }

  return {
    array: (e, t) => {
      const { data, at, size } = values(plain(e), t).value
      return data.subarray(at, at + size)
    },
    element: (parts, place) => {
      before = now
      now = new Map()
      return together(parts.map((part) => sum(part, place)))
    },
  }
}

function together(values: readonly Value[]): Value {
  return {
    value: values.reduce((total, one) => total + one.value, 0),
    magnitude: values.reduce((total, one) => total + one.magnitude, 0),
  }
}

function element({ data, at }: Slice, place: number): number {
  return data[at + place]!
}

/** What is not a sum is as large as it is. */
function sized(value: Slice): Values {
  const data = value.data.slice(value.at, value.at + value.size).map(Math.abs)
  return { value, magnitude: slice(data, value.shape) }
}
