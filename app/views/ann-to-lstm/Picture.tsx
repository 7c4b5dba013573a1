/** The cell of a step as the stage draws it, where what is new is at work. */
import { useMemo } from 'react'
import { frameAt, type Trace } from '../../../src/index.ts'
import { Drawing } from '../../parts/drawing/Drawing.tsx'
import { usualScale } from '../../parts/drawing/sizes.ts'
import { useWords } from '../../words/words.ts'
import styles from './Picture.module.css'
import { useTexts } from './texts.ts'

export function Picture({ trace, place }: { readonly trace: Trace; readonly place: string }) {
  const words = useWords()
  const texts = useTexts()
  const drawn = useMemo(
    () => ({ trace, was: undefined, grain: 'idea', words, ...usualScale }) as const,
    [trace, words],
  )
  const frame = frameAt(trace, place)
  if (!frame) return null
  const title = texts.picture(frame.t!)
  return (
    <section className={styles.picture}>
      <h4>{title}</h4>
      <div className={styles.drawing} tabIndex={0} role="group" aria-label={title}>
        <Drawing drawn={drawn} cursor={frame.index} covered={false} />
      </div>
    </section>
  )
}
