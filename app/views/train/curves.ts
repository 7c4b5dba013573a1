/** The curves of a run, from what was seen of it. */
import type { Point } from '../../figure/marks.tsx'
import type { Run } from '../../state/run.ts'

/** The most points of a curve: more are drawn as means of neighbours. */
const most = 800

/**
 * The loss of training: each loss is that before its update. An epoch of several updates is one point, their mean, in the middle of the
 * epoch; x counts epochs.
 */
export function trainingLoss({ seen, facts }: Run): Point[] {
  const { losses } = seen
  const each = facts?.updatesPerEpoch ?? 1
  const epochs = Math.ceil(losses.length / each)
  const size = each * Math.max(1, Math.ceil(epochs / most))
  return means(losses, size).map(([x, y]) => [x / each, y])
}

/** The means of so many numbers in a row, at the mean of their places. */
function means(values: readonly number[], size: number): Point[] {
  const points: Point[] = []
  for (let from = 0; from < values.length; from += size) {
    const to = Math.min(from + size, values.length)
    let sum = 0
    for (let i = from; i < to; i++) sum += values[i]!
    points.push([(from + to - 1) / 2, sum / (to - from)])
  }
  return points
}

export function heldOutLoss({ seen }: Run): Point[] {
  const { epochs } = seen
  const stride = Math.max(1, Math.ceil(epochs.length / most))
  return epochs.flatMap(({ epoch, heldOut }, i) =>
    i % stride === 0 || i === epochs.length - 1 ? [[epoch, heldOut] as const] : [],
  )
}
