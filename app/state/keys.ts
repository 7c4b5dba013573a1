/** Who takes the keys that go on and back. */

/** A view that has an order takes the keys that go on and back while it is open. */
export interface Stepper {
  readonly by: (direction: 1 | -1) => void
  /** with these the view takes all keys of the transport; without them only the keys that go on in every view */
  readonly first?: () => void
  readonly last?: () => void
  /** each stop is a page to be read: a clicker shows the rest of it before it goes on */
  readonly isRead?: boolean
}

/** The steppers of one session. */
export function createKeys() {
  /** Those that are open, the one that was opened last at the end. */
  let open: readonly Stepper[] = []

  /** The stepper that the keys for on and back move now. */
  const stepper = (): Stepper | undefined => open.at(-1)
  return {
    /** Gives the keys to a view, or to a part that opens in it; the result gives them back to whoever had them before. */
    takeKeys(taker: Stepper): () => void {
      open = [...open, taker]
      return () => {
        open = open.filter((each) => each !== taker)
      }
    },
    stepper,
    /** The stepper that takes all keys of the transport now. */
    fullStepper(): Required<Omit<Stepper, 'isRead'>> | undefined {
      const { by, first, last } = stepper() ?? {}
      return by && first && last ? { by, first, last } : undefined
    },
  }
}
