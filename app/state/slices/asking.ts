/** Numbers that are looked at: lit, pointed at, clicked, and asked why they are what they are. */
import { parseRef } from '../../../src/index.ts'
import type { Row, Slice, Store } from './slice.ts'

/** A number that was clicked, and where on the screen. */
export interface Asked {
  readonly ref: string
  readonly x: number
  readonly y: number
}

export interface Asking {
  /** the number whose origin is shown: d:C@3[1] */
  readonly why: string | null
  /** the numbers that were asked before it, the first first */
  readonly trail: readonly string[]
  /** the check of a gradient opens with the question */
  readonly nudging: boolean
  /** what is lit everywhere: the name of a value (f@3) or of a weight (W_f) */
  readonly lit: string | null
  /** what the keyboard points at, with its element: f@3[1] */
  readonly pointed: string | null
  /** which of the names of its panel that is: a name may stand in it twice */
  readonly pointedAt: number
  readonly asked: Asked | null
}

const start = (): Asking => ({
  why: null,
  trail: [],
  nudging: false,
  lit: null,
  pointed: null,
  pointedAt: -1,
  asked: null,
})

const rows = {
  why: {
    read: (text) => (parseRef(text) ? { why: text, trail: [] } : undefined),
    write: (state) => state.why ?? undefined,
  },
} satisfies Record<string, Row>

const opening = () => ({ pointed: null, why: null, trail: [], asked: null, lit: null })

const actions = ({ getState: get, setState: set }: Store) => ({
  /** Opens the popover of a number that was clicked; null closes it. */
  setAsked: (asked: Asked | null): void => set({ asked }),
  /** Asks why a number is what it is; `nudging` opens the check of its gradient as well. */
  askWhy: (ref: string, nudging = false): void => set({ why: ref, trail: [], nudging, asked: null }),
  /** Asks a number from the number before: the trail leads back. */
  askFurther(ref: string): void {
    const { why, trail } = get()
    set({
      why: ref,
      trail: why === null || why === ref ? trail : [...trail, why],
      nudging: false,
      asked: null,
    })
  },
  /** Back to a number of the trail. */
  askAgain(place: number): void {
    const { trail } = get()
    set({ why: trail[place]!, trail: trail.slice(0, place), nudging: false })
  },
  stopAsking: (): void => set({ why: null, trail: [] }),
  /** Lights what has a name, wherever it is shown. */
  light: (name: string | null): void => set({ lit: name }),
  /** Points at a number or a symbol; `place` is where it stands among the names of its panel. */
  point: (pointed: string | null, place = -1): void => set({ pointed, pointedAt: place }),
})

export const askingSlice = { start, rows, opening, actions } satisfies Slice<Asking>
