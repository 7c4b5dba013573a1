import { memo } from 'react'
import { symbol, symbolTex, type Trace, tag, tagsOf, writingOf } from '../../src/index.ts'
import { useReading } from '../store/reading.ts'
import { Formula } from './Formula.tsx'

/** A symbol's name as plain text, for labels: C, ∂L/∂C. */
export function spoken(name: string, t: number | null = null): string {
  const plain = name.startsWith('d:') ? `∂L/∂${name.slice(2)}` : name
  return t === null ? plain : `${plain} @ ${t}`
}

interface Props {
  readonly trace: Trace
  readonly name: string
  /** null: without a timestep */
  readonly t: number | null
}

/** One symbol in the notation chosen, linked to everything else that shows it. */
export const SymbolName = memo(function SymbolName({ trace, name, t }: Props) {
  const tex = useSymbolTex(trace, name, t)
  return <Formula tex={tex} label={spoken(name, t)} />
})

function useSymbolTex(trace: Trace, name: string, t: number | null): string {
  const writing = writingOf(trace, useReading(), t ?? undefined)
  const written = symbol(name, t === null ? null : 0)
  return tag(tagsOf(written, writing), symbolTex(written, writing).text)
}

/** Prose with its symbols: [[C-1]] is C one timestep earlier. */
export const Prose = memo(function Prose({
  trace,
  t,
  text,
}: {
  readonly trace: Trace
  readonly t: number | null
  readonly text: string
}) {
  const parts = text.split(/\[\[([^\]]+)\]\]/)
  return (
    <>
      {parts.map((part, i) => {
        if (i % 2 === 0) return part
        const [, name = '', shift = '0'] = /^(.+?)([+-]\d)?$/.exec(part) ?? []
        const timed = trace.net.info(name).timed
        const at = t === null || !timed ? null : t + Number(shift)
        return (
          <SymbolName
            // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text never move
            key={i}
            trace={trace}
            name={name}
            t={at !== null && at >= 0 && at <= trace.T ? at : null}
          />
        )
      })}
    </>
  )
})
