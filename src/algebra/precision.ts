/**
 * How many digits the numbers of a formula are written with, so that a pocket calculator confirms the result from what is written:
 * four, and more of those whose rounding is felt in the result (where terms nearly cancel, or a gate is nearly 1), eight at most.
 * Where eight do not suffice, the terms cancel, and whoever writes the line says so; the result is written as it was computed, also
 * where nothing but rounding is left of it, so that a number is the same everywhere.
 */
import { rounded, usualDigits } from '../tensor/format.ts'
import { compute, type NumberPart, type Part } from './element.ts'

const mostDigits = 8
/** The written digits give the written result to within this share of it; more digits are spent until they give it to within less. */
const promised = 1.99e-3
const allowed = 1.5e-3
/** A sum below this share of the sizes of its terms is what rounding left of them, and of the sums that they are. */
const noise = 4e-15

/** How terms cancel: 'nearly', so that the digits that are written do not give the result; down to 'rounding', which alone is left. */
export type Cancelling = 'nearly' | 'rounding'

/** Results that can be computed from what is written. */
export interface Computation {
  /** names of the numbers that they are computed from; equal names are one number, written alike everywhere; '' for one that is not written */
  readonly names: readonly string[]
  readonly numbers: readonly number[]
  /** the results of these numbers, or of others in their places */
  readonly compute: (numbers: readonly number[]) => readonly number[]
  /** for each result the sum of the sizes of the terms that it is added up of */
  readonly magnitudes: () => readonly number[]
  /** how many digits each result is written with, where not four */
  readonly digits?: readonly number[]
  /** with how many digits a number is written at least, where more than four */
  readonly least?: ReadonlyMap<string, number>
}

/** A change that is written to within this share of it can be seen. */
const seen = 0.25

/** With how many digits a number is written before and after a change, so that the change can be seen: four, and eight at most. */
export function digitsOfChange(before: number, after: number): number {
  const change = after - before
  if (change === 0 || !Number.isFinite(change)) return usualDigits
  let found = usualDigits
  const written = () => rounded(after, found) - rounded(before, found)
  while (found < mostDigits && Math.abs(written() - change) > seen * Math.abs(change)) found++
  return found
}

/** With how many digits the numbers of a line are written. */
export interface Precision {
  /** the digits of a number by its name */
  readonly of: (name: string) => number
  /** the digits of each result */
  readonly results: readonly number[]
  /** how the terms of some result cancel */
  readonly cancels: Cancelling | undefined
}

/** Four digits of everything. */
export const plainPrecision: Precision = { of: () => usualDigits, results: [], cancels: undefined }

/** Is this what rounding left of a sum whose terms are this large together? */
const isNoise = (value: number, magnitude: number): boolean => Math.abs(value) < noise * magnitude

/** The digits of all numbers of some results; a number that several of them are computed from is written alike for all. */
export function precisionOf(computation: Computation): Precision {
  const { names, numbers, compute } = computation
  const digits = new Map<string, number>(computation.least)
  const of = (name: string) => digits.get(name) ?? usualDigits
  const exact = compute(numbers)
  const magnitudes = exact.some((n) => Math.abs(n) < 1e-6) ? computation.magnitudes() : undefined
  const results = exact.map((_, i) => computation.digits?.[i] ?? usualDigits)
  const noisy = exact.map((n, i) => magnitudes !== undefined && isNoise(n, magnitudes[i]!))
  const shown = exact.map((n, i) => rounded(n, results[i]))
  const written = () => compute(numbers.map((n, i) => (names[i] === '' ? n : rounded(n, of(names[i]!)))))
  const isClose = (got: readonly number[], i: number, share: number) =>
    !Number.isFinite(exact[i]!) || Math.abs(got[i]! - shown[i]!) <= share * Math.abs(shown[i]!)
  const errors = errorsOf(computation, exact)

  /** Gives the numbers that are felt in one result a digit more, the worst first, until it is close. */
  function fit(i: number): void {
    const felt = (allowed * Math.abs(shown[i]!)) / errors.names.length
    for (let got = written(); !isClose(got, i, allowed); got = written()) {
      let worst: string | undefined
      let most = felt
      for (const name of errors.names) {
        const error = of(name) < mostDigits ? errors.of(name, of(name), i) : 0
        if (error > most) [worst, most] = [name, error]
      }
      if (worst === undefined) return
      digits.set(worst, of(worst) + 1)
    }
  }

  let got = written()
  // More digits for one result may spoil what fewer happened to give for another.
  for (let round = 0; round < 3; round++) {
    const far = exact.flatMap((_, i) => (noisy[i] || isClose(got, i, allowed) ? [] : [i]))
    if (far.length === 0) break
    far.forEach(fit)
    got = written()
  }
  const cancels = exact.map((_, i): Cancelling | undefined =>
    isClose(got, i, promised) && (exact[i] === 0 || !noisy[i]) ? undefined : noisy[i] ? 'rounding' : 'nearly',
  )
  return { of, results, cancels: cancelling(cancels) }
}

