/** What the address says about a view, parameter by parameter. What is damaged is told, and the usual value taken. */
import type { Param } from './views.ts'

export type Params = Readonly<Partial<Record<Param, string>>>

/** What a parameter may be: one of some words, a number of a range, or something such as the examples (so many of them at the most). */
export type Expected =
  | { readonly among: readonly string[] }
  | { readonly range: readonly [low: number, high: number] }
  | { readonly like: readonly string[]; readonly most?: number }

/** A parameter that is not what was expected. */
export interface ParamMistake {
  readonly param: Param
  /** what stands there, shortened */
  readonly text: string
  readonly expected: Expected
}

const longest = 40
const short = (text: string) => (text.length > longest ? `${text.slice(0, longest - 1)}…` : text)

/** A whole number without a sign. */
const wholeOf = (text: string) => (/^\d{1,10}$/.test(text) ? Number(text) : Number.NaN)
/** A number without a sign: 0.5, 1e-3. */
const numberOf = (text: string) => (/^\d*\.?\d+(e-?\d{1,3})?$/.test(text) ? Number(text) : Number.NaN)

/** Reads parameters; `mistakes` fills while it does. */
export function paramReader(params: Params) {
  const mistakes: ParamMistake[] = []
  const tell = (param: Param, text: string, expected: Expected): void => {
    mistakes.push({ param, text: short(text), expected })
  }

  /** What `parse` finds in it; undefined: it is mistaken. */
  function read<T>(param: Param, parse: (text: string) => T | undefined, expected: Expected, usual: T): T {
    const text = params[param]
    if (text === undefined) return usual
    const found = parse(text)
    if (found === undefined) tell(param, text, expected)
    return found ?? usual
  }

  const inRange = (param: Param, of: (text: string) => number, low: number, high: number, usual: number) =>
    read(
      param,
      (text) => {
        const n = of(text)
        return n >= low && n <= high ? n : undefined
      },
      { range: [low, high] },
      usual,
    )

  return {
    mistakes,
    tell,
    read,
    whole: (param: Param, [low, high]: readonly [number, number], usual: number): number =>
      inRange(param, wholeOf, low, high, usual),
    number: (param: Param, [low, high]: readonly [number, number], usual: number): number =>
      inRange(param, numberOf, low, high, usual),
    /** One of some words; without it `usual`. */
    word: <W extends string, U>(param: Param, among: readonly W[], usual: U): W | U =>
      read<W | U>(param, (text) => among.find((each) => each === text), { among }, usual),
    /** Some of some words, with commas between them; those that are not among them are told and left out. */
    some: <W extends string>(param: Param, among: readonly W[]): readonly W[] => {
      const names = [...new Set((params[param] ?? '').split(',').filter((name) => name !== ''))]
      const known = names.flatMap((name) => among.find((each) => each === name) ?? [])
      const unknown = names.find((name) => !among.some((each) => each === name))
      if (unknown !== undefined) tell(param, unknown, { among })
      return known
    },
  }
}

export type ParamReader = ReturnType<typeof paramReader>
