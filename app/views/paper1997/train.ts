/** Training one network, in pieces of a moment each. */
import { type PaperProgress, type Settings, trainer } from '../../../src/index.ts'
import type { Work } from '../../work/work.ts'

/** What is trained, and after how many sequences it is given up. */
export interface Asked {
  readonly settings: Settings
  readonly most: number
}

/** What a moment of training gave. */
export interface Trained {
  /** a point for each piece that was trained */
  readonly points: readonly PaperProgress[]
  /** how long that took */
  readonly seconds: number
}

/** The last moment, and how many of 2,560 fresh sequences are wrong. */
export type Over = Trained & { readonly wrong: number }

/** The sequences between two points of a curve; pieces are trained for so many milliseconds before it is told. */
const piece = 250
const moment = 120

export const training: Work<Asked, Trained, Over> = function* ({ settings, most }) {
  const network = trainer(settings)
  for (;;) {
    const from = performance.now()
    const seconds = () => (performance.now() - from) / 1000
    const points: PaperProgress[] = []
    do {
      const now = network.advance(Math.min(piece, most - network.progress().sequences))
      points.push(now)
      if (now.solved || now.sequences >= most) return { points, wrong: network.test(), seconds: seconds() }
    } while (performance.now() - from < moment)
    yield { points, seconds: seconds() }
  }
}