/** How the terms of several results cancel, taken together: `nearly` where those of any do; undefined where none cancel. */
export const cancelling = (all: readonly (Cancelling | undefined)[]): Cancelling | undefined =>
  all.find((each) => each === 'nearly') ?? all.find((each) => each !== undefined)

/** How much each result changes where one number alone is written with so many digits. */
function errorsOf({ names, numbers, compute }: Computation, exact: readonly number[]) {
  const slopes = new Map<string, readonly number[]>()
  const values = new Map(names.map((name, i) => [name, numbers[i]!]))
  const value = (name: string) => values.get(name)!
  function slopesOf(name: string): readonly number[] {
    const found = slopes.get(name)
    if (found) return found
    const moved = rounded(value(name))
    const step = moved - value(name)
    const got = step === 0 ? exact : compute(numbers.map((n, k) => (names[k] === name ? moved : n)))
    const made = got.map((n, i) => (step === 0 ? 0 : (n - exact[i]!) / step))
    slopes.set(name, made)
    return made
  }
  return {
    names: [...values.keys()].filter((name) => name !== ''),
    of: (name: string, digits: number, i: number) =>
      Math.abs(slopesOf(name)[i]! * (rounded(value(name), digits) - value(name))),
  }
}

/** The numbers that stand in a scalar equation and have a name, left to right. */
export function numbersIn(part: Part): NumberPart[] {
  if (part.kind === 'number') return part.ref === null ? [] : [part]
  return part.args.flatMap(numbersIn)
}

/** A scalar equation as a computation; `digits` of its result where not four. */
export function computationOf(part: Part, digits = usualDigits): Computation {
  const numbers = numbersIn(part)
  const evaluated = (at: Part, next: () => number): number => {
    if (at.kind === 'number') return at.ref === null ? at.value : next()
    return compute(
      at.op,
      at.args.map((arg) => evaluated(arg, next)),
      at.element,
    )
  }
  return {
    names: numbers.map(({ ref }) => ref!),
    numbers: numbers.map(({ value }) => value),
    compute: (values) => {
      let at = 0
      return [evaluated(part, () => values[at++]!)]
    },
    magnitudes: () => [magnitudeOf(part)],
    digits: [digits],
  }
}

/** A sum of named numbers, as a computation. */
export function sumComputation(names: readonly string[], numbers: readonly number[]): Computation {
  return {
    names,
    numbers,
    compute: (values) => [values.reduce((sum, value) => sum + value, 0)],
    magnitudes: () => [numbers.reduce((sum, value) => sum + Math.abs(value), 0)],
  }
}

/** Some sums, each computed from its own terms: the digits of every term and of every sum. */
export function precisionOfSums(sums: readonly (readonly number[])[]): {
  readonly digits: readonly (readonly number[])[]
  readonly results: readonly number[]
  readonly cancels: Cancelling | undefined
} {
  const all = sums.map((terms) => {
    const names = terms.map((_, i) => String(i))
    const { of, results, cancels } = precisionOf(sumComputation(names, terms))
    return { digits: names.map(of), result: results[0]!, cancels }
  })
  return {
    digits: all.map(({ digits }) => digits),
    results: all.map(({ result }) => result),
    cancels: cancelling(all.map(({ cancels }) => cancels)),
  }
}

/** The sum of the sizes of what a scalar equation adds up; a product is as much larger than its value as the worst of its factors. */
export function magnitudeOf(part: Part): number {
  const size = Math.abs(part.value)
  if (part.kind === 'number') return size
  const sizes = () => part.args.map(magnitudeOf)
  switch (part.op) {
    case 'sum':
    case 'add':
    case 'sub':
      return sizes().reduce((sum, size) => sum + size, 0)
    case 'oneMinus':
      return 1 + sizes()[0]!
    case 'neg':
      return sizes()[0]!
    case 'mul':
    case 'scale':
      return size === 0
        ? 0
        : size * Math.max(...sizes().map((each, i) => each / Math.abs(part.args[i]!.value)))
    case 'div':
      return sizes()[0]! / Math.abs(part.args[1]!.value)
    default:
      return size
  }
}
