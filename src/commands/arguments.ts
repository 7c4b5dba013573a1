/** What every command shares: reading its file and its options, and how it says what is wrong. */
import { readFileSync } from 'node:fs'
import { type ParseArgsConfig, parseArgs } from 'node:util'
import { type Experiment, problemOf, readExperiment, record, type Trace } from '../index.ts'

/** What a command prints: its result, and lines about it beside. */
export interface Printed {
  readonly result: string
  readonly notes: readonly string[]
}

/** What a command cannot do, and why, in one line. */
export class Refused extends Error {}

/** Ends a command: one line on standard error, exit status 2. */
export function fail(line: string): never {
  throw new Refused(line)
}

/** The text of a file; - is standard input. */
export function contentsOf(path: string): string {
  try {
    return readFileSync(path === '-' ? 0 : path, 'utf8')
  } catch {
    return fail(`${path}: expected a file that can be read`)
  }
}

/** The finished run of the experiment in a file; - is standard input. */
export const traceOf = (path: string): Trace => record(problemOf(experimentIn(path)))

/** The experiment in a file, checked. */
export function experimentIn(path: string): Experiment {
  const result = readExperiment(contentsOf(path))
  return result.ok ? result.value : fail(result.error)
}

/** The run of the one file that a command is given. */
export function onlyFile(command: string, [path, ...more]: readonly string[]): Trace {
  if (path === undefined || more.length > 0)
    fail(`expected one file: npm run -s ${command} -- FILE.json (or - for standard input)`)
  return traceOf(path)
}

/** Options that each have a value, and what stands beside them; anything else among the arguments is a mistake. */
export function optionsOf(
  args: readonly string[],
  known: NonNullable<ParseArgsConfig['options']>,
  files = false,
): { readonly values: Record<string, string | undefined>; readonly rest: string[] } {
  // "--seed -1" is told from "--seed --steps" by its digit; Node takes both for a value left out.
  const joined = args.flatMap((arg, i) => {
    if (/^-\d/.test(arg) && args[i - 1]?.startsWith('--')) return []
    return arg.startsWith('--') && /^-\d/.test(args[i + 1] ?? '') ? [`${arg}=${args[i + 1]}`] : [arg]
  })
  try {
    const { values, positionals } = parseArgs({ args: joined, options: known, allowPositionals: files })
    return { values: values as Record<string, string | undefined>, rest: positionals }
  } catch (thrown) {
    // Node explains some mistakes at length; the first sentence says what is wrong.
    return fail((thrown as Error).message.split(/\n|\. /)[0]!)
  }
}

/** One of several words. */
export function oneOf<Word extends string>(
  name: string,
  value: string | undefined,
  words: readonly Word[],
): Word {
  const found = words.find((word) => word === value)
  return found ?? fail(`--${name}: expected one of ${words.join(', ')}, got ${shown(value)}`)
}

/** A whole number in a range. */
export function whole(name: string, value: string | undefined, from: number, to: number): number {
  const n = /^\d+$/.test(value ?? '') ? Number(value) : Number.NaN
  if (!(n >= from && n <= to))
    fail(`--${name}: expected a whole number from ${from} to ${to}, got ${shown(value)}`)
  return n
}

/** A value in one line, quoted. */
export function shown(value: string | undefined): string {
  return value === undefined ? 'nothing' : JSON.stringify(value)
}
