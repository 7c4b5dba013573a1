/**
 * What a step says: its assignments, and why. There are two boards: one is seen, the other is made ready for the step that comes
 * next and laid out unseen, so that this step only has to turn it up.
 */
import { memo, useLayoutEffect, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import type { Frame, Trace } from '../../src/index.ts'
import { Prose, SymbolName } from '../formula/Symbol.tsx'
import type { Words } from '../language/words.ts'
import { useStore } from '../store/store.ts'
import { Assignment } from './Assignment.tsx'
import { reasonOf } from './explain.ts'
import { inFull, sizesOf } from './lines.ts'
import { giveNames, takeNames } from './names.ts'
import { type Manner, usePrepared } from './prepare.ts'

interface Props {
  readonly manner: Manner
  readonly cursor: number
  /** is the result of the last assignment covered? */
  readonly covered: boolean
}

export function Boards({ manner, cursor, covered }: Props) {
  const box = useRef<HTMLDivElement>(null)
  // A result that is covered, or to be predicted, is not made ready.
  const hiding = useStore((s) => s.covering || s.predict !== 'off')
  const [state, setState] = useState<State>({ manner, seen: 0, cursor, ready: null })
  const now = turned(state, manner, cursor)
  if (now !== state) setState(now)
  usePrepared(manner, cursor, (ready) => {
    // What has the focus stays.
    if (hiding || box.current!.contains(document.activeElement)) return
    const spare = () => box.current!.querySelector('.spare')
    if (spare()) giveNames(spare()!)
    flushSync(() => setState({ ...now, ready }))
    // To ask where something is has it laid out.
    spare()?.lastElementChild?.getBoundingClientRect()
  })
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only looks where the focus goes
    <div ref={box} onFocus={() => setState({ ...now, ready: null })}>
      {[0, 1].map((place) => {
        const seen = place === now.seen
        const at = seen ? cursor : now.ready
        if (at === null || (hiding && !seen)) return null
        return <Board key={place} seen={seen} manner={manner} cursor={at} covered={seen && covered} />
      })}
    </div>
  )
}

/** Which of the two boards is seen, where the cursor stands, and the step that the other is ready for. */
interface State {
  readonly manner: Manner
  readonly seen: 0 | 1
  readonly cursor: number
  readonly ready: number | null
}

/** The state at a cursor: the other board is turned up if it is ready for it, and this one is ready for the way back. */
function turned(state: State, manner: Manner, cursor: number): State {
  if (state.manner !== manner) return { manner, seen: state.seen, cursor, ready: null }
  if (state.cursor === cursor) return state
  if (state.ready !== cursor) return { ...state, cursor }
  return { manner, seen: state.seen === 0 ? 1 : 0, cursor, ready: state.cursor }
}

function Board({ seen, ...step }: Props & { readonly seen: boolean }) {
  const board = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => (seen ? giveNames : takeNames)(board.current!))
  const { trace, grain } = step.manner
  return (
    <div
      ref={board}
      className={seen ? 'board' : 'board spare'}
      style={sizesOf(trace, inFull(trace, step.cursor, grain).frames)}
    >
      <Assignments {...step} />
    </div>
  )
}

const Assignments = memo(function Assignments({ manner, cursor, covered }: Props) {
  const { trace, was, grain, present, shapes, setShapes, words } = manner
  const { frames } = inFull(trace, cursor, grain)
  return (
    <>
      {frames.map((frame, i) => (
        // The elements stay from step to step: what changes is what they say.
        <Assignment
          // biome-ignore lint/suspicious/noArrayIndexKey: a place in the panel
          key={i}
          trace={trace}
          was={was}
          frame={frame}
          covered={covered && i === frames.length - 1}
          further={i > 0}
          shapes={shapes}
          setShapes={setShapes}
          words={words}
        />
      ))}
      {!present && <Reasons trace={trace} frames={frames} words={words} />}
    </>
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
  return (
    <div className="why">
      {frames.map((frame, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a place in the panel
        <p key={i}>
          {i === 0 && <strong>{words.why} </strong>}
          {frames.length > 1 && (
            <>
              <SymbolName trace={trace} name={frame.equation.symbol} t={frame.t} />
              {words.colon}
            </>
          )}
          <Prose trace={trace} t={frame.t} text={reasonOf(trace, frame, words)} />
        </p>
      ))}
    </div>
  )
}
