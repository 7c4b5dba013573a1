/**
 * Two boards: one is seen, the other is made ready for a step that comes next and laid out unseen, so that this step only has to
 * turn it up.
 */
import { useLayoutEffect, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { useStore } from '../../state/store.ts'
import { type Manner, useAhead, type Work } from './ahead.ts'
import { giveNames, takeNames } from './names.ts'

/** Which part of what is shown twice is seen, for those who look for it in the page. */
export const seenBoard = '.board:not(.spare)'

interface Props<M extends Manner> {
  readonly manner: M
  readonly cursor: number
  readonly work: Work<M>
  /** does its work come before that of others? */
  readonly urgent?: boolean
  /** what a board shows: a component that stays as it is while its properties do */
  readonly children: (cursor: number, seen: boolean) => React.ReactNode
}

export function Boards<M extends Manner>({ manner, cursor, work, urgent = false, children }: Props<M>) {
  const box = useRef<HTMLDivElement>(null)
  // A result that is covered, or to be predicted, is not made ready.
  const hiding = useStore((s) => s.covering || s.predict !== 'off')
  const [state, setState] = useState<State>({ manner, seen: 0, cursor, ready: null })
  const now = turned(state, manner, cursor)
  if (now !== state) setState(now)
  useAhead(manner, cursor, work, urgent, (ready) => {
    // What has the focus stays.
    if (hiding || ready === now.ready || box.current!.contains(document.activeElement)) return
    // All in one go: nobody meets the names of what is not seen.
    const spare = () => box.current!.querySelector('.spare')
    if (spare()) giveNames(spare()!)
    flushSync(() => setState({ ...now, ready }))
    // To ask where something is has it laid out.
    spare()?.lastElementChild?.getBoundingClientRect()
  })
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only looks where the focus goes
    <div ref={box} className="boards" onFocus={() => setState({ ...now, ready: null })}>
      {[0, 1].map((place) => {
        const seen = place === now.seen
        const at = seen ? cursor : now.ready
        if (at === null || (hiding && !seen)) return null
        return (
          <Board key={place} seen={seen}>
            {children(at, seen)}
          </Board>
        )
      })}
    </div>
  )
}

/** Which of the two is seen, where the cursor stands, and the step that the other is ready for. */
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

function Board({ seen, children }: { readonly seen: boolean; readonly children: React.ReactNode }) {
  const board = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => (seen ? giveNames : takeNames)(board.current!))
  return (
    <div ref={board} className={seen ? 'board' : 'board spare'}>
      {children}
    </div>
  )
}
