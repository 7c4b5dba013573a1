/** Training one network. It goes on for a moment each time it is asked to, so that whoever asks can pause it by asking no more. */
import { type Settings, type Training, trainer } from '../../../src/index.ts'

/** Begin with these settings, and stop after `most` sequences; or go on. */
export type Ask = { readonly settings: Settings; readonly most: number } | 'on'

export interface Told {
  /** a point for each piece that was trained since the last time */
  readonly points: readonly Training[]
  /** how long that took */
  readonly seconds: number
  /** how many of 2,560 fresh sequences are wrong, once training is over */
  readonly wrong: number | null
}

/** The sequences between two points of a curve; pieces are trained for so many milliseconds before it is told. */
const piece = 250
const moment = 120

/** What answers each message of one training. */
export function trainee(): (ask: Ask) => Told {
  let of: ReturnType<typeof trainer> | undefined
  let limit = 0
  return (ask) => {
    if (ask !== 'on') {
      of = trainer(ask.settings)
      limit = ask.most
    }
    return advanced(of!, limit)
  }
}

function advanced(of: ReturnType<typeof trainer>, limit: number): Told {
  const from = performance.now()
  const points: Training[] = []
  let over = false
  do {
    const now = of.advance(Math.min(piece, limit - of.progress().sequences))
    points.push(now)
    over = now.solved || now.sequences >= limit
  } while (!over && performance.now() - from < moment)
  const wrong = over ? of.test() : null
  return { points, seconds: (performance.now() - from) / 1000, wrong }
}
