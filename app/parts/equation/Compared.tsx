import { numberText } from '../../../src/index.ts'
import { Num } from '../../figure/Num.tsx'
import { useSession } from '../../state/context.ts'
import { useComparedTrace, useTrace } from '../../state/store.ts'
import ui from '../../ui/ui.module.css'
import { useWords } from '../../words/words.ts'
import styles from './Compared.module.css'

/** After a change: the loss before and now. The drawing and the result show what else it moved. */
export function Compared() {
  const session = useSession()
  const words = useWords()
  const now = useTrace()
  const was = useComparedTrace()
  if (!was) return null
  // As many digits as it takes to see a difference.
  const same = (digits: number) => numberText(was.loss, digits) === numberText(now.loss, digits)
  const digits = was.loss === now.loss ? 4 : ([4, 6, 8, 10, 12].find((each) => !same(each)) ?? 16)
  return (
    <p data-part="compared" className={`${ui.notice} ${styles.compared}`} role="status">
      <span>
        {words.compared} <Num value={was.loss} digits={digits} /> →{' '}
        <Num value={now.loss} digits={digits} name="L" />
      </span>
      <span className={`${ui.hint} ${styles.note}`}>{words.comparedHint}</span>{' '}
      <button type="button" onClick={session.closeComparison}>
        {words.close}
      </button>
    </p>
  )
}
