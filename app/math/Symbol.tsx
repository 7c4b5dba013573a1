import { memo } from 'react'
import type { Trace } from '../../src/index.ts'
import { useReading } from '../state/store.ts'
import { Formula } from './Formula.tsx'
import { type Named, piecesOf, symbolFormula } from './name.ts'

/** One symbol in the notation chosen, linked to everything else that shows it. */
export const SymbolName = memo(function SymbolName({
  trace,
  name,
  t,
  whole = false,
}: Named & {
  readonly trace: Trace
  /** a weight that is written as one with another has the letter of both */
  readonly whole?: boolean
}) {
  const reading = useReading()
  return <Formula tree={symbolFormula(trace, reading, name, t, whole)} />
})

/** Prose with its symbols. */
export const Prose = memo(function Prose({
  trace,
  t,
  text,
  whole = false,
}: {
  readonly trace: Trace
  readonly t: number | null
  readonly text: string
  /** weights that are written as one have the letter of both */
  readonly whole?: boolean
}) {
  return (
    <>
      {piecesOf(trace, t, text).map((piece, i) =>
        typeof piece === 'string' ? (
          piece
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of one text never move
          <SymbolName key={i} trace={trace} name={piece.name} t={piece.t} whole={whole} />
        ),
      )}
    </>
  )
})
