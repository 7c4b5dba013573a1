/** How far each view is scrolled: one that was left is found where it was, another begins at its top. */
import { useLayoutEffect, useRef } from 'react'
import { useSession } from '../state/context.ts'
import type { View } from '../state/views.ts'

interface Place {
  /** of the page, which scrolls on a phone, and of the view within it */
  readonly page: number
  readonly inside: number
  /** the experiment that was open */
  readonly of: unknown
}

export function useScrolled(view: View): void {
  const session = useSession()
  const places = useRef(new Map<View, Place>())
  useLayoutEffect(() => {
    const main = document.getElementById('main')
    const before = places.current.get(view)
    // The stage of another experiment is another page.
    const isThere = before && (view !== 'step' || before.of === session.get().experiment)
    scrollTo(0, isThere ? before.page : 0)
    main?.scrollTo(0, isThere ? before.inside : 0)
    const note = () =>
      places.current.set(view, { page: scrollY, inside: main?.scrollTop ?? 0, of: session.get().experiment })
    document.addEventListener('scroll', note, { capture: true, passive: true })
    return () => document.removeEventListener('scroll', note, { capture: true })
  }, [view, session])
}
