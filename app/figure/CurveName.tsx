/** What stands where a curve ends: the digit of its model on a badge, and its name. */
import styles from './CurveName.module.css'
import { Letters } from './Letters.tsx'

interface Props {
  readonly model: number
  readonly x: number
  readonly y: number
  /** to the right (1) or to the left (-1) of x */
  readonly side: 1 | -1
  readonly em: number
  readonly text: string
}

export const CurveName = ({ model, x, y, side, em, text }: Props) => (
  <g>
    <circle className={styles.badge} cx={x + side * 0.5 * em} cy={y} r={0.56 * em} />
    <text
      data-part="digit"
      className={styles.digit}
      x={x + side * 0.5 * em}
      y={y + 0.32 * em}
      textAnchor="middle"
    >
      {model + 1}
    </text>
    <text x={x + side * 1.35 * em} y={y + 0.33 * em} textAnchor={side === 1 ? 'start' : 'end'}>
      <Letters text={text} />
    </text>
  </g>
)
