/** A view that can be stepped through takes the keys of the transport while it is open. */
export interface Stepper {
  readonly by: (direction: 1 | -1) => void
  readonly first: () => void
  readonly last: () => void
}

let current: Stepper | null = null

/** Gives the keys to a view; the result gives them back. */
export function takeKeys(stepper: Stepper): () => void {
  current = stepper
  return () => {
    if (current === stepper) current = null
  }
}

export const stepper = () => current
