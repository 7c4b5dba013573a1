/** The first timesteps of a sequence without a table: the letters of a text, the words of a sentence, the numbers of a series. */
import type { Experiment } from '../../../../src/index.ts'
import { numberText } from '../../../../src/index.ts'
import { textIn } from '../../../parts/equation/explain.ts'
import { useStore } from '../../../state/store.ts'
import { Wide } from '../../../ui/Wide.tsx'
import styles from './Sheet.module.css'
import { useTexts } from './texts.ts'

/** The most timesteps that are shown. */
const shown = 10

/** The most numbers of a timestep that are shown. */
const mostNumbers = 3
const numbersOf = (row: readonly number[]): string =>
  `${row
    .slice(0, mostNumbers)
    .map((n) => numberText(n, 4))
    .join(' ')}${row.length > mostNumbers ? ' …' : ''}`

export function Beginning({ experiment: { sequence, labels } }: { readonly experiment: Experiment }) {
  const texts = useTexts()
  const language = useStore((s) => s.language)
  const T = sequence.inputs.length
  // Of more timesteps the first, and the last one, which has the target.
  const steps = Array.from({ length: Math.min(T, shown) }, (_, k) => (k === shown - 1 ? T - 1 : k))
  const isApart = (t: number) => t === T - 1 && T > shown
  const said = (t: number): string => {
    const late = sequence.inputs.length - sequence.targets.length
    const target = sequence.targets[t - late]
    if (target === undefined) return ''
    return typeof target === 'number'
      ? textIn(labels?.outputs?.[target], language) || String(target)
      : numbersOf(target)
  }
  return (
    <section>
      <h3>{texts.beginning}</h3>
      <Wide label={texts.beginning} className={styles.table}>
        <table>
          <tbody>
            <tr>
              <th scope="row">{texts.reads}</th>
              {steps.map((t) => (
                <td key={t}>
                  {isApart(t) && '… '}
                  {textIn(labels?.steps?.[t], language) || numbersOf(sequence.inputs[t]!)}
                </td>
              ))}
            </tr>
            <tr>
              <th scope="row">{texts.says}</th>
              {steps.map((t) => (
                <td key={t}>{said(t)}</td>
              ))}
            </tr>
          </tbody>
        </table>
      </Wide>
    </section>
  )
}
