import { fullValue, numberText } from '../../src/index.ts'
import styles from './Num.module.css'
import signedStyles from './Signed.module.css'
import type { signed } from './Signed.tsx'

interface Props {
  readonly value: number
  /** the name of the number; without it (a product inside a sum) the full value alone */
  readonly name?: string
  readonly digits?: number
  /** a bar above it: what Signed.tsx makes of the value */
  readonly bar?: ReturnType<typeof signed>
}

/** A number that the engine computed: four digits to read, its name and full value beside them. */
export function Num({ value, name, digits = 4, bar }: Props) {
  return (
    <data
      {...bar}
      className={bar ? `${styles.num} ${signedStyles.signed}` : styles.num}
      {...(name === undefined ? { 'data-value': fullValue(value) } : { 'data-ref': name })}
      value={fullValue(value)}
    >
      {numberText(value, digits)}
    </data>
  )
}
