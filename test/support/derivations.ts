/** What every derivation promises, and how the tests choose what to derive. */
import {
  type Derivation,
  type DeriveOptions,
  derive,
  type Line,
  numberOf,
  ruleIds,
  type Trace,
  targetNames,
  texOf,
  timesOf,
} from '../../src/index.ts'

/** The derivation of a target, which must exist. */
export function derived(trace: Trace, target: string, options: DeriveOptions = {}): Derivation {
  const result = derive(trace, target, options)
  if (!result.ok) throw new Error(result.error)
  return result.value
}

/** The LaTeX of lines, without names. */
export const texts = (lines: readonly Pick<Line, 'tree'>[]): string[] =>
  lines.map(({ tree }) => texOf(tree, false))

export const largest = (lines: readonly Line[]) => Math.max(...lines.map((line) => line.magnitude))

/** Everything that a derivation promises; an empty list where it keeps it. */
export function broken(trace: Trace, { lines, target }: Derivation): string[] {
  const wrong: string[] = []
  if (lines[0]!.rule !== 'question') wrong.push(`begins with ${lines[0]!.rule}`)
  if (lines.at(-1)!.rule !== 'result') wrong.push(`ends with ${lines.at(-1)!.rule}`)
  const first = target.index.length > 0 || target.shape.length === 0
  const element = first ? target.ref : `${target.ref}[${target.shape.map(() => 0)}]`
  const own = numberOf(trace, element)!
  if (lines.at(-1)!.value !== own) wrong.push(`result ${lines.at(-1)!.value}, engine ${own}`)
  const allowed = 1e-12 * largest(lines)
  const texts = lines.map(({ tree }) => texOf(tree))
  lines.forEach((line, i) => {
    const tex = texts[i]!
    if (!(Math.abs(line.value - own) <= allowed))
      wrong.push(`line ${i} (${line.rule}): ${line.value} instead of ${own}, ${tex}`)
    if (!ruleIds.includes(line.rule)) wrong.push(`line ${i}: unknown rule ${line.rule}`)
    if (i > 0 && tex === texts[i - 1]) wrong.push(`line ${i} (${line.rule}) reads as the one before`)
    if (/undefined|NaN|\[object/.test(tex)) wrong.push(`line ${i}: ${tex}`)
  })
  return wrong
}

/** Numbers from a seed, for choosing. */
export function chooser(seed: number): (n: number) => number {
  let state = seed
  return (n) => {
    state = (state * 1103515245 + 12345) % 2147483648
    return Math.floor((state / 2147483648) * n)
  }
}

/** The names of all gradients of a run, one element of each. */
export function targets(trace: Trace, pick: (n: number) => number): string[] {
  return targetNames(trace).map((of) => {
    const times = timesOf(trace, of)
    const t = trace.memory(of).timed ? `@${times[pick(times.length)]}` : ''
    const index = trace.memory(of).shape.map(pick)
    return `d:${of}${t}${index.length > 0 ? `[${index}]` : ''}`
  })
}
