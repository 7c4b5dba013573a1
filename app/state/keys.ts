import { useEffect, useRef } from 'react'

/** A view that has an order takes the keys that go on and back while it is open. */
export interface Stepper {
  readonly by: (direction: 1 | -1) => void
  /** with these the view takes all keys of the transport; without them only the keys that go on in every view */
  readonly first?: () => void
  readonly last?: () => void
}

/** Those that are open, the one that was opened last at the end. */
let open: readonly Stepper[] = []

/** Gives the keys to a view, or to a part that opens in it; the result gives them back to whoever had them before. */
export function takeKeys(stepper: Stepper): () => void {
  open = [...open, stepper]
  return () => {
    open = open.filter((each) => each !== stepper)
  }
}

/** What goes on now. */
export const stepper = (): Stepper | undefined => open.at(-1)

/** What takes all keys of the transport now. */
export function fullStepper(): Required<Stepper> | undefined {
  const { by, first, last } = stepper() ?? {}
  return by && first && last ? { by, first, last } : undefined
}

/** Gives a component the keys while it is on the page; they do what it says at its last rendering. */
export function useStepper(stepper: Stepper): void {
  const latest = useRef(stepper)
  useEffect(() => {
    latest.current = stepper
  })
  const takesAll = stepper.first !== undefined
  useEffect(() => {
    const by = (direction: 1 | -1) => latest.current.by(direction)
    if (!takesAll) return takeKeys({ by })
    return takeKeys({ by, first: () => latest.current.first?.(), last: () => latest.current.last?.() })
  }, [takesAll])
}
