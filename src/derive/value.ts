/** The value of a line: its own expression, evaluated by the engine over the memory of the run. */
import { bind, compile, type Memory, type Program, run, type Storage } from '../algebra/evaluate.ts'
import { apply, type Expr } from '../algebra/expression.ts'
import { shapeOf } from '../algebra/shape.ts'
import { size } from '../tensor/tensor.ts'
import type { Trace } from '../trace/frame.ts'
import { lower } from './local.ts'
import type { Lines } from './net.ts'

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

/** Evaluates parts; what it has evaluated once it remembers, for a derivation repeats most of a line in the next. */
export interface Evaluator {
  /** the element at `place` (row-major) of the sum of the parts */
  readonly element: (parts: readonly Part[], place: number) => Value
  /** every element of an expression at a timestep */
  readonly array: (e: Expr, t: number) => Float64Array
}

export function evaluatorOf(trace: Trace, lines: Lines): Evaluator {
  const { memory } = trace
  const runners = new WeakMap<Expr, (t: number) => Float64Array>()
  const sums = new WeakMap<Expr, Map<string, Value>>()
  const plain = remembered((e: Expr) => lower(lines, e))
  const sizes = remembered(sizeOf)

  const array = (e: Expr, t: number): Float64Array => {
    const known = runners.get(e) ?? runner(e, memory)
    runners.set(e, known)
    return known(t)
  }

  /** One element; of an outer product only the two numbers that it is made of. */
  function pick(e: Expr, t: number, place: number): number {
    if (e.kind === 'apply' && e.op === 'outer') {
      const columns = shapeOf(e.args[1]!, (name) => memory(name).shape)[0] as number
      return pick(e.args[0]!, t, Math.floor(place / columns)) * pick(e.args[1]!, t, place % columns)
    }
    return array(e, t)[place]!
  }

  function sum({ expr, from, to }: Part, place: number): Value {
    const key = `${from} ${to} ${place}`
    const known = sums.get(expr) ?? new Map<string, Value>()
    sums.set(expr, known)
    const found = known.get(key)
    if (found) return found
    const open = plain(expr)
    const absolute = sizes(open)
    let value = 0
    let magnitude = 0
    for (let t = from; t <= to; t++) {
      value += pick(open, t, place)
      magnitude += pick(absolute, t, place)
    }
    known.set(key, { value, magnitude })
    return { value, magnitude }
  }

  return {
    array: (e, t) => array(plain(e), t),
    element: (parts, place) => {
      const values = parts.map((part) => sum(part, place))
      return {
        value: values.reduce((total, one) => total + one.value, 0),
        magnitude: values.reduce((total, one) => total + one.magnitude, 0),
      }
    },
  }
}

/** Compiles once; each call gives the value at a timestep, valid until the next call. */
function runner(e: Expr, memory: Memory): (t: number) => Float64Array {
  const shape = shapeOf(e, (name) => memory(name).shape) as number[]
  const out: Storage = { data: new Float64Array(size(shape)), shape, timed: false }
  const withResult: Memory = (name) => (name === '' ? out : memory(name))
  const result = { kind: 'symbol', name: '', dt: null } as const
  const program: Program = compile([{ symbol: result, expr: e }], withResult)
  return (t) => {
    run(bind(program, withResult), t)
    return out.data
  }
}

/** The same expression with every summand taken by its size: |a b + c| becomes |a| |b| + |c|. */
function sizeOf(e: Expr): Expr {
  if (e.kind === 'apply')
    switch (e.op) {
      case 'add':
      case 'sub':
        return apply('add', sizeOf(e.args[0]!), sizeOf(e.args[1]!))
      case 'neg':
        return sizeOf(e.args[0]!)
      case 'mul':
      case 'scale':
      case 'div':
      case 'matvec':
      case 'matvecT':
      case 'outer':
        return apply(e.op, sizeOf(e.args[0]!), sizeOf(e.args[1]!))
      case 'sum':
        return apply('sum', sizeOf(e.args[0]!))
      case 'fill':
        return apply('fill', sizeOf(e.args[0]!), e.args[1]!)
    }
  return apply('add', apply('relu', e), apply('relu', apply('neg', e)))
}

function remembered(make: (e: Expr) => Expr): (e: Expr) => Expr {
  const made = new WeakMap<Expr, Expr>()
  return (e) => {
    const found = made.get(e) ?? make(e)
    made.set(e, found)
    return found
  }
}
