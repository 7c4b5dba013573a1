/**
 * Operations on each element as vectors: code that leaves the result of operands which stand in locals. exp is 2^k (1 + p(r)) with
 * r = x − k ln 2 and p a polynomial of e^r − 1 (Cephes for float32, Taylor's of degree 13 for float64).
 */
import { type Code, get, set } from './assembly.ts'
import { and, type Lanes, or, select } from './lanes.ts'

/** Writes code; a local for a vector of its own for each place where one is needed. */
export interface Scratch {
  readonly lanes: Lanes
  readonly local: (place: string) => number
}

interface Numbers {
  readonly magic: number
  readonly oneBits: number | bigint
  readonly mantissa: number
  readonly ln2: readonly [number, number]
  /** of e^r − 1 − r, divided by r², highest power first */
  readonly p: readonly number[]
  /** beyond it σ and tanh are what they are at it */
  readonly far: number
  readonly overflow: number
  readonly underflow: number
}

const factorial = (n: number): number => (n < 2 ? 1 : n * factorial(n - 1))

const constants: Readonly<Record<4 | 8, Numbers>> = {
  4: {
    magic: 12_582_912,
    oneBits: 0x3f800000,
    mantissa: 23,
    ln2: [0.693359375, -2.1219444e-4],
    p: [1.98756915e-4, 1.3981999507e-3, 8.3334519073e-3, 4.1665795894e-2, 1.6666665459e-1, 5.0000001201e-1],
    far: 87,
    overflow: 88.7228394,
    underflow: -103.9720764,
  },
  8: {
    magic: 6_755_399_441_055_744,
    oneBits: 0x3ff0000000000000n,
    mantissa: 52,
    ln2: [0.6931471803691238, 1.9082149292705877e-10],
    p: Array.from({ length: 12 }, (_, i) => 1 / factorial(13 - i)),
    far: 707,
    overflow: 709.782712893384,
    underflow: -745.1332191019411,
  },
}

const numbersOf = ({ bytes }: Lanes) => constants[bytes as 4 | 8]

/** From x in a local: 2^k and e^r − 1 in locals. x must be of a size that 2^k can have. */
function reduced(
  { lanes, local }: Scratch,
  x: number,
): { readonly code: Code; readonly scale: number; readonly p: number } {
  const { magic, oneBits, mantissa, ln2, p } = numbersOf(lanes)
  const [shifted, k, r, sum] = ['shifted', 'k', 'r', 'sum'].map(local) as [number, number, number, number]
  const { value, madd } = lanes
  const [high, low] = ln2
  const code = [
    madd(get(x), value(Math.LOG2E), value(magic)),
    set(shifted),
    [get(shifted), value(magic), lanes.sub, set(k)],
    madd(get(k), value(-high), get(x)),
    set(r),
    madd(get(k), value(-low), get(r)),
    set(r),
    [value(p[0]!), set(sum)],
    p.slice(1).map((c) => [madd(get(sum), get(r), value(c)), set(sum)]),
    madd([get(sum), get(r), lanes.mul], get(r), get(r)),
    set(sum),
    [get(shifted), lanes.shiftLeft(mantissa), lanes.bits(oneBits), lanes.addWhole, set(k)],
  ]
  return { code, scale: k, p: sum }
}

const clamped = (lanes: Lanes, x: Code, low: number, high: number): Code => [
  x,
  [lanes.value(high), lanes.min, lanes.value(low), lanes.max],
]

/** 1 / (1 + e^−a) */
function sigmoid(scratch: Scratch, a: number): Code {
  const { lanes, local } = scratch
  const x = local('x')
  const { far } = numbersOf(lanes)
  const { code, scale, p } = reduced(scratch, x)
  return [
    [clamped(lanes, [get(a), lanes.neg], -far, far), set(x)],
    code,
    lanes.value(1),
    [lanes.madd(get(scale), get(p), get(scale)), lanes.value(1), lanes.add],
    lanes.div,
  ]
}

/** m / (m + 2) for m = e^2a − 1, so that small numbers keep their digits */
function tanh(scratch: Scratch, a: number): Code {
  const { lanes, local } = scratch
  const [x, m] = [local('x'), local('m')]
  const { code, scale, p } = reduced(scratch, x)
  return [
    [clamped(lanes, [get(a), get(a), lanes.add], -60, 60), set(x)],
    code,
    lanes.madd(get(scale), get(p), [get(scale), lanes.value(1), lanes.sub]),
    set(m),
    [get(m), get(m), lanes.value(2), lanes.add, lanes.div],
  ]
}

/** e^a; infinite and zero beyond what a number can be */
function exp(scratch: Scratch, a: number): Code {
  const { lanes, local } = scratch
  const { far, overflow, underflow } = numbersOf(lanes)
  const x = local('x')
  const result = local('m')
  const { code, scale, p } = reduced(scratch, x)
  return [
    [clamped(lanes, [get(a), lanes.value(0.5), lanes.mul], -far, far), set(x)],
    code,
    // e^(a/2), and its square: the half never overflows.
    [lanes.madd(get(scale), get(p), get(scale)), set(result)],
    [get(result), get(result), lanes.mul, set(result)],
    [lanes.value(Number.POSITIVE_INFINITY), get(result)],
    [get(a), lanes.value(overflow), lanes.greater, select, set(result)],
    [lanes.value(0), get(result)],
    [get(a), lanes.value(underflow), lanes.less, select],
  ]
}

type VectorCode = (scratch: Scratch, a: number, b: number) => Code

const both =
  (name: 'add' | 'sub' | 'mul' | 'div'): VectorCode =>
  ({ lanes }, a, b) => [get(a), get(b), lanes[name]]
const truth = (lanes: Lanes, condition: Code): Code => [condition, lanes.value(1), and]

/** The operations that have a vector code; any other is computed by its row of the table of operations. */
export const vectorCode: Readonly<Record<string, VectorCode>> = {
  copy: (_, a) => get(a),
  fill: (_, a) => get(a),
  spread: (_, a) => get(a),
  add: both('add'),
  sub: both('sub'),
  mul: both('mul'),
  scale: both('mul'),
  div: both('div'),
  ratio: both('div'),
  neg: ({ lanes }, a) => [get(a), lanes.neg],
  oneMinus: ({ lanes }, a) => [lanes.value(1), get(a), lanes.sub],
  square: ({ lanes }, a) => [get(a), get(a), lanes.mul],
  sqrt: ({ lanes }, a) => [get(a), lanes.sqrt],
  abs: ({ lanes }, a) => [get(a), lanes.abs],
  relu: ({ lanes }, a) => [get(a), lanes.value(0), lanes.max],
  positive: ({ lanes }, a) => truth(lanes, [get(a), lanes.value(0), lanes.greater]),
  atLeast: ({ lanes }, a, b) => truth(lanes, [get(a), get(b), lanes.atLeast]),
  // a where a ≥ b or a is NaN, else b
  max: ({ lanes }, a, b) => [
    [get(a), get(b)],
    [get(a), get(b), lanes.atLeast, get(a), get(a), lanes.notEqual, or],
    select,
  ],
  sigmoid,
  tanh,
  exp,
}
