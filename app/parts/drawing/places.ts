/** Where things stand in the drawing of each cell. Nothing here says what is connected: that comes from the equations. */
import type { Model } from '../../../src/index.ts'

export type Point = readonly [number, number]

export interface Places {
  readonly at: Readonly<Record<string, Point>>
  /** the way of a wire where it is not straight or a plain corner, by "from → to" */
  readonly ways: Readonly<Record<string, readonly Point[]>>
  /** where a state forks: the arriving gradients meet here; and where their strips stand, if they are two */
  readonly forks: Readonly<Record<string, { readonly at: Point; readonly strips: Point }>>
}

/** The size of the drawing, in its own units. */
export const width = 1040
export const height = 600

const top = 60
const bus = 530
const boxes = 360

/** Left and right edge: the states before and after. Strips have this width. */
export const strip = 62
const leftEdge = 8
const rightEdge = 762
const gateBottom = boxes - 24
export const preTop = boxes + 24

/** A box fed from the bus below: along the bus, then up. */
const fromBus = (x: number): Point[] => [
  [x, bus],
  [x, boxes],
]

const head = {
  at: {
    'box y': [930, 330],
    y: [930, 302],
    'box L': [930, 150],
    L: [930, 122],
    target: [864, 150],
    'box p': [1000, 190],
    p: [1000, 168],
  } as Record<string, Point>,
  ways: {
    'y → box L': [
      [930, 302],
      [930, 150],
    ],
    'y → box p': [
      [930, 216],
      [1000, 216],
      [1000, 190],
    ],
    'target → box L': [
      [864, 150],
      [930, 150],
    ],
  } as Record<string, Point[]>,
}

/** Where many arriving gradients have room, as near above the name of the hidden state as their height allows. */
export const roomForMany: Point = [640, 384]
export const aboveNames = 460

function lstm(): Places {
  const x = { f: 152, i: 288, g: 424, o: 560 }
  const out = 672
  const middle = (x.i + x.g) / 2
  const turn = 722
  const gates = Object.entries(x).flatMap(([q, at]) => [
    [`box ${q}`, [at, boxes]],
    [q, [at, gateBottom]],
  ])
  const intoBoxes = Object.entries(x).flatMap(([q, at]) => [
    [`x → box ${q}`, [[leftEdge + strip, 200], [78, 200], [78, bus], ...fromBus(at)]],
    [`h[t-1] → box ${q}`, [[leftEdge + strip, bus], ...fromBus(at)]],
  ])
  const peep = (at: number): Point[] => [
    [leftEdge + strip, top],
    [100, top],
    [100, 512],
    [at - 14, 512],
    [at - 14, boxes],
  ]
  return {
    at: {
      ...head.at,
      ...Object.fromEntries(gates),
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
      'o ⊙ tanhC': [out, 196],
      'o ⊙ C': [out, 196],
      h: [rightEdge, bus],
    },
    ways: {
      ...head.ways,
      ...Object.fromEntries(intoBoxes),
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
      'o → o ⊙ tanhC': [
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
      'o ⊙ tanhC → h': [
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
    forks: { C: { at: [642, top], strips: [472, 112] }, h: { at: [930, bus], strips: roomForMany } },
  }
}

/** With CIFG the forget gate has no box: 1 − i stands below its strip. */
function cifg(): Places {
  const { at, ways, forks } = lstm()
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
  }
}

function gru(update: Model['update']): Places {
  const x = { r: 164, z: 322, n: 540 }
  const gates = Object.entries(x).flatMap(([q, at]) => [
    [`box ${q}`, [at, boxes]],
    [q, [at, gateBottom]],
  ])
  const intoBoxes = Object.entries(x).flatMap(([q, at]) => [
    [`x → box ${q}`, [[leftEdge + strip, 330], [78, 330], [78, bus], ...fromBus(at)]],
    [`h[t-1] → box ${q}`, [[leftEdge + strip, top], [92, top], [92, bus], ...fromBus(at)]],
  ])
  const keep = update === 'keep'
  const sum = keep ? '(1 - z) ⊙ n + z ⊙ h[t-1]' : '(1 - z) ⊙ h[t-1] + z ⊙ n'
  const tap = 712
  return {
    at: {
      ...head.at,
      ...Object.fromEntries(gates),
      'h[t-1]': [leftEdge, top],
      x: [leftEdge, 330],
      [sum]: [x.n, top],
      'z ⊙ h[t-1]': [x.z, top],
      '(1 - z) ⊙ h[t-1]': [x.z, top],
      '(1 - z) ⊙ n': [x.n, 150],
      'z ⊙ n': [x.n, 150],
      '1 - z': keep ? [430, 150] : [x.z, 120],
      h: [rightEdge, top],
    },
    ways: {
      ...head.ways,
      ...Object.fromEntries(intoBoxes),
      'z → 1 - z': keep
        ? [
            [x.z, gateBottom],
            [x.z, 150],
            [430, 150],
          ]
        : [
            [x.z, gateBottom],
            [x.z, 120],
          ],
      'z → z ⊙ n': [
        [x.z, gateBottom],
        [x.z, 190],
        [470, 190],
        [470, 150],
        [x.n, 150],
      ],
      'r → box n': [
        [x.r, gateBottom],
        [x.r, 210],
        [448, 210],
        [448, boxes],
        [x.n, boxes],
      ],
      'h → box y': [
        [tap, top],
        [tap, bus],
        [930, bus],
        [930, 330],
      ],
    },
    forks: { h: { at: [tap, top], strips: roomForMany } },
  }
}

function rnn(): Places {
  const x = 330
  const tap = 650
  return {
    at: {
      ...head.at,
      'h[t-1]': [leftEdge, bus],
      x: [leftEdge, 200],
      'box h': [x, boxes],
      h: [rightEdge, top],
    },
    ways: {
      ...head.ways,
      'x → box h': [[leftEdge + strip, 200], [78, 200], [78, bus], ...fromBus(x)],
      'h[t-1] → box h': [[leftEdge + strip, bus], ...fromBus(x)],
      'box h → h': [
        [x, boxes],
        [x, top],
        [rightEdge, top],
      ],
      'h → box y': [
        [tap, top],
        [tap, bus],
        [930, bus],
        [930, 330],
      ],
    },
    forks: { h: { at: [tap, top], strips: [476, 112] } },
  }
}

export function places(model: Pick<Model, 'cell' | 'update' | 'variant'>): Places {
  if (model.cell === 'rnn') return rnn()
  if (model.cell === 'gru') return gru(model.update)
  return model.variant === 'CIFG' ? cifg() : lstm()
}
