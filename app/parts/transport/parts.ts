/** The parts of the scrub bar: a timestep forward, the loss, a timestep backward, the update. */
import { type Frame, groupOf, type Trace } from '../../../src/index.ts'

export interface Part {
  readonly key: string
  readonly frame: Frame
  readonly from: number
  readonly to: number
  /** where it begins and ends, as a share of the bar */
  readonly start: number
  readonly end: number
}

/** The parts with their places. */
export function placedParts(trace: Trace): Part[] {
  const parts = partsOf(trace)
  const whole = parts.reduce((sum, part) => sum + weight(part.frame.phase, trace.T), 0)
  let left = 0
  return parts.map((part) => {
    const start = left
    left += weight(part.frame.phase, trace.T) / whole
    return { ...part, start, end: left }
  })
}

/** The parts of the bar: a timestep forward, the loss, a timestep backward, the update. */
function partsOf(
  trace: Trace,
): { readonly key: string; readonly frame: Frame; readonly from: number; readonly to: number }[] {
  const parts: { key: string; group: string; frame: Frame; from: number; to: number }[] = []
  for (const frame of trace.frames) {
    const { t } = frame
    const last = parts.at(-1)
    const group = groupOf(frame, trace.net, t === null ? 'phase' : 'timestep')
    // The initial states stand with the timestep beside them.
    const isStart = t === 0 || t === trace.T + 1
    if (last && (last.group === group || isStart)) last.to = frame.index
    // Of a net with several passes a timestep stands in each.
    else parts.push({ key: `${group} ${parts.length}`, group, frame, from: frame.index, to: frame.index })
  }
  return parts
}

/** Does time run on in some part of the backward pass, as in a layer against time? */
export const goesBothWays = ({ net }: Trace) =>
  net.tracks.some(({ reverse }) => reverse) || net.attention.length > 0

/** How much of the bar a part takes: loss and update are single ideas, but can be seen, read and hit. */
const weight = (phase: Frame['phase'], T: number) =>
  phase === 'loss' ? Math.max(0.6, T / 12) : phase === 'update' ? Math.max(0.6, T / 6) : 1
