/**
 * Checks of single values. Each gives back a plain copy of what it checked, so that a value that answers differently
 * when it is read again (a getter, an inherited field) cannot pass. A check throws a mistake, which names the place and
 * says what was expected; the door of the folder (check.ts) turns it into a result, so that nothing is thrown at a caller.
 */

/** The messages of the mistakes thrown here. Asking this map runs no code of the document, as asking a thrown object could. */
const mistakes = new WeakMap<WeakKey, string>()

/** An error whose one line is meant for people. */
export function mistake(message: string): Error {
  const error = new Error(message)
  mistakes.set(error, message)
  return error
}

/** The message of a mistake; undefined for anything else that was thrown. */
export function messageOf(thrown: unknown): string | undefined {
  return mistakes.get(thrown as WeakKey)
}

/** A place in the document: sequence.inputs[3]. */
export type Place = string

/** Throws the mistake `PLACE: expected …, got …`; without a third argument there is no "got". */
export function fail(place: Place, expected: string, ...got: readonly unknown[]): never {
  const ending = got.length > 0 ? `, got ${show(got[0])}` : ''
  throw mistake(`${place || 'document'}: expected ${expected}${ending}`)
}

/** "1 row", "2 rows" */
export function count(n: number, thing: string): string {
  return `${n} ${thing}${n === 1 ? '' : 's'}`
}

const longest = 40

/** A value as a short piece of one line. */
export function show(value: unknown): string {
  if (value === undefined) return 'nothing'
  if (typeof value === 'function') return 'a function'
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : `a list of ${value.length}`
  if (value !== null && typeof value === 'object') return 'an object'
  // Cut before it is quoted: a text can be as long as a file.
  return short(typeof value === 'string' ? JSON.stringify(value.slice(0, 2 * longest)) : String(value))
}

/** A key as it stands in a place: plain where it is a word, otherwise quoted, so that the place ends where it seems to. */
function showKey(key: string): string {
  return /^[\w.$-]+$/.test(key) ? short(key) : show(key)
}

/** At most 40 characters of one line: JSON leaves some line breaks and control characters as they are. */
function short(text: string): string {
  const line = text.replace(/[\p{Cc}\p{Zl}\p{Zp}]/gu, ' ')
  return line.length > longest ? `${line.slice(0, longest - 1)}…` : line
}

export type Fields = Record<string, unknown>

/** An object with known keys only. Gives a copy with the keys in the order in which they stand. */
export function object(value: unknown, place: Place, keys: readonly string[]): Fields {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) fail(place, 'an object', value)
  const own = Object.keys(value)
  for (const key of own)
    if (!keys.includes(key)) {
      const at = place ? `${place}.${showKey(key)}` : showKey(key)
      throw mistake(`${at}: unknown key, expected one of ${keys.join(', ')}`)
    }
  return Object.fromEntries(own.map((key) => [key, (value as Fields)[key]]))
}

/** A list. `what` says what it was expected to be. */
export function list(value: unknown, place: Place, what: string): readonly unknown[] {
  if (!Array.isArray(value)) fail(place, what, value)
  return value
}

/** A finite number. */
export function finite(value: unknown, place: Place): number {
  if (typeof value !== 'number' || !Number.isFinite(value)) fail(place, 'a finite number', value)
  return value
}

/** A whole number in [from, to]. */
export function whole(value: unknown, place: Place, from: number, to: number): number {
  if (typeof value !== 'number' || !Number.isInteger(value) || value < from || value > to)
    fail(place, `a whole number from ${from} to ${to}`, value)
  return value
}

/** A list of exactly n finite numbers. */
export function numbers(value: unknown, place: Place, n: number): number[] {
  // "a list of": where a number stands in place of a list, "expected 1 number, got 7" would be no help.
  const row = list(value, place, value === undefined ? count(n, 'number') : `a list of ${count(n, 'number')}`)
  if (row.length !== n) throw mistake(`${place}: expected ${count(n, 'number')}, got ${row.length}`)
  const copy: number[] = []
  for (let i = 0; i < n; i++) {
    const item = row[i]
    copy.push(typeof item === 'number' && Number.isFinite(item) ? item : finite(item, `${place}[${i}]`))
  }
  return copy
}

/** A list of exactly m rows of n finite numbers. */
export function matrix(value: unknown, place: Place, m: number, n: number): number[][] {
  const all = list(value, place, `${count(m, 'row')} of ${count(n, 'number')}`)
  if (all.length !== m) throw mistake(`${place}: expected ${count(m, 'row')}, got ${all.length}`)
  return Array.from({ length: m }, (_, i) => numbers(all[i], `${place}[${i}]`, n))
}

/** One of some words. */
export function oneOf<Word extends string>(value: unknown, place: Place, words: readonly Word[]): Word {
  const found = words.find((word) => word === value)
  if (found === undefined) {
    const quoted = words.map((word) => `"${word}"`)
    const listed = quoted.length === 1 ? quoted[0]! : `${quoted.slice(0, -1).join(', ')} or ${quoted.at(-1)}`
    fail(place, listed, value)
  }
  return found
}

export function boolean(value: unknown, place: Place): boolean {
  if (typeof value !== 'boolean') fail(place, 'true or false', value)
  return value
}

/** A text for people: a string, or one for each language. */
export function text(value: unknown, place: Place): string | Record<string, string> {
  if (typeof value === 'string') return value
  if (value === null || typeof value !== 'object' || Array.isArray(value))
    fail(place, 'a text or an object with "en" and "zh"', value)
  const fields = object(value, place, ['en', 'zh'])
  if (Object.keys(fields).length === 0) fail(place, '"en" or "zh"', value)
  for (const [key, words] of Object.entries(fields))
    if (typeof words !== 'string') fail(`${place}.${key}`, 'a text', words)
  return fields as Record<string, string>
}
