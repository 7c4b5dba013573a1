/** The head and the loss, to the right of the cell: the same in every drawing. */
import type { Mode, Point } from './layout.ts'

/** How far the head reaches around its middle, which is where the output stands. */
export const headRoom = { left: 97, right: 105, up: 300, down: 22 }

export interface Head {
  readonly at: Readonly<Record<string, Point>>
  readonly ways: Readonly<Record<string, readonly Point[]>>
  readonly modes: Readonly<Record<string, Mode>>
}

/** `x` and `y`: the middle of the box of the outputs. */
export function headAt(x: number, y: number): Head {
  const loss = y - 180
  // Its name stays below the strip of a state at the top, however many units that has.
  const target = loss + 13
  return {
    at: {
      'box y': [x, y],
      y: [x, y - 28],
      'box L': [x, loss],
      L: [x, loss - 28],
      target: [x - 66, target],
      'box p': [x + 70, y - 140],
      p: [x + 70, y - 162],
    },
    ways: {
      'y → box L': [
        [x, y - 28],
        [x, loss],
      ],
      'y → box p': [
        [x, y - 114],
        [x + 70, y - 114],
        [x + 70, y - 140],
      ],
      'target → box L': [
        [x - 66, target],
        [x, target],
      ],
    },
    modes: { y: 'beside', p: 'over', L: 'over', target: 'middle' },
  }
}
