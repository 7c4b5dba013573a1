import { namedSymbol, symbol, type Trace, writingOf } from '../../src/index.ts'
import { useReading } from '../state/store.ts'
import { Formula } from './Formula.tsx'
import { markedIn } from './name.ts'

/** Prose with its symbols at any timestep t: [[C-1]] is C at t − 1. */
export function AnyTime({ trace, text }: { readonly trace: Trace; readonly text: string }) {
  const reading = useReading()
  const writing = writingOf(trace, reading)
  return markedIn(text).map((part, i) => {
    if (typeof part === 'string') return part
    const written = symbol(part.name, trace.net.info(part.name).timed ? part.shift : null)
    return (
      <Formula
        // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text never move
        key={i}
        tree={namedSymbol(written, writing)}
      />
    )
  })
}
