/** What a net is trained on, which is more than what is opened: in which windows, and which net. */
import { useId } from 'react'
import { type ExperimentModel, modelOf } from '../../../../src/index.ts'
import ui from '../../../ui/ui.module.css'
import { netName } from '../../../words/cell.ts'
import { useWords } from '../../../words/words.ts'
import { NumberField } from './NumberField.tsx'
import styles from './Sheet.module.css'
import { useTexts } from './texts.ts'
import type { Planning } from './usePlan.ts'

export function Training({ sequences, trains, drawn, how, decideTraining }: Planning) {
  const texts = useTexts()
  if (!trains || sequences < 2) return null
  return (
    <section data-part="trains">
      <h3>{texts.train}</h3>
      <p className={ui.hint}>
        {trains.of === 'rows'
          ? texts.trainReads.rows(trains.from, trains.to)
          : texts.trainReads[trains.of](trains.n)}
      </p>
      {trains.of === 'rows' && (
        <div className={styles.setting}>
          <span aria-hidden="true">{texts.options.window}</span>
          <NumberField
            label={texts.trainWindow}
            value={how.window ?? String(trains.window)}
            onChange={(window) => decideTraining({ ...how, window })}
          />
        </div>
      )}
      {drawn && <Net drawn={drawn} how={how} decideTraining={decideTraining} />}
    </section>
  )
}

/** Which net learns: one that is drawn, or the one that the files are opened into. */
function Net({
  drawn,
  how,
  decideTraining,
}: Pick<Planning, 'how' | 'decideTraining'> & { readonly drawn: ExperimentModel }) {
  const texts = useTexts()
  const words = useWords()
  const id = useId()
  const { net, ...others } = how
  return (
    <div className={styles.setting}>
      <span id={id}>{texts.trainNet}</span>
      <select
        aria-labelledby={id}
        value={net ?? 'drawn'}
        onChange={({ target }) =>
          decideTraining(target.value === 'open' ? { ...others, net: 'open' } : others)
        }
      >
        <option value="drawn">{texts.trainDrawn(netName(modelOf(drawn), words))}</option>
        <option value="open">{texts.trainOpen}</option>
      </select>
    </div>
  )
}
