/**
 * The Jacobian of a step, told apart by how its units act on each other: where what a state is sent is made unit by unit of what
 * arrives, its columns are diagonals; where a weight matrix sends it, they are rows of that matrix, each times a factor.
 */
import {
  type Assignment,
  bind,
  compile,
  type Layout,
  type Memory,
  type Program,
  run,
} from '../algebra/evaluate.ts'
import { type Expr, isApply, type Sym, symbol, symbolsIn } from '../algebra/expression.ts'
import { ofGradient } from '../algebra/names.ts'
import { type StatePlace, sizeOfStates } from './states.ts'

/**
 * The terms of the gradient that one step sends to each state before it: v or Wᵀ v, where each unit of v depends on the same unit of the
 * arriving gradients alone.
 */
export interface JacobianParts {
  readonly program: Program
  readonly terms: readonly {
    readonly state: string
    readonly weight: string | null
    readonly vector: string
  }[]
  /** of the vectors */
  readonly layouts: ReadonlyMap<string, Layout>
}

/** What the steps after t send to a state at t. */
export const arriving = (state: string) => `arriving ${state}`

/** The k-th term that step t sends to the state before it. */
export const part = (state: string, k: number) => `part ${k} of ${state}`

/** The operands through which an operation lets each unit pass by itself. */
const passing: Readonly<Record<string, readonly number[]>> = {
  add: [0, 1],
  sub: [0, 1],
  neg: [0],
  mul: [0, 1],
  scale: [1],
  div: [0],
  ratio: [0],
}

/**
 * Does each unit of the value depend on the same unit of the arriving gradients alone? `arrives`: symbols that count as arriving, besides
 * gradients.
 */
export function unitwise(e: Expr, arrives: ReadonlySet<string> = new Set()): boolean {
  if (e.kind !== 'apply') return true
  const varies = ({ name }: Sym) => arrives.has(name) || ofGradient(name) !== undefined
  return e.args.every(
    (arg, k) => !symbolsIn(arg).some(varies) || (passing[e.op]?.includes(k) && unitwise(arg, arrives)),
  )
}

/** The terms that each state is sent by a step with the gradients `at`; undefined where a unit acts on another one on the way. */
export function jacobianPartsOf(
  at: readonly Assignment[],
  sent: ReadonlyMap<string, readonly Expr[]>,
  known: (name: string) => Layout,
): JacobianParts | undefined {
  const parts = [...sent].flatMap(([state, terms]) =>
    terms.map((expr, k) => {
      const [W, v] = isApply(expr, 'matvecT') ? expr.args : []
      const through =
        W?.kind === 'symbol' && W.dt === null && v ? { weight: W.name, expr: v } : { weight: null, expr }
      return { ...through, state, vector: part(state, k) }
    }),
  )
  const arrives = new Set([...sent.keys()].map(arriving))
  if (![...at, ...parts].every(({ expr }) => unitwise(expr, arrives))) return undefined
  const layouts = new Map(
    parts.map(({ state, weight, vector }) => {
      const { shape } = known(weight ?? state)
      return [vector, { shape: weight === null ? shape : shape.slice(0, 1), timed: false }]
    }),
  )
  const vectors = parts.map(({ vector, expr }) => ({ symbol: symbol(vector, null), expr }))
  return {
    program: compile([...at, ...vectors], (name) => layouts.get(name) ?? known(name)),
    terms: parts,
    layouts,
  }
}

/** The columns of one state: a matrix with a row for each number of all states, or the factor of each on the diagonals. */
export interface Columns {
  readonly state: StatePlace
  readonly dense?: Float64Array
  readonly factors: Float64Array
}

/**
 * The columns of the Jacobian at t, in arrays that the next call writes anew. With 1 arriving in every unit of one state, v is the
 * factor of each unit: row i of Wᵀ's term is v[i] times row i of W.
 */
