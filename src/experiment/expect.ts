/**
 * Checks of single values. A check throws a Mistake, which names the place and says what was expected;
 * the door of the folder (check.ts) turns it into a result, so that nothing is thrown at a caller.
 */
export class Mistake extends Error {}

/** A place in the document: sequence.inputs[3]. */
export type Place = string

export function fail(place: Place, expected: string, ...got: readonly unknown[]): never {
  const ending = got.length > 0 ? `, got ${show(got[0])}` : ''
  throw new Mistake(`${place || 'document'}: expected ${expected}${ending}`)
}

/** A value as a short piece of one line. */
export function show(value: unknown): string {
  if (value === undefined) return 'nothing'
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : `a list of ${value.length}`
  if (value !== null && typeof value === 'object') return 'an object'
  const text = oneLine(typeof value === 'string' ? JSON.stringify(value) : String(value))
  return text.length > 40 ? `${text.slice(0, 39)}…` : text
}

/** Without the line breaks that JSON leaves as they are. */
function oneLine(text: string): string {
  return text.replace(/[\u0085\u2028\u2029]/g, ' ')
}

/** A key as it can be shown in a message. */
function showKey(key: string): string {
  const plain = oneLine(JSON.stringify(key).slice(1, -1))
  return plain.length > 40 ? `${plain.slice(0, 39)}…` : plain
}

export type Fields = Readonly<Record<string, unknown>>

/** An object with known keys only. */
export function object(value: unknown, place: Place, keys: readonly string[]): Fields {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) fail(place, 'an object', value)
  for (const key of Object.keys(value))
    if (!keys.includes(key)) {
      const at = place ? `${place}.${showKey(key)}` : showKey(key)
      throw new Mistake(`${at}: unknown key, expected one of ${keys.join(', ')}`)
    }
  // Only what stands in the document itself counts, not what every object inherits.
  return Object.fromEntries(
    keys.filter((key) => Object.hasOwn(value, key)).map((key) => [key, (value as Fields)[key]]),
  )
}

export function list(value: unknown, place: Place, what = 'a list'): readonly unknown[] {
  if (!Array.isArray(value)) fail(place, what, value)
  return value
}

/** A finite number. */
export function finite(value: unknown, place: Place): number {
  if (typeof value !== 'number' || !Number.isFinite(value)) fail(place, 'a finite number', value)
  return value
}

export function whole(value: unknown, place: Place, from: number, to: number): number {
  if (typeof value !== 'number' || !Number.isInteger(value) || value < from || value > to)
    fail(place, `a whole number from ${from} to ${to}`, value)
  return value
}

/** A list of exactly n finite numbers. */
export function numbers(value: unknown, place: Place, n: number): readonly number[] {
  const row = list(value, place, `${n} ${n === 1 ? 'number' : 'numbers'}`)
  if (row.length !== n)
    throw new Mistake(`${place}: expected ${n} ${n === 1 ? 'number' : 'numbers'}, got ${row.length}`)
  for (let i = 0; i < n; i++) finite(row[i], `${place}[${i}]`)
  return row as readonly number[]
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
export function text(value: unknown, place: Place): void {
  if (typeof value === 'string') return
  if (value === null || typeof value !== 'object' || Array.isArray(value))
    fail(place, 'a text or an object with "en" and "zh"', value)
  const fields = object(value, place, ['en', 'zh'])
  if (Object.keys(fields).length === 0) fail(place, '"en" or "zh"', value)
  for (const [key, words] of Object.entries(fields))
    if (typeof words !== 'string') fail(`${place}.${key}`, 'a text', words)
}
