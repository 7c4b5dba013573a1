import { useMemo } from 'react'
import { type Frame, lossOf, placesOf, problemOf, updated } from '../../../src/index.ts'
import { Num } from '../../figure/Num.tsx'
import { useSession } from '../../state/context.ts'
import { useStore, useTrace } from '../../state/store.ts'
import ui from '../../ui/ui.module.css'
import { useWords } from '../../words/words.ts'
import styles from './UpdateBox.module.css'

/** The learning rate, the loss before and after, and the button that makes the new weights the experiment's. */
export function UpdateBox({ frames }: { readonly frames: readonly Frame[] }) {
  const session = useSession()
  const words = useWords()
  const trace = useTrace()
  const experiment = useStore((s) => s.experiment)
  const { next, finite, after } = useMemo(() => {
    const next = updated(experiment, trace)
    const finite = Object.values(next.model.weights!).every((list) => [list].flat(2).every(Number.isFinite))
    return { next, finite, after: finite ? lossOf(problemOf(next)) : Number.NaN }
  }, [experiment, trace])
  const places = placesOf(trace.problem.model)
  const twice = frames.some(({ equation }) => places.get(equation.symbol.slice(0, -1))!.tensors.length > 1)
  return (
    <div className={styles.updateBox}>
      <label>
        {words.learningRate}{' '}
        <input
          type="number"
          min="0"
          step="any"
          value={trace.learningRate}
          onChange={(event) => session.setRate(event.target.valueAsNumber)}
        />
      </label>
      <p>
        {words.lossNow} <Num value={trace.loss} name="L" /> → {words.lossAfter} <Num value={after} />
      </p>
      {after > trace.loss && <p className={ui.hint}>{words.overshot}</p>}
      {twice && <p className={ui.hint}>{words.biasNote}</p>}
      <button type="button" disabled={!finite} onClick={() => session.change(next)}>
        {words.apply}
      </button>
    </div>
  )
}