export function columnsOf(
  { program, terms }: JacobianParts,
  places: readonly StatePlace[],
  memory: Memory,
): (t: number) => readonly Columns[] {
  const size = sizeOfStates(places)
  const columns = places.map((state) => {
    const mixed = terms.some((term) => term.state === state.name && term.weight !== null)
    const dense = mixed ? { dense: new Float64Array(size * state.size) } : {}
    return { state, factors: new Float64Array(size), ...dense }
  })
  return (t) => {
    for (const { dense, factors } of columns) for (const array of [dense, factors]) array?.fill(0)
    bind(program, memory)
    for (const from of places) {
      for (const { name } of places) memory(arriving(name)).data.fill(name === from.name ? 1 : 0)
      run(program, t)
      for (const { state, weight, vector } of terms) {
        const v = memory(vector).data
        const { factors, dense } = columns.find((each) => each.state.name === state)!
        // Unit by unit nothing comes from a state of another size.
        if (v.length !== from.size) continue
        if (weight !== null) addRows(dense!, from, v, memory(weight).data)
        else for (let i = 0; i < from.size; i++) factors[from.at + i] = factors[from.at + i]! + v[i]!
      }
    }
    for (const { state, dense, factors } of columns) if (dense) addDiagonals(dense, state, factors, places)
    return columns
  }
}

/** Row i of W times v[i], to the rows of a state. */
function addRows(dense: Float64Array, from: StatePlace, v: Float64Array, W: Float64Array): void {
  const n = W.length / from.size
  for (let i = 0; i < from.size; i++) {
    const [row, vi] = [(from.at + i) * n, v[i]!]
    for (let j = 0; j < n; j++) dense[row + j] = dense[row + j]! + vi * W[i * n + j]!
  }
}

function addDiagonals(
  dense: Float64Array,
  state: StatePlace,
  factors: Float64Array,
  places: readonly StatePlace[],
): void {
  for (const from of places.filter((each) => each.size === state.size))
    for (let i = 0; i < from.size; i++) {
      const k = (from.at + i) * state.size + i
      dense[k] = dense[k]! + factors[from.at + i]!
    }
}

/** M J, for a matrix M of any number of rows. */
export function timesColumns(
  M: Float64Array,
  columns: readonly Columns[],
  places: readonly StatePlace[],
  product: (A: Float64Array, B: Float64Array, n: number) => Float64Array,
): Float64Array {
  const size = sizeOfStates(places)
  const out = new Float64Array(M.length)
  for (const { state, dense, factors } of columns) {
    const n = state.size
    if (dense) {
      const made = product(M, dense, n)
      for (let row = 0; row * size < M.length; row++)
        out.set(made.subarray(row * n, (row + 1) * n), row * size + state.at)
    } else
      for (const from of places.filter((each) => each.size === n))
        addScaled(out, M, { size, n, from: from.at, to: state.at, factors })
  }
  return out
}

interface Diagonal {
  /** the length of a row */
  readonly size: number
  /** how many columns, from which on, and to which */
  readonly n: number
  readonly from: number
  readonly to: number
  readonly factors: Float64Array
}

/** To n columns of `out`, in every row, those of M times their factors. */
function addScaled(out: Float64Array, M: Float64Array, { size, n, from, to, factors }: Diagonal): void {
  for (let row = 0; row < M.length; row += size)
    for (let i = 0; i < n; i++) {
      const at = row + to + i
      out[at] = out[at]! + M[row + from + i]! * factors[from + i]!
    }
}

/** J itself. */
export function matrixOf(columns: readonly Columns[], places: readonly StatePlace[]): Float64Array {
  const size = sizeOfStates(places)
  const J = new Float64Array(size * size)
  for (const { state, dense, factors } of columns)
    if (dense)
      for (let row = 0; row < size; row++)
        J.set(dense.subarray(row * state.size, (row + 1) * state.size), row * size + state.at)
    else
      for (const from of places.filter((each) => each.size === state.size))
        for (let i = 0; i < state.size; i++) J[(from.at + i) * size + state.at + i] = factors[from.at + i]!
  return J
}
