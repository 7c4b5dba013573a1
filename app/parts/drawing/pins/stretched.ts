import { widthOf } from '../../../figure/text.ts'
import type { Layout, Point, Scale } from '../layout.ts'
import { usualLetter } from '../letter.ts'
import { aboveNames, bus, head, height, type Pins, rightEdge, roomForMany, strip, width } from './common.ts'

/** How far above the strip of the hidden state its name reaches. */
const nameLine = 27

const wider = ([x, y]: Point, stretch: number): Point => [x * stretch, y]

/** Places by hand, wider where there is room; `input`: the symbol that stands for x. */
export function stretched({ at, ways, forks, far }: Pins, { stretch, grow }: Scale, input = 'x'): Layout {
  const each = <A, B>(all: Readonly<Record<string, A>>, f: (one: A, key: string) => B) =>
    Object.fromEntries(Object.entries(all).map(([key, one]) => [key, f(one, key)]))
  const states = Object.entries(at).filter(([, [x]]) => x === rightEdge)
  return {
    width: width * stretch,
    height,
    strip: strip * stretch,
    at: each(at, (point) => wider(point, stretch)),
    ways: each(ways, (points) => points.map((point) => wider(point, stretch))),
    forks: each(forks, ({ at: place, strips, left }) => ({
      at: wider(place, stretch),
      // Two stand beside the fork, more to their left or where there is room for many.
      strips: (count, high, own) =>
        count > 2 && !left
          ? [roomForMany * stretch, Math.min(aboveNames, bus - own / 2 - nameLine) - high]
          : wider([strips[0] - Math.max(0, count - 2) * (strip + 4), strips[1]], stretch),
    })),
    modes: { ...head.modes, [input]: 'edgeBelow' },
    gaps: {},
    stubs: Object.fromEntries(states.map(([id, [, y]]) => [id, stub(y, far.includes(id), stretch, grow)])),
    skin: [118 * stretch, 28, 594 * stretch, 478],
  }
}

/** The end of a wire to the next timestep leaves room for the name of that. */
function stub(y: number, far: boolean, stretch: number, grow: number) {
  const room = 12 + widthOf('t = 10') * usualLetter * grow
  const end = stretch * Math.min(far ? width - 60 : width - 112, width - room / stretch)
  return { end, name: [end + 8, y + 4 * grow] as const }
}
