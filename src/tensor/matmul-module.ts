/**
 * The product of two matrices of float64 as a WebAssembly module, which multiplies two numbers at a time where plain JavaScript
 * multiplies one. Each element is summed over k in order, as a plain loop does, so that both give the same bits.
 * The bytes are those of the WebAssembly core specification 2.0, sections 5.4 (instructions) and 5.5 (modules).
 */

/** multiply(a, b, out, m, k, n): out = A B for A [m, k] and B [k, n], row-major, at byte addresses; m and n are multiples of 4. */
export type Multiply = (a: number, b: number, out: number, m: number, k: number, n: number) => void

type Code = readonly number[]

/** The numbers of the locals: first the parameters, then what is counted, then vectors of two numbers each. */
const [A, B, OUT, M, K, N, I, J, STEP, B_AT, OUT_AT, A_ROW, B_ROW] = [
  0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12,
]
const aAt = (row: number) => 13 + row
const integers = 17 - 6
const sum = (row: number, half: number) => 17 + 2 * row + half
const bHalf = (half: number) => 25 + half
const aBoth = 27
const vectors = 28 - 17
const rows = [0, 1, 2, 3]
const halves = [0, 1]

/** A whole number in the format's LEB128, which signed numbers share as long as the highest bit of the last byte is clear. */
function whole(n: number): Code {
  return n < 64 ? [n] : n < 128 ? [n | 128, 0] : [(n & 127) | 128, ...whole(n >> 7)]
}

const get = (local: number): Code => [0x20, local]
const set = (local: number): Code => [0x21, local]
const constant = (n: number): Code => [0x41, ...whole(n)]
const [add, times] = [[0x6a], [0x6c]]
const load = (offset: number): Code => [0xfd, 0x00, 4, offset]
const loadTwice: Code = [0xfd, 0x0a, 3, 0]
const store = (offset: number): Code => [0xfd, 0x0b, 4, offset]
const zeros: Code = [0xfd, 0x0c, ...new Array<number>(16).fill(0)]
const [addPairs, multiplyPairs] = [
  [0xfd, 0xf0, 0x01],
  [0xfd, 0xf2, 0x01],
]
const advance = (local: number, by: Code): Code => [...get(local), ...by, ...add, ...set(local)]

/** The body for the counter = 0, step, 2 step, … below the limit, which must not be 0. */
const loop = (counter: number, limit: number, step: number, body: Code): Code => [
  ...[...constant(0), ...set(counter), 0x03, 0x40],
  ...body,
  ...advance(counter, constant(step)),
  ...[...get(counter), ...get(limit), 0x48, 0x0d, 0, 0x0b],
]

/** Four rows of A by four columns of B: one step of k. */
const accumulate: Code = [
  ...halves.flatMap((half) => [...get(B_AT), ...load(16 * half), ...set(bHalf(half))]),
  ...rows.flatMap((row) => [
    ...[...get(aAt(row)), ...loadTwice, ...set(aBoth)],
    ...halves.flatMap((half) => [
      ...[...get(sum(row, half)), ...get(aBoth), ...get(bHalf(half)), ...multiplyPairs],
      ...[...addPairs, ...set(sum(row, half))],
    ]),
    ...advance(aAt(row), constant(8)),
  ]),
  ...advance(B_AT, get(B_ROW)),
]

/** base + i × row + 8 × column */
const address = (base: number, row: Code, column: Code): Code => [
  ...[...get(base), ...row, ...add],
  ...[...column, ...constant(8), ...times, ...add],
]

const tile: Code = [
  ...rows.flatMap((row) => [
    ...address(A, [...get(I), ...constant(row), ...add, ...get(A_ROW), ...times], constant(0)),
    ...set(aAt(row)),
  ]),
  ...[...address(B, constant(0), get(J)), ...set(B_AT)],
  ...rows.flatMap((row) => halves.flatMap((half) => [...zeros, ...set(sum(row, half))])),
  ...loop(STEP, K, 1, accumulate),
  ...[...address(OUT, [...get(I), ...get(B_ROW), ...times], get(J)), ...set(OUT_AT)],
  ...rows.flatMap((row) => [
    ...halves.flatMap((half) => [...get(OUT_AT), ...get(sum(row, half)), ...store(16 * half)]),
    ...advance(OUT_AT, get(B_ROW)),
  ]),
]

const body: Code = [
  ...[2, integers, 0x7f, vectors, 0x7b],
  ...[...get(K), ...constant(8), ...times, ...set(A_ROW), ...get(N), ...constant(8), ...times, ...set(B_ROW)],
  ...loop(I, M, 4, loop(J, N, 4, tile)),
  0x0b,
]

const counted = (bytes: Code): Code => [...whole(bytes.length), ...bytes]
const section = (id: number, bytes: Code): Code => [id, ...counted(bytes)]
const name = (text: string): Code => counted(Array.from(text, (letter) => letter.charCodeAt(0)))

/** The module: it imports its memory as data.memory and exports multiply. */
export const moduleBytes = Uint8Array.from([
  ...[0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
  ...section(1, [1, 0x60, ...counted(new Array<number>(6).fill(0x7f)), 0]),
  ...section(2, [1, ...name('data'), ...name('memory'), 2, 0, 1]),
  ...section(3, [1, 0]),
  ...section(7, [1, ...name('multiply'), 0, 0]),
  ...section(10, [1, ...counted(body)]),
])
