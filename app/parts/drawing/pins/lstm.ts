/** The textbook's drawing of an LSTM: the memory as a highway along the top. */

import type { Point } from '../layout.ts'
import {
  boxes,
  bus,
  gateBottom,
  gatesOver,
  head,
  leftEdge,
  type Pins,
  rightEdge,
  roomForMany,
  strip,
  top,
} from './common.ts'

/** The middle of each box, the column of what leaves the cell, and that of the products into the memory. */
const x = { f: 152, i: 288, g: 424, o: 560 }
const out = 672
const middle = (x.i + x.g) / 2
const turn = 722

const gates = gatesOver(x, {
  x: [
    [leftEdge + strip, 200],
    [78, 200],
    [78, bus],
  ],
  'h[t-1]': [[leftEdge + strip, bus]],
})

/** The way of a peephole from the memory to a box. */
const peep = (at: number): Point[] => [
  [leftEdge + strip, top],
  [100, top],
  [100, 512],
  [at - 14, 512],
  [at - 14, boxes],
]

const lstm: Pins = {
  at: {
    ...head.at,
    ...gates.at,
    'C[t-1]': [leftEdge, top],
    'h[t-1]': [leftEdge, bus],
    x: [leftEdge, 200],
    'f ⊙ C[t-1]': [x.f, top],
    'f ⊙ C[t-1] + i ⊙ g': [middle, top],
    'f ⊙ C[t-1] + g': [middle, top],
    'C[t-1] + i ⊙ g': [middle, top],
    'i ⊙ g': [middle, 140],
    C: [rightEdge, top],
    'tanh(C)': [out, 128],
    'o ⊙ tanh(C)': [out, 196],
    'o ⊙ C': [out, 196],
    h: [rightEdge, bus],
  },
  ways: {
    ...head.ways,
    ...gates.ways,
    'i → i ⊙ g': [
      [x.i, gateBottom],
      [x.i, 140],
      [middle, 140],
    ],
    'g → i ⊙ g': [
      [x.g, gateBottom],
      [x.g, 140],
      [middle, 140],
    ],
    'g → f ⊙ C[t-1] + g': [
      [x.g, gateBottom],
      [x.g, 140],
      [middle, 140],
      [middle, top],
    ],
    'o → o ⊙ tanh(C)': [
      [x.o, gateBottom],
      [x.o, 196],
      [out, 196],
    ],
    'o → o ⊙ C': [
      [x.o, gateBottom],
      [x.o, 196],
      [out, 196],
    ],
    'C → tanh(C)': [
      [out, top],
      [out, 128],
    ],
    'C → o ⊙ C': [
      [out, top],
      [out, 196],
    ],
    'o ⊙ tanh(C) → h': [
      [out, 196],
      [turn, 196],
      [turn, bus],
      [rightEdge, bus],
    ],
    'o ⊙ C → h': [
      [out, 196],
      [turn, 196],
      [turn, bus],
      [rightEdge, bus],
    ],
    'tanh(C) → h': [
      [out, 128],
      [turn, 128],
      [turn, bus],
      [rightEdge, bus],
    ],
    'h → box y': [
      [rightEdge, bus],
      [930, bus],
      [930, 330],
    ],
    'C[t-1] → box f': peep(x.f),
    'C[t-1] → box i': peep(x.i),
    'C → box o': [
      [642, top],
      [642, boxes],
      [x.o, boxes],
    ],
  },
  // Where all that a state feeds has branched off: C feeds a peephole left of tanh, h the head right of its strip.
  far: ['h'],
  forks: { C: { at: [642, top], strips: [472, 112] }, h: { at: [930, bus], strips: [roomForMany, 384] } },
}

/** With CIFG the forget gate has no box: 1 − i stands below its strip. */
function cifg(): Pins {
  const { at, ways, forks, far } = lstm
  return {
    at: { ...at, '1 - i': [152, boxes] },
    ways: {
      ...ways,
      'i → 1 - i': [
        [288, gateBottom - 4],
        [220, gateBottom - 4],
        [220, boxes],
        [152, boxes],
      ],
      '1 - i → f': [
        [152, boxes],
        [152, gateBottom],
      ],
    },
    forks,
    far,
  }
}

/** With CIFG there is no box for the forget gate. */
export const lstmPins = ({ variant }: Readonly<Record<string, unknown>>): Pins =>
  variant === 'CIFG' ? cifg() : lstm
