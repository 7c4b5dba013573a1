/** Asking a number, from the number before: the trail leads back. */
import { get, set } from '../../state/store.ts'

export function ask(ref: string): void {
  const { why, trail } = get()
  set({ why: ref, trail: why === null || why === ref ? trail : [...trail, why], asked: null })
}

/** Back to a number of the trail. */
export function askAgain(place: number): void {
  const { trail } = get()
  set({ why: trail[place]!, trail: trail.slice(0, place) })
}

export function stopAsking(): void {
  set({ why: null, trail: [] })
}
