/** Numbers of a timestep in the units of the file, where its columns were scaled. */
import { fullValue, inUnits, numberText, scalingOf, type Trace } from '../../../src/index.ts'
import { valuesAt } from '../../figure/Mini.tsx'
import numStyles from '../../figure/Num.module.css'
import { useStore } from '../../state/store.ts'
import ui from '../../ui/ui.module.css'
import { useWords } from '../../words/words.ts'

/** The most columns that are told; the others are scaled alike. */
const most = 6

/** A number as it was before it was scaled. */
export function InUnits({ value }: { readonly value: number }) {
  return (
    <data className={numStyles.num} value={fullValue(value)} data-value={fullValue(value)}>
      {numberText(value)}
    </data>
  )
}

type Name = 'x' | 'y' | 'target'

/** `names`: whose numbers are told. */
export function Units({
  trace,
  t,
  names,
}: {
  readonly trace: Trace
  readonly t: number
  readonly names: readonly Name[]
}) {
  const words = useWords()
  const experiment = useStore((s) => s.experiment)
  const [first] = names
  // Scores of classes are no numbers of a column.
  if (!first || (first !== 'x' && trace.problem.loss.kind !== 'mse')) return null
  const columns = scalingOf(experiment, first).flatMap((scaling, k) => (scaling ? [{ scaling, k }] : []))
  if (columns.length === 0) return null
  const called: Readonly<Record<Name, string>> = {
    x: words.rows.x,
    y: words.rows.output,
    target: words.rows.target,
  }
  return (
    <p data-part="units" className={ui.hint}>
      {words.inUnits}
      {columns.slice(0, most).map(({ scaling, k }) => (
        <span key={k}>
          <br />
          <strong>{scaling.column}</strong>{' '}
          {names.map((name, i) => (
            <span key={name}>
              {i > 0 && ', '}
              {called[name]} <InUnits value={inUnits(valuesAt(trace, name, t)[k]!, scaling)} />
            </span>
          ))}
        </span>
      ))}
      {columns.length > most && '…'}
    </p>
  )
}
