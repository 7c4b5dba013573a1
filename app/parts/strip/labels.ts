/** Which names of the bar's parts can be read: none touches another. */
import { widthOf } from '../../figure/text.ts'

export interface Named {
  readonly key: string
  readonly text: string
  /** the timestep; the loss and the update have none */
  readonly t: number | null
  /** where the part begins and ends, as a share of the bar */
  readonly start: number
  readonly end: number
  /** does the name end with its part? else it stands in the middle */
  readonly atEnd: boolean
}

/** From a name to the next, in letter heights. */
const gap = 0.4

/** Where a name begins and ends, in letter heights, on a bar of that many. */
export function extent({ text, start, end, atEnd }: Named, room: number): readonly [number, number] {
  const width = widthOf(text)
  const from = atEnd ? end * room - width : ((start + end) / 2) * room - width / 2
  return [from, from + width]
}

/**
 * The keys of the parts whose names are written on a bar that is `room` letter heights wide: those of the phases first, then
 * the first and the last timestep, then every tenth, every fifth, every one, as far as there is room.
 */
export function readable(parts: readonly Named[], room: number): ReadonlySet<string> {
  const shown = new Map<string, readonly [number, number]>()
  const T = Math.max(...parts.map(({ t }) => t ?? 0))
  const place = (part: Named) => {
    const [from, to] = extent(part, room)
    if ([...shown.values()].every(([a, b]) => to + gap <= a || b + gap <= from))
      shown.set(part.key, [from, to])
  }
  const steps = parts.filter(({ t }) => t !== null)
  for (const part of parts.filter(({ t }) => t === null)) place(part)
  for (const end of [1, T]) for (const part of steps.filter(({ t }) => t === end)) place(part)
  const each = (steps[0]!.end - steps[0]!.start) * room
  for (const stride of [10, 5, 1]) {
    if (each * stride < widthOf(String(T)) + gap) break
    for (const part of steps.filter(({ t }) => t! % stride === 0)) if (!shown.has(part.key)) place(part)
  }
  return new Set(shown.keys())
}
