import { memo } from 'react'
import {
  ofGradient,
  type Reading,
  symbol,
  symbolTex,
  type Trace,
  tag,
  tagsOf,
  writingOf,
} from '../../src/index.ts'
import { useReading } from '../store/reading.ts'
import { Formula } from './Formula.tsx'
import { letters } from './letters.ts'

/** A symbol's name as plain text, for labels: C, ∂L/∂C. */
export function spoken(name: string, t: number | null = null): string {
  const plain = name.startsWith('d:') ? `∂L/∂${name.slice(2)}` : name
  return t === null ? plain : `${plain} @ ${t}`
}

/** A symbol that a text names. */
export interface Named {
  readonly name: string
  /** null: without a timestep */
  readonly t: number | null
}

/** One symbol in the notation chosen, linked to everything else that shows it. */
export const SymbolName = memo(function SymbolName({ trace, name, t }: Named & { readonly trace: Trace }) {
  const reading = useReading()
  return <Formula tex={texOf(trace, reading, name, t)} label={readOut(trace, reading, name, t)} />
})

const readings = new WeakMap<Trace['net'], Map<string, string>>()

/** A symbol's name as plain text in the notation chosen, for screen readers and menus: C̃ @ 1, ∂L/∂b_y. */
export function readOut(trace: Trace, reading: Reading, name: string, t: number | null = null): string {
  const ofNet = readings.get(trace.net) ?? new Map<string, string>()
  readings.set(trace.net, ofNet)
  const key = `${name} ${Object.values(reading).join()}`
  const found = ofNet.get(key) ?? lettersOf(trace, reading, name)
  ofNet.set(key, found)
  return t === null ? found : `${found} @ ${t}`
}

function lettersOf(trace: Trace, reading: Reading, name: string): string {
  const of = ofGradient(name)
  const { text } = symbolTex(symbol(of ?? name, null), writingOf(trace, { ...reading, gradient: 'partial' }))
  const { base, sub } = letters(text)
  // The sum of two biases has no letter of its own.
  if (base === '' || /[\\{ ]/.test(base + sub)) return spoken(name)
  const letter = sub === '' ? base : `${base}_${sub}`
  return of === undefined ? letter : `∂L/∂${letter}`
}

const written = new WeakMap<Trace, Map<string, string>>()

/** A symbol's name as a formula, printed once for each way of writing. */
export function texOf(trace: Trace, reading: Reading, name: string, t: number | null): string {
  const ofTrace = written.get(trace) ?? new Map<string, string>()
  written.set(trace, ofTrace)
  const key = `${name} ${t} ${Object.values(reading).join()}`
  const found = ofTrace.get(key) ?? printed(trace, reading, name, t)
  ofTrace.set(key, found)
  return found
}

function printed(trace: Trace, reading: Reading, name: string, t: number | null): string {
  const writing = writingOf(trace, reading, t ?? undefined)
  const own = symbol(name, t === null ? null : 0)
  return tag(tagsOf(own, writing), symbolTex(own, writing).text)
}

/** A text and the symbols in it, one after the other: [[C-1]] is C one timestep earlier. */
export function piecesOf(trace: Trace, t: number | null, text: string): readonly (string | Named)[] {
  return text.split(/\[\[([^\]]+)\]\]/).map((part, i) => {
    if (i % 2 === 0) return part
    const [, name = '', shift = '0'] = /^(.+?)([+-]\d)?$/.exec(part) ?? []
    const at = t === null || !trace.net.info(name).timed ? null : t + Number(shift)
    return { name, t: at !== null && at >= 0 && at <= trace.T ? at : null }
  })
}

/** Prose with its symbols. */
export const Prose = memo(function Prose({
  trace,
  t,
  text,
}: {
  readonly trace: Trace
  readonly t: number | null
  readonly text: string
}) {
  return (
    <>
      {piecesOf(trace, t, text).map((piece, i) =>
        typeof piece === 'string' ? (
          piece
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of one text never move
          <SymbolName key={i} trace={trace} name={piece.name} t={piece.t} />
        ),
      )}
    </>
  )
})
