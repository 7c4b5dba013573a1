/** The drawing of a plain recurrent network. */

import { boxes, bus, fromBus, head, leftEdge, type Pins, rightEdge, strip, top, topToHead } from './common.ts'

export function rnnPins(): Pins {
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
      'h → box y': topToHead(tap),
    },
    far: [],
    forks: { h: { at: [tap, top], strips: [476, 112], left: true } },
  }
}
