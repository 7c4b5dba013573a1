/** The first timesteps of a sequence that has names: the letters of a text, the words of a sentence. */
import type { Experiment } from '../../../../src/index.ts'
import { textIn } from '../../../parts/equation/explain.ts'
import { useStore } from '../../../state/store.ts'
import { Wide } from '../../../ui/Wide.tsx'
import styles from './Sheet.module.css'
import { useTexts } from './texts.ts'

/** The most timesteps that are shown. */
const shown = 12

export function Beginning({ experiment: { sequence, labels } }: { readonly experiment: Experiment }) {
  const texts = useTexts()
  const language = useStore((s) => s.language)
  const steps = sequence.inputs.slice(0, shown)
  const said = (t: number): string => {
    const late = sequence.inputs.length - sequence.targets.length
    const target = sequence.targets[t - late]
    if (target === undefined) return ''
    return typeof target === 'number'
      ? textIn(labels?.outputs?.[target], language) || String(target)
      : target.join(' ')
  }
  return (
    <section>
      <h3>{texts.beginning}</h3>
      <Wide label={texts.beginning} className={styles.table}>
        <table>
          <tbody>
            <tr>
              <th scope="row">{texts.reads}</th>
              {steps.map((_, t) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a timestep is known by its place
                <td key={t}>{textIn(labels?.steps?.[t], language) || texts.step(t + 1)}</td>
              ))}
            </tr>
            <tr>
              <th scope="row">{texts.says}</th>
              {steps.map((_, t) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a timestep is known by its place
                <td key={t}>{said(t)}</td>
              ))}
            </tr>
          </tbody>
        </table>
      </Wide>
    </section>
  )
}
