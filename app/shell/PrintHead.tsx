import { modelOf } from '../../src/index.ts'
import { textIn } from '../parts/equation/explain.ts'
import { useStore } from '../state/store.ts'
import type { View } from '../state/views.ts'
import { netName } from '../words/cell.ts'
import { useWords } from '../words/words.ts'
import styles from './PrintHead.module.css'

/** The views that show the experiment that is open. */
const about: readonly View[] = ['step', 'derive', 'routes', 'slips']

/** What a printed page is about: on paper it stands where the header is on the screen. */
export function PrintHead() {
  const words = useWords()
  const language = useStore((s) => s.language)
  const view = useStore((s) => s.view)
  const { title, model, sequence } = useStore((s) => s.experiment)
  return (
    <p className={styles.printHead}>
      <b>{words.title}</b>
      {about.includes(view) &&
        ` · ${textIn(title, language) || words.ownExperiment} · ${netName(modelOf(model), words)} · ${words.steps(sequence.inputs.length)}`}
    </p>
  )
}
