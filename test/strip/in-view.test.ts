import { expect, test } from 'vitest'
import { madeOf } from '../../app/parts/strip/inView.ts'

/** The timesteps that are made, each where it stands: what is left out before it is added up. */
function standing({ made, rest }: ReturnType<typeof madeOf>) {
  let end = 0
  const places = made.map(({ t, gap }) => {
    end += gap + 1
    return [t, end]
  })
  return { places, end: end + rest }
}

test.each([
  [1, 5, null],
  [40, 60, null],
  [1995, 2030, null],
  [-9, 11, null],
  [40, 60, 3],
  [40, 60, 50],
  [40, 60, 61],
  [40, 60, 2000],
  [40, 60, 2001],
  [2100, 2150, 7],
])(
  'columns %i to %i of 2000, focus on %s, with those that Tab leads to: each stands at its timestep, and the strip stays as long',
  (from, to, focused) => {
    const found = madeOf(2000, from, to, focused)
    const { places, end } = standing(found)
    expect(places.every(([t, place]) => t === place)).toBe(true)
    expect(end).toBe(2000)
    const wanted = Array.from({ length: 2000 }, (_, s) => s + 1).filter(
      (t) => (t >= from && t <= to) || (focused !== null && focused <= 2000 && Math.abs(t - focused) <= 2),
    )
    expect(found.made.map(({ t }) => t)).toEqual(wanted)
  },
)
