/** Trains one trial in pieces, so that it can be paused between two of them. */
import { type Settings, type Training, trainer } from '../../src/index.ts'

export type Order = { readonly start: Settings } | { readonly pause: boolean }
export interface Report {
  readonly progress: Training
  /** seconds of training, pauses left out */
  readonly seconds: number
  /** of fresh sequences; only at the end */
  readonly wrong?: number
}

/** A trial that is not solved by then is given up; the paper's mean is 31,390. */
const givenUp = 100_000
const piece = 200

let running: ReturnType<typeof trainer> | undefined
let paused = false
let seconds = 0

function go(): void {
  if (!running || paused) return
  const from = performance.now()
  const progress = running.advance(piece)
  seconds += (performance.now() - from) / 1000
  const end = progress.solved || progress.sequences >= givenUp
  postMessage({ progress, seconds, ...(end ? { wrong: running.test() } : {}) } satisfies Report)
  if (!end) setTimeout(go)
}

addEventListener('message', ({ data }: MessageEvent<Order>) => {
  if ('start' in data) running = trainer(data.start)
  else paused = data.pause
  go()
})
