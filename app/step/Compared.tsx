import { Num } from '../figure/Num.tsx'
import { useWords } from '../language/words.ts'
import { set, useComparedTrace, useTrace } from '../store/store.ts'

/** After a change: the loss before and now. The drawing and the result show what else it moved. */
export function Compared() {
  const words = useWords()
  const now = useTrace()
  const was = useComparedTrace()
  if (!was) return null
  return (
    <p className="notice" role="status">
      {words.compared} <Num value={was.loss} className="was" /> → <Num value={now.loss} name="L" />{' '}
      <span className="hint">{words.comparedHint}</span>{' '}
      <button type="button" onClick={() => set({ compared: null })}>
        {words.close}
      </button>
    </p>
  )
}
