/** Which steps a sheet asks, and whom: chosen frames of a run, and students with a seed each. */
import type { Frame, Phase, Trace } from '../../../src/index.ts'

export const scopes = ['idea', 'timestep', 'all'] as const
export type Scope = (typeof scopes)[number]

export const phases = ['forward', 'loss', 'backward', 'update'] as const satisfies readonly Phase[]

/** The frames of a scope around a frame, in the phases chosen; `ideaOf` tells which frames are one step. */
export function framesIn(
  trace: Trace,
  frame: Frame,
  scope: Scope,
  chosen: ReadonlySet<Phase>,
  ideaOf: (frame: Frame) => string,
): readonly Frame[] {
  if (scope === 'idea') return trace.frames.filter((each) => ideaOf(each) === ideaOf(frame))
  return trace.frames.filter(
    (each) => chosen.has(each.phase) && (scope === 'all' || each.t === frame.t || each.t === null),
  )
}

/** The names of the values that frames write: what is asked, and stays a symbol wherever it is read. */
export function askedBy(frames: readonly Frame[]): ReadonlySet<string> {
  return new Set(
    frames.flatMap(({ equation: { symbol, overTime }, t }) => {
      const name = t === null ? symbol : `${symbol}@${t}`
      // Of a sum over all timesteps one share is asked: then the sum is not told either.
      return overTime ? [name, symbol] : [name]
    }),
  )
}

export interface Student {
  readonly name: string
  readonly seed: number
}

/** More sheets than this are not printed at once. */
export const mostStudents = 60
const longestName = 60

export type Students =
  | { readonly ok: true; readonly students: readonly Student[] }
  | { readonly ok: false; readonly wrong: 'many' | 'range' | 'twice' | 'long'; readonly detail: string }

/** Students from what was written: seeds as 1-20, or names with commas or line breaks between them. Nothing gives none. */
export function studentsOf(text: string): Students {
  const range = /^\s*(\d{1,9})\s*[-–—~～]\s*(\d{1,9})\s*$/.exec(text)
  if (range) {
    const [from, to] = [Number(range[1]), Number(range[2])]
    if (from > to) return { ok: false, wrong: 'range', detail: `${from}–${to}` }
    if (to - from >= mostStudents) return { ok: false, wrong: 'many', detail: String(to - from + 1) }
    return {
      ok: true,
      students: Array.from({ length: to - from + 1 }, (_, i) => ({ name: `#${from + i}`, seed: from + i })),
    }
  }
  const names = text
    .split(/[,;，；、\n]/)
    .map((name) => name.normalize('NFC').trim())
    .filter((name) => name !== '')
  const twice = names.find((name, i) => names.indexOf(name) < i)
  if (twice !== undefined) return { ok: false, wrong: 'twice', detail: twice.slice(0, longestName) }
  if (names.length > mostStudents) return { ok: false, wrong: 'many', detail: String(names.length) }
  const long = names.find((name) => name.length > longestName)
  if (long !== undefined) return { ok: false, wrong: 'long', detail: `${long.slice(0, 20)}…` }
  return {
    ok: true,
    students: names.map((name) =>
      /^\d{1,9}$/.test(name) ? { name: `#${name}`, seed: Number(name) } : { name, seed: seedOf(name) },
    ),
  }
}

/** A seed from a name, the same wherever the name stands in a list (FNV-1a, 32 bits). */
function seedOf(name: string): number {
  let hash = 0x811c9dc5
  for (const byte of new TextEncoder().encode(name)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0
  return hash
}

/** The set with an element put in, or taken out where it was in. */
export function toggled<T>(set: ReadonlySet<T>, element: T): ReadonlySet<T> {
  const next = new Set(set)
  if (!next.delete(element)) next.add(element)
  return next
}
