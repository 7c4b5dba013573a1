/** The shapes that operations give, and what they expect: each throws an Error that says it. */
import type { Shape } from './operation.ts'

export function show(shape: Shape): string {
  return shape.length === 0 ? 'a number' : `[${shape.join(' × ')}]`
}

export function equal(a: Shape, b: Shape): boolean {
  return a.length === b.length && a.every((n, i) => n === b[i])
}

export const asIs = (a: Shape): Shape => a

export function alike(a: Shape, b: Shape): Shape {
  if (!equal(a, b)) throw new Error(`expected two operands of one shape, got ${show(a)} and ${show(b)}`)
  return a
}

export function scalar(a: Shape, what: string): void {
  if (a.length !== 0) throw new Error(`expected ${what} to be a number, got ${show(a)}`)
}

export function vector(a: Shape): void {
  if (a.length !== 1) throw new Error(`expected a vector, got ${show(a)}`)
}

/** Half of a vector's length: H of 2H. */
export function half(a: Shape): Shape {
  vector(a)
  const [n] = a as [string | number]
  if (typeof n === 'number') {
    if (n % 2 === 1) throw new Error(`expected a vector of an even length, got ${show(a)}`)
    return [n / 2]
  }
  return [n.startsWith('2') ? n.slice(1) : `${n}/2`]
}

export function product(W: Shape, v: Shape, transposed: boolean): Shape {
  const [rows, columns] = transposed ? [W[1], W[0]] : W
  if (W.length !== 2 || v.length !== 1 || columns !== v[0])
    throw new Error(
      `expected a matrix and a vector that fit, got ${show(W)}${transposed ? ' transposed' : ''} and ${show(v)}`,
    )
  return [rows!]
}
