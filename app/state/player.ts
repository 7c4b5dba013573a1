import type { Store } from './slices/slice.ts'

/** Milliseconds of a step at speed 1. */
const beat = 1400

/** Steps while the state says that it is playing; the timer lives here, not in the state. */
export function startPlayer({ getState: get, subscribe }: Store, step: (direction: 1) => void): void {
  let timer: ReturnType<typeof setTimeout> | undefined
  const tick = () => {
    if (!get().playing) return
    step(1)
    timer = setTimeout(tick, beat / get().speed)
  }
  subscribe((state, before) => {
    if (state.playing === before.playing && state.speed === before.speed) return
    clearTimeout(timer)
    if (state.playing) timer = setTimeout(tick, beat / state.speed)
  })
}
