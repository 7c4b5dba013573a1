/** The parts of the scrub bar: a timestep forward, the loss, a timestep backward, the update; and the sections that these make. */
import { type Frame, groupOf, isOnce, type Section, sectionOf, type Trace } from '../../../src/index.ts'

export interface Part {
  readonly key: string
  readonly frame: Frame
  readonly section: Section | undefined
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
function partsOf(trace: Trace): Omit<Part, 'start' | 'end'>[] {
  const parts: {
    key: string
    group: string
    frame: Frame
    section: Section | undefined
    from: number
    to: number
  }[] = []
  for (const frame of trace.frames) {
    const { t, index } = frame
    const last = parts.at(-1)
    const section = sectionOf(trace.net, frame)
    const group = groupOf(frame, trace.net, t === null ? 'phase' : 'timestep')
    // The initial states stand with the timestep beside them.
    const isStart = t === 0 || t === trace.T + 1
    const isOfLast = last?.frame.phase === frame.phase && last.section === section
    // What is evaluated once stands with the timestep beside it: that behind it, where its section begins.
    const opens = isOfLast && last.from === last.to && isOnce(trace.net, last.frame)
    if (opens && t !== null) parts[parts.length - 1] = { ...last, group, frame, to: index }
    else if (last && (last.group === group || isStart || (isOfLast && isOnce(trace.net, frame))))
      last.to = index
    // Of a net with several sections a timestep stands in each.
    else parts.push({ key: `${group} ${parts.length}`, group, frame, section, from: index, to: index })
  }
  return parts
}

/** Parts of one section that follow one another. */
export interface Stretch extends Pick<Part, 'key' | 'start' | 'end'> {
  readonly phase: Frame['phase']
  readonly section: Section
}

/** The stretches of the bar that have names: none for a net with one layer along time and nothing between it and the head. */
export function stretchesOf({ net }: Trace, parts: readonly Part[]): Stretch[] {
  if (net.tracks.length === 1 && net.attention.length === 0) return []
  const found: Stretch[] = []
  for (const { key, frame, section, start, end } of parts) {
    const last = found.at(-1)
    if (!section) continue
    if (last?.section === section && last.phase === frame.phase) found[found.length - 1] = { ...last, end }
    else found.push({ key, phase: frame.phase, section, start, end })
  }
  return found
}

/** Does time run on in some part of the backward pass, as in a layer against time? */
export const goesBothWays = ({ net }: Trace) =>
  net.tracks.some(({ reverse }) => reverse) || net.attention.length > 0

/** How much of the bar a part takes: loss and update are single ideas, but can be seen, read and hit. */
const weight = (phase: Frame['phase'], T: number) =>
  phase === 'loss' ? Math.max(0.6, T / 12) : phase === 'update' ? Math.max(0.6, T / 6) : 1
