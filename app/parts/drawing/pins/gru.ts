/** The drawing of a GRU: the hidden state along the top. */

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
  topToHead,
} from './common.ts'

export function gruPins({ update }: Readonly<Record<string, unknown>>): Pins {
  const x = { r: 164, z: 322, n: 540 }
  const gates = gatesOver(x, {
    x: [
      [leftEdge + strip, 330],
      [78, 330],
      [78, bus],
    ],
    'h[t-1]': [
      [leftEdge + strip, top],
      [92, top],
      [92, bus],
    ],
  })
  const keep = update === 'keep'
  const sum = keep ? '(1 - z) ⊙ n + z ⊙ h[t-1]' : '(1 - z) ⊙ h[t-1] + z ⊙ n'
  const tap = 712
  return {
    at: {
      ...head.at,
      ...gates.at,
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
      ...gates.ways,
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
      'h → box y': topToHead(tap),
    },
    far: [],
    forks: { h: { at: [tap, top], strips: [roomForMany, 384] } },
  }
}
