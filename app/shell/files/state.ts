/** A state_dict: which of its tensors are the cell, and which come after it. What stands before the cell is never its head. */
import type { Failure } from '../../../src/index.ts'
import { atKey, inFile, refused, value } from './notes.ts'

export type State = Readonly<Record<string, unknown>>

/** The cell of a state_dict, and the matrices that follow it. */
export interface Layers {
  /** the keys of the cell's tensors, by their names in a document */
  readonly cell: Readonly<Record<string, string>>
  /** the keys of matrices of width H behind the cell, in their order */
  readonly heads: readonly string[]
  readonly H: number
  readonly D: number
  /** blocks of rows of the cell */
  readonly blocks: number
}

const input = /(^|[./])weight_ih(_l0)?$/

export const isState = (given: unknown): given is State =>
  given !== null && typeof given === 'object' && !Array.isArray(given)

/** The object with the weights of a cell: a checkpoint has it inside. */
export function stateIn(given: unknown, isIt: (state: State) => boolean, depth = 0): State | undefined {
  if (!isState(given) || depth > 3) return undefined
  if (isIt(given)) return given
  for (const inner of Object.values(given)) {
    const found = stateIn(inner, isIt, depth + 1)
    if (found) return found
  }
  return undefined
}

export const hasCell = (state: State): boolean =>
  Object.keys(state).some((key) => /weight_[ih]h(_l\d+)?$/.test(key))

/** Finds the one cell of a state_dict and what follows it, or says what is wrong. */
export function layersOf(state: State): Layers | Failure {
  const keys = Object.keys(state)
  const projected = keys.find((key) => /weight_hr(_l\d+)?$/.test(key))
  if (projected) return refused(atKey(projected), { id: 'noProjection' })
  const more = keys.find((key) => /_l[1-9]\d*$|_reverse$/.test(key))
  if (more) return refused(atKey(more), { id: 'oneLayer' }, { id: 'more' })
  const inputs = keys.filter((key) => input.test(key))
  const names = inputs.map((key) => key.replace(/[./]?weight_ih(_l0)?$/, ''))
  if (names.length > 1) return refused(inFile, { id: 'oneCell' }, { id: 'names', names })
  const [ih] = inputs
  if (ih === undefined) return refused(atKey('weight_ih_l0'), { id: 'matrix' }, { id: 'nothing' })
  return cellAt(state, ih)
}

function cellAt(state: State, ih: string): Layers | Failure {
  const keys = Object.keys(state)
  const key = (name: string) => ih.replace('weight_ih', name)
  const hh = key('weight_hh')
  const shapes: (readonly [number, number])[] = []
  for (const each of [ih, hh]) {
    const shape = shapeOf(state, each)
    if ('ok' in shape) return shape
    shapes.push(shape)
  }
  const [[rows, D], [, H]] = shapes as [readonly [number, number], readonly [number, number]]
  if (![1, 3, 4].includes(rows / H))
    return refused(atKey(ih), { id: 'blocks', rows: H }, { id: 'rows', n: rows })
  const cell: Record<string, string> = { weight_ih_l0: ih, weight_hh_l0: hh }
  for (const name of ['bias_ih', 'bias_hh'])
    if (Object.hasOwn(state, key(name))) cell[`${name}_l0`] = key(name)
  const last = Math.max(...Object.values(cell).map((each) => keys.indexOf(each)))
  const heads = keys.slice(last + 1).filter((each) => each.endsWith('weight') && widthOf(state[each]) === H)
  return { cell, heads, H, D, blocks: rows / H }
}

/** The width of a matrix; undefined for anything else, such as the one row of numbers of a norm. */
function widthOf(matrix: unknown): number | undefined {
  return Array.isArray(matrix) && Array.isArray(matrix[0]) ? matrix[0].length : undefined
}

/** The shape of a matrix of finite numbers, or the place where it is none. */
function shapeOf(state: State, key: string): readonly [number, number] | Failure {
  const matrix = state[key]
  if (matrix === undefined) return refused(atKey(key), { id: 'matrix' }, { id: 'nothing' })
  const width = widthOf(matrix)
  if (!Array.isArray(matrix) || width === undefined || width === 0)
    return refused(
      atKey(key),
      { id: 'matrix' },
      Array.isArray(matrix)
        ? { id: 'list', n: matrix.length }
        : value(typeof matrix === 'object' ? '{…}' : String(matrix)),
    )
  return notFinite(matrix, key) ?? [matrix.length, width]
}

/** The first number of a tensor that is not finite, with its place. */
export function notFinite(tensor: unknown, key: string): Failure | undefined {
  const items: readonly unknown[] = Array.isArray(tensor) ? tensor : []
  for (const [i, row] of items.entries()) {
    const j = Array.isArray(row) ? row.findIndex((n) => !Number.isFinite(n)) : -1
    const wrong: unknown = Array.isArray(row) ? row[j] : row
    if (j >= 0 || (!Array.isArray(row) && !Number.isFinite(row)))
      return refused(
        { id: 'key', key: `${key}[${i}]${j >= 0 ? `[${j}]` : ''}` },
        { id: 'finite' },
        value(typeof wrong === 'object' ? '[…]' : String(wrong)),
      )
  }
  return undefined
}
