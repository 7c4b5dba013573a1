/** What drawings with places by hand share. */
import { headAt } from '../head.ts'
import type { Point } from '../layout.ts'
import { usualSize } from '../letter.ts'

/** Where things stand in the drawing of a cell. Nothing here says what is connected: that comes from the equations. */
export interface Pins {
  readonly at: Readonly<Record<string, Point>>
  /** the way of a wire where it is not straight or a plain corner, by "from → to" */
  readonly ways: Readonly<Record<string, readonly Point[]>>
  /** where a state forks: the arriving gradients meet here; and where their strips stand, if they are two */
  readonly forks: Readonly<Record<string, PinnedFork>>
  /** states whose wire to the next timestep goes on to the far edge, past the head */
  readonly far: readonly string[]
}

interface PinnedFork {
  readonly at: Point
  readonly strips: Point
  /** is there room to the left of the strips for more of them? */
  readonly left?: boolean
}

/** The size of a drawing with places by hand. */
export const [width, height] = usualSize

export const top = 60
export const bus = 530
export const boxes = 360

/** Left and right edge: the states before and after. Strips have this width. */
export const strip = 62
export const leftEdge = 8
export const rightEdge = 762
export const gateBottom = boxes - 24

/** A box fed from the bus below: along the bus, then up. */
export const fromBus = (x: number): Point[] => [
  [x, bus],
  [x, boxes],
]

export const head = headAt(930, 330)

/** The way to the head of what branches off at a place of the top: down to the bus, along it, and up. */
export const topToHead = (branch: number): Point[] => [
  [branch, top],
  [branch, bus],
  [930, bus],
  [930, 330],
]

/** For each gate a box and above it a strip; `inputs` are the ways of what goes into every box, as far as the bus. */
export function gatesOver(
  x: Readonly<Record<string, number>>,
  inputs: Readonly<Record<string, readonly Point[]>>,
): Pick<Pins, 'at' | 'ways'> {
  const gates = Object.entries(x)
  return {
    at: Object.fromEntries(
      gates.flatMap(([name, at]) => [
        [`box ${name}`, [at, boxes]],
        [name, [at, gateBottom]],
      ]),
    ),
    ways: Object.fromEntries(
      gates.flatMap(([name, at]) =>
        Object.entries(inputs).map(([from, way]) => [`${from} → box ${name}`, [...way, ...fromBus(at)]]),
      ),
    ),
  }
}

/** Where many arriving gradients have room: right of the gates, and above the name of the hidden state, or of a gate's. */
export const roomForMany = 640
export const aboveNames = 460
