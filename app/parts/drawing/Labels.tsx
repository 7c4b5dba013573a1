/** The names of values in the drawing, in the letters of the notation chosen. */
import { memo } from 'react'
import { symbol, symbolTree, type Trace, writingOf } from '../../../src/index.ts'
import { lettersOf } from '../../math/letters.ts'
import { useReading } from '../../state/store.ts'
import styles from './Labels.module.css'

export interface Label {
  readonly name: string
  readonly t: number
  readonly x: number
  readonly y: number
  /** does it end at x? a long name has its room at the left */
  readonly before?: boolean
  /** may wires run behind it? */
  readonly over?: boolean
}

/** All names are one text, which is laid out once however many of them change. */
export const Labels = memo(function Labels({
  trace,
  labels,
}: {
  readonly trace: Trace
  readonly labels: readonly Label[]
}) {
  const reading = useReading()
  return (
    <text>
      {labels.map(({ name, t, x, y, before, over }) => {
        const { base, upright, sub, sup } = lettersOf(
          symbolTree(symbol(name, 0), writingOf(trace, reading, t)).tree,
        )
        return (
          <tspan
            key={`${name} ${x} ${y}`}
            data-part="symbol"
            className={`${styles.symbol} ${upright ? styles.upright : ''} ${before ? styles.before : ''} ${over ? styles.over : ''}`}
            x={x}
            y={y}
            data-idea={trace.net.info(name).idea}
            data-ref={`${name}@${t}`}
          >
            {base}
            {sub && (
              <tspan data-part="small" className={styles.small} dy="0.23em">
                {sub}
              </tspan>
            )}
            {sup && (
              <tspan data-part="small" className={styles.small} dy={sub ? '-0.85em' : '-0.46em'}>
                {sup}
              </tspan>
            )}
          </tspan>
        )
      })}
    </text>
  )
})
