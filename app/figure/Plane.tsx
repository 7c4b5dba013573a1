/** Complex numbers on the plane, with the unit circle: inside it powers vanish, outside they explode. */

import { useRef } from 'react'
import { type Complex, fullValue, modulus, numberText } from '../../src/index.ts'
import { type Box, useBox } from '../ui/useBox.ts'
import { linearAxis } from './axis.ts'
import styles from './Plane.module.css'
import squareStyles from './square.module.css'

interface Props {
  readonly numbers: readonly Complex[]
  readonly label: string
}

export function Plane(props: Props) {
  const holder = useRef<HTMLDivElement>(null)
  const box = useBox(holder)
  return (
    <div ref={holder} className={squareStyles.square}>
      {box && box.width > 0 && <Drawing {...props} box={box} />}
    </div>
  )
}

function Drawing({ numbers, label, box: { width: side, em } }: Props & { readonly box: Box }) {
  const most = Math.max(1.1, ...numbers.map(modulus).filter(Number.isFinite)) * 1.08
  const axis = linearAxis(-most, most, 12, side - 12, 5)
  const at = (value: number) => axis.at(value) ?? side / 2
  const middle = at(0)
  return (
    <svg
      className={styles.plane}
      viewBox={`0 0 ${side} ${side}`}
      width={side}
      height={side}
      role="img"
      aria-label={label}
    >
      <path className={styles.axes} d={`M12 ${middle}H${side - 12}M${middle} 12V${side - 12}`} />
      <circle className={styles.unit} cx={middle} cy={middle} r={at(1) - middle} />
      {axis.ticks
        .filter(({ value }) => value !== 0)
        .map((tick) => (
          <g key={tick.value}>
            {/* at the edges, where no number lies on it */}
            <text className={styles.tick} x={tick.at} y={side - 0.2 * em} textAnchor="middle">
              {tick.text}
            </text>
            <text className={styles.tick} x={0} y={side - tick.at + 0.33 * em}>
              {`${tick.text}i`}
            </text>
          </g>
        ))}
      {numbers.map((each, i) =>
        Number.isFinite(each.re) && Number.isFinite(each.im) ? (
          <circle
            // biome-ignore lint/suspicious/noArrayIndexKey: an eigenvalue is its place in the order
            key={i}
            className={styles.eigenvalue}
            data-value={fullValue(modulus(each))}
            cx={at(each.re)}
            cy={side - at(each.im)}
            r={3}
          >
            <title>{`${numberText(each.re, 3)} + ${numberText(each.im, 3)}i`}</title>
          </circle>
        ) : null,
      )}
    </svg>
  )
}
