/** The curves of a run, from what was seen of it. */
import type { Point } from '../../figure/marks.tsx'
import type { Training } from '../../state/training.ts'

/** The most points of a curve: more are drawn as means of neighbours. */
const most = 800

/**
 * The loss of training: each loss is that before its update. An epoch of several updates is one point, their mean, in the middle of the
 * epoch; x counts epochs.
 */
export function trainingLoss({ seen, facts }: Training): Point[] {
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

export function heldOutLoss({ seen }: Training): Point[] {
  const { epochs } = seen
  const stride = Math.max(1, Math.ceil(epochs.length / most))
  return epochs.flatMap(({ epoch, heldOut }, i) =>
    i % stride === 0 || i === epochs.length - 1 ? [[epoch, heldOut] as const] : [],
  )
}

/** The most crosses that are drawn. */
const mostCrosses = 150

/**
 * The norms of the gradients before clipping; of many the largest of neighbours. Which of them were clipped, some of these where they are
 * many, and the share of all updates that were.
 */
export function gradientNorms({ seen, facts, document }: Training) {
  const { gradNorms } = seen
  const each = facts?.updatesPerEpoch ?? 1
  const clip = document.training.clipNorm ?? Number.POSITIVE_INFINITY
  const size = Math.max(1, Math.ceil(gradNorms.length / most))
  const points: Point[] = []
  let count = 0
  for (let from = 0; from < gradNorms.length; from += size) {
    let largest = 0
    for (let i = from; i < Math.min(from + size, gradNorms.length); i++) {
      if (gradNorms[i]! > clip) count++
      if (gradNorms[i]! > largest) largest = gradNorms[i]!
    }
    points.push([from / each, largest])
  }
  const over = points.filter(([, norm]) => norm > clip)
  const stride = Math.ceil(over.length / mostCrosses)
  const clipped = over.filter((_, i) => i % stride === 0)
  return { points, clipped, share: gradNorms.length === 0 ? 0 : count / gradNorms.length }
}

/** How far each gate stands open, by its name. */
export function gateCurves({ seen }: Training): ReadonlyMap<string, readonly Point[]> {
  const curves = new Map<string, Point[]>()
  for (const { epoch, gates } of seen.reach)
    for (const [name, open] of Object.entries(gates)) {
      const points = curves.get(name) ?? []
      points.push([epoch, open])
      curves.set(name, points)
    }
  return curves
}

/** The share of right answers of the held-out sequences, for classes. */
export function rightShare({ seen }: Training): Point[] {
  const { epochs } = seen
  const stride = Math.max(1, Math.ceil(epochs.length / most))
  return epochs.flatMap(({ epoch, right }, i) =>
    right !== undefined && (i % stride === 0 || i === epochs.length - 1) ? [[epoch, right] as const] : [],
  )
}
