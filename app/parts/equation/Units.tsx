/** The outputs of a timestep and their targets in the units of the file, where its columns were scaled. */
import { fullValue, inUnits, numberText, scalingOfOutputs, type Trace } from '../../../src/index.ts'
import { valuesAt } from '../../figure/Mini.tsx'
import numStyles from '../../figure/Num.module.css'
import { useStore } from '../../state/store.ts'
import ui from '../../ui/ui.module.css'
import { useWords } from '../../words/words.ts'

/** The most outputs that are told; the others are scaled alike. */
const most = 6

export function Units({ trace, t }: { readonly trace: Trace; readonly t: number }) {
  const words = useWords()
  const experiment = useStore((s) => s.experiment)
  if (trace.problem.loss.kind !== 'mse') return null
  const columns = scalingOfOutputs(experiment).flatMap((scaling, k) => (scaling ? [{ scaling, k }] : []))
  if (columns.length === 0) return null
  const number = (name: string, k: number, scaling: (typeof columns)[number]['scaling']) => {
    const n = inUnits(valuesAt(trace, name, t)[k]!, scaling)
    return (
      <data className={numStyles.num} value={fullValue(n)} data-value={fullValue(n)}>
        {numberText(n)}
      </data>
    )
  }
  return (
    <p data-part="units" className={ui.hint}>
      {words.inUnits}
      {columns.slice(0, most).map(({ scaling, k }) => (
        <span key={k}>
          <br />
          <strong>{scaling.column}</strong> {words.rows.output} {number('y', k, scaling)}, {words.rows.target}{' '}
          {number('target', k, scaling)}
        </span>
      ))}
      {columns.length > most && '…'}
    </p>
  )
}
