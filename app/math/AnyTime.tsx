import { namedSymbol, symbol, type Trace, writingOf } from '../../src/index.ts'
import { useReading } from '../state/store.ts'
import { Formula } from './Formula.tsx'

/** Prose with its symbols at any timestep t: [[C-1]] is C at t − 1. */
export function AnyTime({ trace, text }: { readonly trace: Trace; readonly text: string }) {
  const reading = useReading()
  const writing = writingOf(trace, reading)
  return text.split(/\[\[([^\]]+)\]\]/).map((part, i) => {
    if (i % 2 === 0) return part
    const [, name = '', shift = '0'] = /^(.+?)([+-]\d)?$/.exec(part) ?? []
    const written = symbol(name, trace.net.info(name).timed ? Number(shift) : null)
    return (
      <Formula
        // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text never move
        key={i}
        tree={namedSymbol(written, writing)}
      />
    )
  })
}
