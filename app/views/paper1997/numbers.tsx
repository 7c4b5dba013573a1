import { fullValue } from '../../../src/index.ts'
import numStyles from '../../figure/Num.module.css'
import type { Words } from '../../words/words.ts'

/** 31,390: a count as it is read. */
export const count = (n: number): string => n.toLocaleString('en').replace('-', '−')
export const percent = (words: Words, share: number): string =>
  words.percent((100 * share).toFixed(share > 0 && share < 0.01 ? 2 : 0))

/** A count that was computed. */
export function Count({ value }: { readonly value: number }) {
  return (
    <data className={numStyles.num} data-value={fullValue(value)} value={fullValue(value)}>
      {count(value)}
    </data>
  )
}
