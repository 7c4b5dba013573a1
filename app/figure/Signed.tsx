import styles from './Signed.module.css'
import { signedLength } from './scale.ts'

interface Bar {
  readonly value: number
  /** the value of a full bar */
  readonly full: number
  readonly idea: string
}

/** A bar about zero, to the left for a negative number; striped there too, so that colour is not alone. */
export const Signed = (bar: Bar) => (
  <span className={`${styles.signed} ${styles.alone}`} aria-hidden="true" {...signed(bar)} />
)

/** What makes an element of the class `signed` have the bar at its top, as its background: shares of the bar's room. */
export function signed({ value, full, idea }: Bar) {
  const length = signedLength(value, full) / 2
  return {
    'data-idea': idea,
    'data-sign': value < 0 ? '-' : '+',
    style: { '--long': Math.abs(length), '--from': 0.5 + Math.min(0, length) } as React.CSSProperties,
  }
}
