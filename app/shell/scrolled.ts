/** How far each view is scrolled: one that was left is found where it was, another begins at its top. */
import { useLayoutEffect, useRef } from 'react'
import { useSession } from '../state/context.ts'
import type { State } from '../state/slices/state.ts'
import type { View } from '../state/views.ts'

interface Place {
  /** of the page, which scrolls on a phone, and of the view within it */
  readonly page: number
  readonly inside: number
  /** what the view was about: the experiment of the stage, the data that were opened to train on */
  readonly of: unknown
}

/** What a view is about, whose place is another where that changes. */
export function aboutOf(view: View, { experiment, brought }: Pick<State, 'experiment' | 'brought'>): unknown {
  if (view === 'step') return experiment
  return view === 'train' ? brought : undefined
}

export function useScrolled(view: View): void {
  const session = useSession()
  const places = useRef(new Map<View, Place>())
  useLayoutEffect(() => {
    const main = document.getElementById('main')
    const before = places.current.get(view)
    const about = () => aboutOf(view, session.get())
    // The stage of another experiment is another page, and so is the training of other data.
    const isThere = before && before.of === about()
    scrollTo(0, isThere ? before.page : 0)
    main?.scrollTo(0, isThere ? before.inside : 0)
    const note = () => places.current.set(view, { page: scrollY, inside: main?.scrollTop ?? 0, of: about() })
    document.addEventListener('scroll', note, { capture: true, passive: true })
    return () => document.removeEventListener('scroll', note, { capture: true })
  }, [view, session])
}
