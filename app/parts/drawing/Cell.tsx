/** The panel of the cell. */

import { useLayoutEffect, useMemo, useRef } from 'react'
import { isAboveLayers, trackAt } from '../../../src/index.ts'
import { useSession } from '../../state/context.ts'
import { useComparedTrace, useCursor, useStore, useTrace } from '../../state/store.ts'
import ui from '../../ui/ui.module.css'
import { useBox } from '../../ui/useBox.ts'
import { useWords } from '../../words/words.ts'
import { later } from '../boundary/later.tsx'
import { NetMap } from '../map/NetMap.tsx'
import styles from './Cell.module.css'
import { Drawing, Moving } from './Drawing.tsx'
import { keepInView, useRests } from './follow.ts'
import { layoutOf } from './layout.ts'
import { drawable } from './part.ts'
import { useLetters, usualScale } from './sizes.ts'

/** What stands above the layers comes with the first net that has it. */
const Attention = later(() => import('../attention/Attention.tsx'), <p aria-busy="true" />)

export function Cell() {
  const words = useWords()
  const session = useSession()
  const run = useTrace()
  const was = useComparedTrace()
  const cursor = useCursor(run)
  const trace = drawable(run, trackAt(run, run.frames[cursor]!))
  const grain = useStore((s) => s.grain)
  const covered = useStore((s) => s.covered)
  const box = useRef<HTMLDivElement>(null)
  const { grow, digits, stretch } = useLetters(
    box,
    useMemo(() => layoutOf(trace, usualScale), [trace]),
  )
  const size = useBox(box)
  const drawn = useMemo(
    () => ({ trace, whole: run, was, grain, words, grow, digits, stretch }),
    [trace, run, was, grain, words, grow, digits, stretch],
  )
  const rests = useRests(cursor)
  useLayoutEffect(() => keepInView(session, box.current!), [session])
  return (
    <section data-part="cell" className={`${ui.panel} ${styles.cell}`} aria-label={words.cell}>
      <NetMap />
      <div
        ref={box}
        data-part="drawing-box"
        className={styles.scroll}
        tabIndex={0}
        role="group"
        aria-label={words.cell}
      >
        <Moving value={rests}>
          {isAboveLayers(run, run.frames[cursor]!) ? (
            <Attention trace={run} cursor={cursor} covered={covered} box={size} />
          ) : (
            <Drawing drawn={drawn} cursor={cursor} covered={covered} />
          )}
        </Moving>
      </div>
    </section>
  )
}
