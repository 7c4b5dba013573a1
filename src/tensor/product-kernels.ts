/**
 * Products of matrices in WebAssembly, row-major, at byte addresses. Each element is summed over k in order and then written or added, so
 * that float64 has the bits of a plain loop.
 */
import { advance, type Code, constant, get, i32, set, types, unsigned, Writer, whilst } from './assembly.ts'
import { type Lanes, zeros } from './lanes.ts'

/** Tiles of four rows by two vectors are summed in registers. */
const tileRows = 4
const unrolled = 4

/** The code of a load at a constant offset. */
const offset = (load: Code, by: number): Code => [load.slice(0, -1), unsigned(by)]
const times = (n: number, local: number): Code => [constant(n), get(local), i32.mul]
const atLeast = (local: number, n: number): Code => [constant(n), get(local), i32.lessOrEqual]

interface Tile {
  readonly rows: number
  /** how many vectors wide; 0: a single number */
  readonly vectors: number
}

/** Writes the loops over tiles: `tile` computes one at the current place. */
function tiled(
  w: Writer,
  lanes: Lanes,
  m: number,
  n: number,
  place: { readonly b: number; readonly out: number; readonly outRow: number },
  rowDone: (rows: number) => Code,
  tile: (of: Tile, at: { readonly b: number; readonly out: number }) => Code,
): void {
  const [left, b, out] = [w.local(types.i32), w.local(types.i32), w.local(types.i32)]
  const across = (rows: number): Code => [
    [get(n), set(left), get(place.b), set(b), get(place.out), set(out)],
    [2, 1, 0].map((vectors) => {
      const columns = vectors === 0 ? 1 : vectors * lanes.count
      return whilst(atLeast(left, columns), [
        tile({ rows, vectors }, { b, out }),
        advance(b, constant(columns * lanes.bytes)),
        advance(out, constant(columns * lanes.bytes)),
        advance(left, constant(-columns)),
      ])
    }),
  ]
  for (const rows of [tileRows, 1])
    w.put(
      whilst(atLeast(m, rows), [
        across(rows),
        rowDone(rows),
        advance(place.out, times(rows, place.outRow)),
        advance(m, constant(-rows)),
      ]),
    )
}

/** The registers of a tile: its sums, and the vectors of B that are loaded once for all rows. */
function registers(w: Writer) {
  const vectors = (count: number) => Array.from({ length: count }, () => w.local(types.v128))
  const sums = Array.from({ length: tileRows }, () => vectors(2))
  return { sums, loaded: vectors(2), element: w.local(types.v128) }
}

const each = (count: number, code: (i: number) => Code): Code =>
  Array.from({ length: count }, (_, i) => code(i))

function tileCode(
  lanes: Lanes,
  { rows, vectors }: Tile,
  { sums, loaded, element }: ReturnType<typeof registers>,
) {
  const wide = Math.max(1, vectors)
  const [load, store] = vectors === 0 ? [lanes.loadOne, lanes.storeOne] : [lanes.load, lanes.store]
  // The place of a lane stands behind the offset; such a tile has one vector.
  const storeAt = (v: number): Code => (v === 0 ? store : offset(store, 16 * v))
  return {
    clear: each(rows, (r) => each(wide, (v) => [zeros, set(sums[r]![v]!)])),
    /** one step of k: `a` leaves the address of an element of A for a row, with a constant offset */
    step: (bAt: number, a: (row: number) => { readonly from: Code; readonly by: number }): Code => [
      each(wide, (v) => [get(bAt), offset(load, 16 * v), set(loaded[v]!)]),
      each(rows, (r) => {
        const { from, by } = a(r)
        return [
          [from, offset(lanes.loadSplat, by), set(element)],
          each(wide, (v) => [
            lanes.madd(get(element), get(loaded[v]!), get(sums[r]![v]!)),
            set(sums[r]![v]!),
          ]),
        ]
      }),
    ],
    /** out = sums, or out + sums where `add` is not 0 */
    write: (out: number, at: number, outRow: number, add: number | null): Code => [
      [get(out), set(at)],
      each(rows, (r) => [
        each(wide, (v) => {
          const added: Code = [get(at), offset(load, 16 * v), get(sums[r]![v]!), lanes.add]
          const value: Code =
            add === null ? added : [get(add), 0x04, types.v128, added, 0x05, get(sums[r]![v]!), 0x0b]
          return [get(at), value, storeAt(v)]
        }),
        advance(at, get(outRow)),
      ]),
    ],
  }
}

/** multiply(a, b, out, m, k, n, add): out = A B for A [m, k] and B [k, n]; where `add` is 1, out = out + A B. */
export function multiplyKernel(lanes: Lanes): Writer {
  const w = new Writer(7)
  const [a, b, out, m, k, n, add] = [0, 1, 2, 3, 4, 5, 6]
  const [aRow, bRow, bAt, at, left] = Array.from({ length: 5 }, () => w.local(types.i32)) as [
    number,
    number,
    number,
    number,
    number,
  ]
  const aAt = Array.from({ length: tileRows }, () => w.local(types.i32))
  const of = registers(w)
  w.put(times(lanes.bytes, k), set(aRow), times(lanes.bytes, n), set(bRow))
  tiled(
    w,
    lanes,
    m,
    n,
    { b, out, outRow: bRow },
    (rows) => advance(a, times(rows, aRow)),
    (tile, place) => {
      const { clear, step, write } = tileCode(lanes, tile, of)
      const steps = (count: number): Code => [
        each(count, (u) => [
          step(bAt, (r) => ({ from: get(aAt[r]!), by: u * lanes.bytes })),
          advance(bAt, get(bRow)),
        ]),
        each(tile.rows, (r) => advance(aAt[r]!, constant(count * lanes.bytes))),
        advance(left, constant(-count)),
      ]
      return [
        [get(a), set(aAt[0]!)],
        each(tile.rows - 1, (r) => [get(aAt[r]!), get(aRow), i32.add, set(aAt[r + 1]!)]),
        [get(place.b), set(bAt), get(k), set(left)],
        clear,
        whilst(atLeast(left, unrolled), steps(unrolled)),
        whilst(atLeast(left, 1), steps(1)),
        write(place.out, at, bRow, add),
      ]
    },
  )
  return w
}

/** gather(u, uStep, v, out, m, count, n): out = out + Σ u vᵀ over pairs of vectors of m and n numbers; those of u stand uStep bytes apart. */
export function gatherKernel(lanes: Lanes): Writer {
  const w = new Writer(7)
  const [u, uStep, v, out, m, count, n] = [0, 1, 2, 3, 4, 5, 6]
  const [vRow, vAt, uAt, at, left] = Array.from({ length: 5 }, () => w.local(types.i32)) as [
    number,
    number,
    number,
    number,
    number,
  ]
  const of = registers(w)
  w.put(times(lanes.bytes, n), set(vRow))
  tiled(
    w,
    lanes,
    m,
    n,
    { b: v, out, outRow: vRow },
    (rows) => advance(u, constant(rows * lanes.bytes)),
    (tile, place) => {
      const { clear, step, write } = tileCode(lanes, tile, of)
      return [
        [get(u), set(uAt), get(place.b), set(vAt), get(count), set(left)],
        clear,
        whilst(atLeast(left, 1), [
          step(vAt, (r) => ({ from: get(uAt), by: r * lanes.bytes })),
          advance(uAt, get(uStep)),
          advance(vAt, get(vRow)),
          advance(left, constant(-1)),
        ]),
        write(place.out, at, vRow, null),
      ]
    },
  )
  return w
}
