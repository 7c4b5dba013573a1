/** The shapes of operations: a pill for one element by element, a box for a gate, the head, the loss. */

import { memo } from 'react'
import { writtenName } from '../../../src/index.ts'
import { fitted } from '../../figure/Strip.tsx'
import { bold, widthOf } from '../../figure/text.ts'
import { usualLetter } from './letter.ts'
import styles from './Marks.module.css'

/** There is air around the usual letters: a box need not grow as they do. */
export const room = (grow: number) => Math.min(1.4, 1 + 0.6 * (grow - 1))

interface Marked {
  readonly x: number
  readonly y: number
  readonly label: string
  /** the weights whose names stand in it */
  readonly weights: readonly string[] | undefined
  readonly lit: boolean
  readonly grow: number
}

/** The letters of an operation are bold and a little larger than the usual ones. */
const operationLetter = 13 * bold

/** Half the width and half the height of the pill of an operation. */
export function pillOf(label: string, grow: number): readonly [half: number, high: number] {
  const wide = room(grow)
  const half =
    label.length > 1 ? Math.max(22 * wide, (widthOf(label) * operationLetter * grow) / 2 + 6) : 13 * wide
  return [half, 13 * wide]
}

export const Operator = memo(function Operator({ x, y, label, weights, lit, grow }: Marked) {
  const [half, high] = pillOf(label, grow)
  return (
    <g data-part="op" data-lit={lit || undefined} className={lit ? `${styles.op} ${styles.lit}` : styles.op}>
      <rect x={x - half} y={y - high} width={2 * half} height={2 * high} rx={high} />
      <text x={x} y={y + 5 * grow}>
        <Sign label={label} weights={weights} />
      </text>
    </g>
  )
})

export const BoxMark = memo(function BoxMark({
  x,
  y,
  label,
  weights,
  lit,
  idea,
  grow,
  half = 30 * room(grow),
}: Marked & { readonly idea: string; readonly half?: number }) {
  const wide = room(grow)
  const most = 2 * half - 6
  const fit = widthOf(label) * usualLetter * grow > most ? fitted(most) : {}
  return (
    <g
      data-lit={lit || undefined}
      className={lit ? `${styles.box} ${styles.lit}` : styles.box}
      data-idea={idea}
    >
      <rect x={x - half} y={y - 15 * wide} width={2 * half} height={30 * wide} rx={5} />
      <text x={x} y={y + 5 * grow} {...fit}>
        <Sign label={label} weights={weights} />
      </text>
    </g>
  )
})

/** A sign, in which names of weights may stand, which can be pointed at; what follows their underscore is small and low. */
function Sign({
  label,
  weights = [],
}: {
  readonly label: string
  readonly weights?: readonly string[] | undefined
}) {
  if (weights.length === 0) return label
  const words = label.split(/([\p{L}\p{M}\d_]+)/u)
  const isLow = (word: string | undefined) =>
    word !== undefined && weights.includes(word) && writtenName(word).low !== ''
  return words.map((word, i) => {
    const { letter, low } = writtenName(word)
    return (
      <tspan
        // biome-ignore lint/suspicious/noArrayIndexKey: a word is its place
        key={i}
        dy={isLow(words[i - 1]) ? '-0.2em' : undefined}
        {...(weights.includes(word)
          ? { 'data-part': 'weight', 'data-ref': word, className: styles.weight }
          : {})}
      >
        {isLow(word) ? letter : word}
        {isLow(word) && (
          <tspan className={styles.low} dy="0.25em">
            {low}
          </tspan>
        )}
      </tspan>
    )
  })
}
