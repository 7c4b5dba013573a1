import { useMemo } from 'react'
import {
  digitsOfChange,
  type Frame,
  lossOf,
  placesOf,
  problemOf,
  symbolOf,
  updated,
} from '../../../src/index.ts'
import { Num } from '../../figure/Num.tsx'
import { useSession } from '../../state/context.ts'
import { useStore, useTrace } from '../../state/store.ts'
import ui from '../../ui/ui.module.css'
import { useWords } from '../../words/words.ts'
import { FromRun, TrainFromHere } from './FromRun.tsx'
import { Many } from './Many.tsx'
import { RuleBox } from './Rule.tsx'
import styles from './UpdateBox.module.css'
import { useUpdateTexts } from './updateTexts.ts'

/** How the weights move, the loss before and after, and the buttons that make the new weights the experiment's. */
export default function UpdateBox({ frames }: { readonly frames: readonly Frame[] }) {
  const session = useSession()
  const words = useWords()
  const texts = useUpdateTexts()
  const trace = useTrace()
  const experiment = useStore((s) => s.experiment)
  const { next, finite, after } = useMemo(() => {
    const next = updated(experiment, trace)
    const finite = Object.values(next.model.weights!).every((list) => [list].flat(2).every(Number.isFinite))
    return { next, finite, after: finite ? lossOf(problemOf(next)) : Number.NaN }
  }, [experiment, trace])
  const digits = digitsOfChange(trace.loss, after)
  const places = placesOf(trace.problem.model)
  const twice = frames.some(
    ({ equation }) => (places.get(symbolOf(equation.symbol))?.tensors.length ?? 0) > 1,
  )
  return (
    <div className={styles.updateBox}>
      <FromRun />
      <RuleBox />
      <p className={styles.row}>
        {words.lossNow} <Num value={trace.loss} name="L" digits={digits} /> → {words.lossAfter}{' '}
        <Num value={after} digits={digits} />
        <button type="button" disabled={!finite} onClick={() => session.change(next)}>
          {words.apply}
        </button>
        <TrainFromHere />
      </p>
      {after > trace.loss && (
        <p className={ui.hint}>{trace.problem.update?.batch ? texts.grew : words.overshot}</p>
      )}
      {twice && !trace.problem.update && <p className={ui.hint}>{words.biasNote}</p>}
      <Many />
    </div>
  )
}
