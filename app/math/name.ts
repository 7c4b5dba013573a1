/** The names of symbols and numbers in the notation chosen: as formulas, and as plain text for titles, menus and screen readers. */
import {
  gradientOf,
  jointOf,
  namedSymbol,
  parseRef,
  type Reading,
  symbol,
  symbolTree,
  type Trace,
  type Tree,
  textOf,
  writingOf,
} from '../../src/index.ts'

/** A symbol that a text names. */
export interface Named {
  readonly name: string
  /** null: without a timestep */
  readonly t: number | null
}

const readings = new WeakMap<Trace['net'], Map<string, string>>()

/** A symbol's name as plain text in the notation chosen, for screen readers and menus: C̃ @ 1, ∂L/∂b_y. */
export function readOut(
  trace: Trace,
  reading: Reading,
  name: string,
  t: number | null = null,
  whole = false,
): string {
  const ofNet = readings.get(trace.net) ?? new Map<string, string>()
  readings.set(trace.net, ofNet)
  const key = `${name} ${whole} ${Object.values(reading).join()}`
  const found = ofNet.get(key) ?? nameText(trace, reading, name, whole)
  ofNet.set(key, found)
  return t === null ? found : `${found} @ ${t}`
}

function nameText(trace: Trace, reading: Reading, name: string, whole: boolean): string {
  const writing = writingOf(trace, { ...reading, gradient: 'partial' })
  const own = symbol(name, ofTimestep(trace, name))
  const { tree } = symbolTree(own, {
    ...writing,
    joint: whole ? jointOf(trace, name, reading) : undefined,
    timed: () => false,
  })
  return textOf(tree)
}

/** A number's name as plain text in the notation chosen; elements count from 1, as people count: ∂L/∂W_f @ 4 [1,2]. */
export function refText(trace: Trace, reading: Reading, ref: string): string {
  const parsed = parseRef(ref)
  if (!parsed) return ref
  const { name, gradient, t, running, index, from } = parsed
  const element = index.length === 0 ? '' : ` [${index.map((i) => i + 1).join()}]`
  const route = from ? ` ← ${readOut(trace, reading, from.name, from.t)}` : ''
  return `${readOut(trace, reading, gradient ? gradientOf(name) : name, t)}${running ? '+' : ''}${element}${route}`
}

const ofTimestep = (trace: Trace, name: string) => (trace.net.info(name).timed ? 0 : null)

const written = new WeakMap<Trace, Map<string, Tree>>()

/** A symbol's name as a formula, printed once for each way of writing. */
export function symbolFormula(
  trace: Trace,
  reading: Reading,
  name: string,
  t: number | null,
  whole = false,
): Tree {
  const ofTrace = written.get(trace) ?? new Map<string, Tree>()
  written.set(trace, ofTrace)
  const key = `${name} ${t} ${whole} ${Object.values(reading).join()}`
  const found = ofTrace.get(key) ?? printed(trace, reading, name, t, whole)
  ofTrace.set(key, found)
  return found
}

function printed(trace: Trace, reading: Reading, name: string, t: number | null, whole: boolean): Tree {
  const writing = {
    ...writingOf(trace, reading, t ?? undefined),
    joint: whole ? jointOf(trace, name, reading) : undefined,
  }
  return namedSymbol(symbol(name, t === null ? null : 0), writing)
}

/** A symbol as a text of the page marks it: [[C-1]] is C one timestep earlier. */
export interface MarkedSymbol {
  readonly name: string
  readonly shift: number
}

/** A text and the symbols that it marks, one after the other. */
export const markedIn = (text: string): readonly (string | MarkedSymbol)[] =>
  text.split(/\[\[([^\]]+)\]\]/).map((part, i) => {
    if (i % 2 === 0) return part
    const [, name = '', shift = '0'] = /^(.+?)([+-]\d)?$/.exec(part) ?? []
    return { name, shift: Number(shift) }
  })

/** The same at timestep t of a run: a symbol that has no value there stands without a timestep. */
export const piecesOf = (trace: Trace, t: number | null, text: string): readonly (string | Named)[] =>
  markedIn(text).map((part) => {
    if (typeof part === 'string') return part
    const at = t === null || !trace.net.info(part.name).timed ? null : t + part.shift
    return { name: part.name, t: at !== null && at >= 0 && at <= trace.T ? at : null }
  })
