import { useEffect, useRef } from 'react'
import { useSession } from '../state/context.ts'
import { useStore } from '../state/store.ts'
import { useFocusBack } from '../ui/focus.ts'
import { useWords } from '../words/words.ts'
import styles from './Tour.module.css'

/** What each stop of the tour is about, as a selector of the part that it stands beside. */
const stopsAt = ['timeline', 'cell', 'equation', 'transport', 'cell'].map((part) => `[data-part=${part}]`)

/** At most five stops, a sentence each; the part that is meant is ringed. */
export function Tour() {
  const session = useSession()
  const words = useWords()
  const stop = useStore((s) => s.tour)
  const box = useRef<HTMLElement>(null)
  useFocusBack(stop !== null)
  useEffect(() => {
    // The way on has the focus: "next", or at the last stop "end".
    box.current?.querySelector('button')?.focus({ preventScroll: true })
    if (stop !== null) document.querySelector(stopsAt[stop]!)?.scrollIntoView({ block: 'start' })
  }, [stop])
  if (stop === null) return null
  const text = words.tourTexts[stop]
  if (text === undefined) return null
  const last = stop === words.tourTexts.length - 1
  return (
    <aside ref={box} data-part="tour" className={styles.tour} role="dialog" aria-label={words.tour}>
      <style>{`${stopsAt[stop]}{outline:3px solid var(--lit-line);outline-offset:-3px}`}</style>
      <p>
        <strong>
          {stop + 1} / {words.tourTexts.length}
        </strong>{' '}
        {text}
      </p>
      {!last && (
        <button key="next" type="button" onClick={() => session.showTour(stop + 1)}>
          {words.tourNext}
        </button>
      )}
      <button key="end" type="button" onClick={() => session.showTour(null)}>
        {words.tourEnd}
      </button>
    </aside>
  )
}
