/**
 * Checks of single values. Each gives back a plain copy of what it checked, so that a value that answers differently
 * when it is read again (a getter, an inherited field) cannot pass. A check throws a mistake, which names the place and
 * says what was expected (see mistake/mistake.ts); the door of the folder (check.ts) turns it into a result, so that nothing is thrown at a caller.
 */
import type { Expected, Got, Mistake, With } from '../mistake/mistake.ts'

/**
 * The mistakes that were thrown here, by the error that carries each. Looking an error up in this map runs no code of the document;
 * reading a field of a thrown object could.
 */
const mistakes = new WeakMap<WeakKey, Mistake>()

/** The mistake that was thrown; undefined for anything else. */
export function mistakeOf(thrown: unknown): Mistake | undefined {
  return mistakes.get(thrown as WeakKey)
}

/** A place in the document: sequence.inputs[3]. */
export type Path = string

/** Throws a mistake at a place. */
export function fail(place: Path, expected: With<Expected>, got?: With<Got>): never {
  const error = new Error(`mistake at ${place}`)
  const where = place === '' ? ({ id: 'document' } as const) : ({ id: 'key', key: place } as const)
  mistakes.set(error, { where, expected, ...(got ? { got } : {}) })
  throw error
}

/** Throws a mistake at a line and column of a text in the document. */
export function failInText(
  place: Path,
  { line, column }: { readonly line: number; readonly column: number },
  expected: With<Expected>,
  got?: With<Got>,
): never {
  const error = new Error(`mistake at ${place}`)
  mistakes.set(error, { where: { id: 'text', key: place, line, column }, expected, ...(got ? { got } : {}) })
  throw error
}

const longest = 40

/** What a value is, as a short piece of one line. */
export function seen(value: unknown): With<Got> {
  if (value === undefined) return { id: 'nothing' }
  if (typeof value === 'function') return { id: 'function' }
  if (Array.isArray(value)) return value.length === 0 ? { id: 'emptyList' } : { id: 'list', n: value.length }
  if (value !== null && typeof value === 'object') return { id: 'object' }
  return { id: 'value', text: typeof value === 'string' ? quoted(value) : short(String(value)) }
}

/** How many there are of what was counted. */
export const counted = (n: number): With<Got> => ({ id: 'value', text: String(n) })

/** A text in quotation marks. It is cut before it is quoted, since a text can be as long as a file. */
const quoted = (text: string): string => short(JSON.stringify(text.slice(0, 2 * longest)))

/** A key as it stands in a place: plain where it is a word, otherwise quoted, so that the place ends where it seems to. */
function showKey(key: string): string {
  return /^[\w.$-]+$/.test(key) ? short(key) : quoted(key)
}

/** At most 40 characters of one line: JSON leaves some line breaks and control characters as they are. */
function short(text: string): string {
  const line = text.replace(/[\p{Cc}\p{Zl}\p{Zp}]/gu, ' ')
  return line.length > longest ? `${line.slice(0, longest - 1)}…` : line
}

export type Fields = Record<string, unknown>

/** An object with known keys only. Gives a copy with the keys in the order in which they stand. */
export function object(value: unknown, place: Path, keys: readonly string[]): Fields {
  if (value === null || typeof value !== 'object' || Array.isArray(value))
    fail(place, { id: 'object' }, seen(value))
  const own = Object.keys(value)
  for (const key of own)
    if (!keys.includes(key))
      fail(place ? `${place}.${showKey(key)}` : showKey(key), { id: 'unknownKey', keys })
  return Object.fromEntries(own.map((key) => [key, (value as Fields)[key]]))
}

/** A list. `what` says what it was expected to be. */
export function list(value: unknown, place: Path, what: With<Expected>): readonly unknown[] {
  if (!Array.isArray(value)) fail(place, what, seen(value))
  return value
}

/** A finite number. */
export function finite(value: unknown, place: Path): number {
  if (typeof value !== 'number' || !Number.isFinite(value)) fail(place, { id: 'finite' }, seen(value))
  return value
}

/** A whole number in [from, to]. */
export function whole(value: unknown, place: Path, from: number, to: number): number {
  if (typeof value !== 'number' || !Number.isInteger(value) || value < from || value > to)
    fail(place, { id: 'whole', from, to }, seen(value))
  return value
}

/** A number in [from, to]. */
export function within(value: unknown, place: Path, from: number, to: number): number {
  const n = finite(value, place)
  if (n < from || n > to) fail(place, { id: 'within', from, to }, seen(value))
  return n
}

/** A list of exactly n finite numbers. */
export function numbers(value: unknown, place: Path, n: number): number[] {
  // "a list of": where a number stands in place of a list, "expected 1 number, got 7" would be no help.
  const row = list(value, place, { id: value === undefined ? 'numbers' : 'numberList', n })
  if (row.length !== n) fail(place, { id: 'numbers', n }, counted(row.length))
  const copy: number[] = []
  for (let i = 0; i < n; i++) {
    const item = row[i]
    copy.push(typeof item === 'number' && Number.isFinite(item) ? item : finite(item, `${place}[${i}]`))
  }
  return copy
}

/** A list of exactly m rows of n finite numbers. */
export function matrix(value: unknown, place: Path, m: number, n: number): number[][] {
  const all = list(value, place, { id: 'rowsOf', m, n })
  if (all.length !== m) fail(place, { id: 'rows', n: m }, counted(all.length))
  return Array.from({ length: m }, (_, i) => numbers(all[i], `${place}[${i}]`, n))
}

/** A number, a list of numbers or a list of rows, by the shape. */
export function array(
  value: unknown,
  place: Path,
  [m, n]: readonly number[],
): number | number[] | number[][] {
  if (m === undefined) return finite(value, place)
  return n === undefined ? numbers(value, place, m) : matrix(value, place, m, n)
}

/** One of some words. */
export function oneOf<Word extends string>(value: unknown, place: Path, words: readonly Word[]): Word {
  const found = words.find((word) => word === value)
  return found ?? fail(place, { id: 'words', words }, seen(value))
}

export function boolean(value: unknown, place: Path): boolean {
  if (typeof value !== 'boolean') fail(place, { id: 'boolean' }, seen(value))
  return value
}

/** A text for people: a string, or one for each language. */
export function text(value: unknown, place: Path): string | Record<string, string> {
  if (typeof value === 'string') return value
  if (value === null || typeof value !== 'object' || Array.isArray(value))
    fail(place, { id: 'textOrLanguages' }, seen(value))
  const fields = object(value, place, ['en', 'zh'])
  if (Object.keys(fields).length === 0) fail(place, { id: 'languages' }, seen(value))
  for (const [key, words] of Object.entries(fields))
    if (typeof words !== 'string') fail(`${place}.${key}`, { id: 'text' }, seen(words))
  return fields as Record<string, string>
}
