/** The formulas that the step shows, as LaTeX: what is copied is seen before. */
import { type Face, latexOfAll } from '../../../src/index.ts'
import { Formula } from '../../math/Formula.tsx'
import { useSession } from '../../state/context.ts'
import { useCursor, useReading, useStore, useTrace } from '../../state/store.ts'
import { copyText } from '../../ui/save.ts'
import { useWords } from '../../words/words.ts'
import { inFull } from '../equation/lines.ts'
import styles from './Latex.module.css'
import { useTexts } from './texts.ts'

const faces: readonly Face[] = ['symbols', 'numbers']

export function Latex() {
  const session = useSession()
  const texts = useTexts()
  const words = useWords()
  const trace = useTrace()
  const reading = useReading()
  const cursor = useCursor(trace)
  const grain = useStore((s) => s.grain)
  const covered = useStore((s) => s.covered)
  const { frames } = inFull(trace, cursor, grain, reading)
  const copy = async (tex: string) =>
    session.tell((await copyText(tex)) ? texts.copied : tex, ['cursor', 'experiment', 'view'])
  return (
    <>
      <p>{words.label(texts.formula)}</p>
      {faces.map((face) => {
        const tex = latexOfAll(trace, frames, reading, face, covered, words.cancels)
        return (
          <div key={face} data-part="latex" className={styles.latex}>
            <button type="button" onClick={() => void copy(tex)}>
              {texts[face]}
            </button>
            <Formula kind="display" tex={tex} label={texts[face]} />
            <code>{tex}</code>
          </div>
        )
      })}
    </>
  )
}
