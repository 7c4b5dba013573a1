/** Which number of a step is to be predicted, and how. */
import { type Frame, ofGradient, resultOf, type Trace } from '../../src/index.ts'

export const predictModes = ['off', 'sometimes', 'always'] as const
export type PredictMode = (typeof predictModes)[number]

export interface Prediction {
  readonly ref: string
  readonly kind: 'sign' | 'compare' | 'number'
  /** how large it was at the timestep before, where that is asked */
  readonly before: number | null
}

/** A question about what a frame writes; null where there is nothing to predict. The same step asks the same question. */
export function predictionOf(trace: Trace, frame: Frame, mode: PredictMode): Prediction | null {
  if (mode === 'off' || frame.phase === 'loss' || frame.t === null || frame.t < 1) return null
  const { data, shape } = resultOf(trace, frame)
  if (shape.length !== 1) return null
  // A spread over the steps that looks random and is not.
  const dice = (frame.index * 2654435761) >>> 4
  if (mode === 'sometimes' && dice % 3 !== 0) return null
  const unit = dice % data.length
  const value = data[unit]!
  if (!Number.isFinite(value)) return null
  const ref = `${frame.equation.symbol}@${frame.t}[${unit}]`
  const earlier = frame.phase === 'forward' && frame.t > 1 ? trace.memory(frame.equation.symbol).data : null
  const before = earlier ? earlier[(frame.t - 1) * data.length + unit]! : null
  const signed =
    trace.net.info(ofGradient(frame.equation.symbol) ?? frame.equation.symbol).kind !== 'gate' ||
    frame.phase === 'backward'
  const kinds = [
    ...(signed ? (['sign'] as const) : []),
    ...(before === null ? [] : (['compare'] as const)),
    'number' as const,
  ]
  return { ref, kind: kinds[(dice >>> 5) % kinds.length]!, before }
}
