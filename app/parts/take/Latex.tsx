/** The formulas that the step shows, to copy as LaTeX or MathML: what is copied is seen before. */
import { documentLinesOfAll, equation, type Face, latexOfLines, result } from '../../../src/index.ts'
import { Copy } from '../../math/Copy.tsx'
import { Displayed } from '../../math/Displayed.tsx'
import { useCursor, useReading, useStore, useTrace } from '../../state/store.ts'
import ui from '../../ui/ui.module.css'
import { useWords } from '../../words/words.ts'
import { inFull } from '../equation/lines.ts'
import styles from './Latex.module.css'
import { useTexts } from './texts.ts'

const faces: readonly Face[] = ['symbols', 'numbers']

export function Latex() {
  const texts = useTexts()
  const words = useWords()
  const trace = useTrace()
  const reading = useReading()
  const cursor = useCursor(trace)
  const grain = useStore((s) => s.grain)
  const covered = useStore((s) => s.covered)
  const { frames } = inFull(trace, cursor, grain, reading)
  return (
    <>
      <p>{words.label(texts.formula)}</p>
      {faces.map((face) => {
        const lines = documentLinesOfAll(trace, frames, reading, face, covered, words.cancels)
        return (
          <section key={face} data-part="latex" className={styles.latex} aria-label={texts[face]}>
            <h4>
              {texts[face]} <Copy lines={() => lines} label={texts[face]} />
            </h4>
            <div>
              {lines.map(({ left, right, note }, i) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place
                <div key={i}>
                  <Displayed tree={left ? equation(left, right) : result(right)} />
                  {note && <p className={ui.hint}>{note}</p>}
                </div>
              ))}
            </div>
            <code>{latexOfLines(lines)}</code>
          </section>
        )
      })}
    </>
  )
}
