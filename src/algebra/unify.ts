/** Unknown shapes that become known: a type has a number of axes and a letter for each, or will have. */
import type { Op, Shape } from './ops.ts'

/** The length of an axis: a letter or a number once it is known, or the same as another axis. */
export interface Axis {
  size?: string | number
  as?: Axis
}

/** A shape that may be open: its number of axes, its axes, or the same as another type. */
export interface Type {
  rank?: number
  /** the largest number of axes that it can have, while `rank` is not known */
  most?: number
  axes?: Axis[]
  as?: Type
}

/** A type of which nothing is known but, perhaps, its number of axes. */
export function fresh(rank?: number): Type {
  return rank === undefined ? {} : { rank, axes: Array.from({ length: rank }, () => ({})) }
}

export function ofShape(shape: Shape): Type {
  return { rank: shape.length, axes: shape.map((size) => ({ size })) }
}

function root(type: Type): Type {
  let at = type
  while (at.as) at = at.as
  return at
}

function axisRoot(axis: Axis): Axis {
  let at = axis
  while (at.as) at = at.as
  return at
}

/** Has the type this number of axes, for certain? */
export const is = (type: Type, rank: number): boolean => root(type).rank === rank

/** Are two types one already? */
export const isOne = (one: Type, other: Type): boolean => root(one) === root(other)

/** Makes two types one; false where they are different for certain. */
export function unify(one: Type, other: Type): boolean {
  const [a, b] = [root(one), root(other)]
  if (a === b) return true
  if (a.rank === undefined) return merge(a, b)
  if (b.rank === undefined) return merge(b, a)
  if (a.rank !== b.rank || !a.axes!.every((axis, i) => fits(axis, b.axes![i]!))) return false
  a.axes!.forEach((axis, i) => {
    join(axis, b.axes![i]!)
  })
  return a.axes!.every((axis, i) => axisRoot(axis) === axisRoot(b.axes![i]!) || fits(axis, b.axes![i]!))
}

/** Makes an open type the same as another; false where that has too many axes. */
function merge(open: Type, other: Type): boolean {
  const most = mostOf(open)
  if (other.rank !== undefined && other.rank > most) return false
  if (other.rank === undefined) other.most = Math.min(most, mostOf(other))
  open.as = other
  return true
}

/** How many axes a type has at most. */
export function mostOf(type: Type): number {
  const { rank, most } = root(type)
  return rank ?? most ?? 2
}

/** Learns that an open type has at most so many axes; answers whether that is new. */
export function limit(type: Type, most: number): boolean {
  if (mostOf(type) <= most) return false
  const open = root(type)
  if (open.rank !== undefined) return false
  open.most = most
  return true
}

function fits(one: Axis, other: Axis): boolean {
  const [a, b] = [axisRoot(one), axisRoot(other)]
  return a.size === undefined || b.size === undefined || a.size === b.size
}

function join(one: Axis, other: Axis): void {
  const [a, b] = [axisRoot(one), axisRoot(other)]
  if (a === b) return
  if (a.size === undefined) a.as = b
  else if (b.size === undefined) b.as = a
}

/** The length of an axis that no line decides; a symbol of which no line decides the shape is a vector of this length. */
const usual = 'H'

/** The shape that is known by now; what is open is a vector, or has the length H. */
export function shapeFrom(type: Type): Shape {
  const { rank, axes } = root(type)
  return rank === undefined ? [usual] : axes!.map((axis) => axisRoot(axis).size ?? usual)
}

/** A shape as it is written: [] for a number, [H × D], [?] where a length is open. */
export function describe(type: Type): string {
  const { rank, axes } = root(type)
  if (rank === undefined) return '[…]'
  return `[${axes!.map((axis) => axisRoot(axis).size ?? '?').join(' × ')}]`
}

/** What is open to the last is a vector. */
export const vectorOf =
  (...types: readonly Type[]) =>
  () =>
    types.some((type) => rankOf(type) === undefined && unify(type, fresh(1)))

/** The number of axes, where it is known. */
export const rankOf = (type: Type): number | undefined => [0, 1, 2].find((rank) => is(type, rank))

/** The shape that an operation makes of another; undefined where it does not take it. */
export function takes(row: Op, shape: Shape): Shape | undefined {
  try {
    return row.shape(shape)
  } catch {
    return undefined
  }
}
