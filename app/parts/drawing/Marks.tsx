/** The shapes of operations: a pill for one element by element, a box for a gate, the head, the loss. */
import { memo } from 'react'
import { fitted } from '../../figure/Strip.tsx'
import { widthOf } from '../../figure/text.ts'
import { usualLetter } from './letter.ts'
import styles from './Marks.module.css'

/** There is air around the usual letters: a box need not grow as they do. */
export const room = (grow: number) => Math.min(1.4, 1 + 0.6 * (grow - 1))

interface Marked {
  readonly x: number
  readonly y: number
  readonly label: string
  readonly lit: boolean
  readonly grow: number
}

export const Operator = memo(function Operator({ x, y, label, lit, grow }: Marked) {
  const wide = room(grow)
  const half =
    label.length > 1 ? Math.max(22 * wide, (widthOf(label) * usualLetter * grow) / 2 + 6) : 13 * wide
  const high = 13 * wide
  return (
    <g data-part="op" data-lit={lit || undefined} className={lit ? `${styles.op} ${styles.lit}` : styles.op}>
      <rect x={x - half} y={y - high} width={2 * half} height={2 * high} rx={high} />
      <text x={x} y={y + 5 * grow}>
        <Sign label={label} />
      </text>
    </g>
  )
})

export const BoxMark = memo(function BoxMark({
  x,
  y,
  label,
  lit,
  idea,
  grow,
}: Marked & { readonly idea: string }) {
  const wide = room(grow)
  const most = 60 * wide - 6
  const fit = widthOf(label) * usualLetter * grow > most ? fitted(most) : {}
  return (
    <g
      data-lit={lit || undefined}
      className={lit ? `${styles.box} ${styles.lit}` : styles.box}
      data-idea={idea}
    >
      <rect x={x - 30 * wide} y={y - 15 * wide} width={60 * wide} height={30 * wide} rx={5} />
      <text x={x} y={y + 5 * grow} {...fit}>
        <Sign label={label} />
      </text>
    </g>
  )
})

/** A sign, in which names of weights may stand: what follows their underscore is small and low. */
function Sign({ label }: { readonly label: string }) {
  const pieces = label.split(/_(\w+)/u)
  if (pieces.length === 1) return label
  return pieces.map((piece, i) => (
    <tspan
      // biome-ignore lint/suspicious/noArrayIndexKey: a piece is its place
      key={i}
      className={i % 2 === 1 ? styles.low : undefined}
      dy={i === 0 ? undefined : i % 2 === 1 ? '0.25em' : '-0.2em'}
    >
      {piece}
    </tspan>
  ))
}
