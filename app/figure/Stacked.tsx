/** Bars that each add up to the whole, in parts that are named; near parts dark, far parts light. */
import { memo, useRef } from 'react'
import { fullValue } from '../../src/index.ts'
import { useBox } from '../ui/useBox.ts'
import styles from './Stacked.module.css'
import { widthOf } from './text.ts'

export interface StackedBar {
  readonly model: number
  readonly parts: readonly number[]
}

interface Props {
  readonly bars: readonly StackedBar[]
  readonly parts: readonly string[]
  readonly label: string
}

/** The near half is dark enough for light letters, the far half light enough for dark ones. */
const isDark = (part: number, count: number) => part < count / 2
const shade = (part: number, count: number) =>
  isDark(part, count) ? 1 - (0.5 * part) / count : 0.36 - (0.3 * (part - count / 2)) / (count / 2)

export const Stacked = memo(function Stacked({ bars, parts, label }: Props) {
  const holder = useRef<HTMLDivElement>(null)
  const box = useBox(holder)
  const em = box?.em ?? 14
  const row = 2.1 * em
  const height = bars.length * row + 0.6 * em
  const [left, right] = [2.4 * em, (box?.width ?? 0) - 2]
  return (
    <div ref={holder} className={styles.holder}>
      {box && box.width > 0 && (
        <svg
          data-part="stacked"
          className={styles.stacked}
          viewBox={`0 0 ${box.width} ${height}`}
          width={box.width}
          height={height}
          role="img"
          aria-label={label}
        >
          {bars.map(({ model, parts: sizes }, i) => {
            const whole = sizes.reduce((sum, size) => sum + size, 0)
            let from = left
            return (
              <g key={model} data-model={model}>
                <circle className={styles.badge} cx={em} cy={i * row + 1.1 * em} r={0.7 * em} />
                <text
                  data-part="digit"
                  className={styles.digit}
                  x={em}
                  y={i * row + 1.44 * em}
                  textAnchor="middle"
                >
                  {model + 1}
                </text>
                {sizes.map((size, part) => {
                  const width = whole > 0 && Number.isFinite(whole) ? ((right - left) * size) / whole : 0
                  const x = from
                  from += width
                  const name = parts[part]!
                  return (
                    // biome-ignore lint/suspicious/noArrayIndexKey: a part is its place
                    <g key={part} data-of={part}>
                      <rect
                        x={x}
                        y={i * row + 0.2 * em}
                        width={width}
                        height={row - 0.4 * em}
                        fillOpacity={shade(part, parts.length)}
                        data-value={fullValue(size / whole)}
                      />
                      {width > (widthOf(name) + 0.6) * em && (
                        <text
                          className={isDark(part, parts.length) ? styles.onDark : undefined}
                          x={x + width / 2}
                          y={i * row + 1.42 * em}
                          textAnchor="middle"
                        >
                          {name}
                        </text>
                      )}
                    </g>
                  )
                })}
              </g>
            )
          })}
        </svg>
      )}
    </div>
  )
})
