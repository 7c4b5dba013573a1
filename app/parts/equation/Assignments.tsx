/** What a step says: its assignments, and why. */
import { memo } from 'react'
import type { Frame, Trace } from '../../../src/index.ts'
import { Prose } from '../../math/Symbol.tsx'
import ui from '../../ui/ui.module.css'
import type { Words } from '../../words/words.ts'
import { Assignment, type Telling } from './Assignment.tsx'
import styles from './Assignments.module.css'
import { reasonOf } from './explain.ts'
import { inFull, sizesOf } from './lines.ts'

export const Assignments = memo(function Assignments({
  telling,
  cursor,
  covered,
}: {
  readonly telling: Telling
  readonly cursor: number
  /** is the result of the last assignment covered? */
  readonly covered: boolean
}) {
  const { trace, grain, present, reading, words } = telling
  const { frames } = inFull(trace, cursor, grain, reading)
  return (
    <div data-part="assignments" className={styles.assignments} style={sizesOf(trace, frames)}>
      {frames.map((frame, i) => (
        // The elements stay from step to step: what changes is what they say.
        <Assignment
          // biome-ignore lint/suspicious/noArrayIndexKey: a place in the panel
          key={i}
          telling={telling}
          frame={frame}
          covered={covered && i === frames.length - 1}
          further={i > 0}
        />
      ))}
      {!present && <Reasons trace={trace} frames={frames} words={words} />}
    </div>
  )
})

/** Why, of each assignment; of several each begins with its symbol. */
function Reasons({
  trace,
  frames,
  words,
}: {
  readonly trace: Trace
  readonly frames: readonly Frame[]
  readonly words: Words
}) {
  const texts = frames.map((frame) => reasonOf(trace, frame, words))
  // One reason for all of them is told once.
  const told = new Set(texts).size === 1 ? frames.slice(0, 1) : frames
  return (
    <div data-part="why" className={ui.why}>
      {told.map((frame, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a place in the panel
        <p key={i}>
          {i === 0 && <strong>{words.why} </strong>}
          <Prose
            trace={trace}
            t={frame.t}
            whole
            text={told.length > 1 ? words.labelled(`[[${frame.equation.symbol}]]`, texts[i]!) : texts[i]!}
          />
        </p>
      ))}
    </div>
  )
}
