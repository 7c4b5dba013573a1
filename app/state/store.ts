/** What components read of their session. */
import { useEffect, useRef, useSyncExternalStore } from 'react'
import type { Reading, Trace } from '../../src/index.ts'
import { useSession } from './context.ts'
import type { Stepper } from './keys.ts'
import { readingOf } from './notation.ts'
import type { State } from './slices/state.ts'
import { traceOf } from './trace.ts'
import type { Param } from './views.ts'

/** A part of the state; the component is drawn again when it changes. */
export function useStore<Part>(part: (state: State) => Part): Part {
  const { get, subscribe } = useSession()
  const now = () => part(get())
  return useSyncExternalStore(subscribe, now, now)
}

export const useParam = (param: Param): string | undefined => useStore((s) => s.params[param])

/** How formulas are written now: the same object until that changes, so that one look at the state tells a symbol that it stays. */
export const useReading = (): Reading => useStore(readingOf)

export const useTrace = (): Trace => {
  const experiment = useStore((s) => s.experiment)
  const rate = useStore((s) => s.learningRate)
  return traceOf(experiment, rate)
}

/** The frame that the cursor stands at, by its index; within the run whatever was changed. */
export const useCursor = ({ frames }: Trace): number => useStore((s) => Math.min(s.cursor, frames.length - 1))

/** The run before the last change, while it is shown; undefined where it has not the same shape. */
export const useComparedTrace = (): Trace | undefined => {
  const compared = useStore((s) => s.compared)
  const rate = useStore((s) => s.learningRate)
  const now = useTrace()
  if (!compared) return undefined
  const was = traceOf(compared, rate)
  return was.net === now.net && was.T === now.T && sameSizes(was, now) ? was : undefined
}

const sameSizes = (a: Trace, b: Trace) =>
  (['inputSize', 'hiddenSize', 'outputSize'] as const).every(
    (size) => a.problem.model[size] === b.problem.model[size],
  )

/** Gives a component the keys while it is on the page; they do what it says at its last rendering. */
export function useStepper(stepper: Stepper): void {
  const { takeKeys } = useSession()
  const latest = useRef(stepper)
  useEffect(() => {
    latest.current = stepper
  })
  const takesAll = stepper.first !== undefined
  const isRead = stepper.isRead ?? false
  useEffect(() => {
    const by = (direction: 1 | -1) => latest.current.by(direction)
    if (!takesAll) return takeKeys({ by, isRead })
    const first = () => latest.current.first?.()
    return takeKeys({ by, first, last: () => latest.current.last?.(), isRead })
  }, [takesAll, isRead, takeKeys])
}
