/** Where what a layer says goes on: into the layer above in each direction, the attention or the head, with how much gradient comes back by each way. */
import {
  type Frame,
  isReadAlone,
  type NetTrack,
  norm,
  numberText,
  ofGradient,
  type Trace,
  type WayOut,
  type WaysOut,
  waysOut,
} from '../../../src/index.ts'
import { widthOf } from '../../figure/text.ts'
import type { Words } from '../../words/words.ts'
import styles from './Drawing.module.css'
import { usualLetter } from './letter.ts'
import { BoxMark, room } from './Marks.tsx'
import type { Shows } from './Value.tsx'

interface Goal {
  readonly label: string
  readonly way: WayOut
}

/** What reads a layer in one direction; none where that is drawn with its head. */
function goalsOf({ net }: Trace, track: NetTrack, words: Words): readonly Goal[] {
  if (isReadAlone(net, track)) return []
  const above = net.tracks.filter(({ layer }) => layer === track.layer + 1)
  if (above.length === 0) {
    const label = net.attention.length > 0 ? words.map.attention : words.head
    return [{ label, way: { kind: 'head' } }]
  }
  return above.map((each) => ({
    label: words.map.track(each.layer + 1, each.reverse),
    way: { kind: 'above', track: each },
  }))
}

const divided = new WeakMap<Trace, Map<string, WaysOut>>()

/** The gradient of what a layer says, divided by the way out; made once for each run. */
function waysOf(run: Trace, of: string): WaysOut {
  const ofRun = divided.get(run) ?? new Map<string, WaysOut>()
  divided.set(run, ofRun)
  const found = ofRun.get(of) ?? waysOut(run, of)
  ofRun.set(of, found)
  return found
}

interface Props extends Shows {
  /** the run with all of its layers */
  readonly whole: Trace
  readonly words: Words
  readonly group: readonly Frame[]
}

/** They stand where the head of the last layer does; a drawing without such a place shows none. */
export function Up({ whole, trace, words, group, t, layout, grow }: Props) {
  const track = trace.net.tracks[0]!
  const way = layout.ways[`${track.h} → box y`]
  const goals = goalsOf(whole, track, words)
  if (!way || goals.length === 0) return null
  const back = group.some(
    ({ phase, equation, t: at }) =>
      phase === 'backward' && at === t && ofGradient(equation.symbol) === track.h,
  )
  const arrived = back ? waysOf(whole, track.h) : undefined
  const [x, y] = way.at(-1)!
  const wide = room(grow)
  const fork = y + 48 * wide
  const texts = [words.map.size('0.0000'), ...goals.map(({ label }) => label)]
  const half = Math.max(30 * wide, ...texts.map((text) => (widthOf(text) * usualLetter * grow) / 2 + 7))
  const middle = Math.min(x, layout.width - goals.length * (half + 4))
  const idea = trace.net.info(track.h).idea
  const line = [...way.slice(0, -1), [x, fork] as const]
  return goals.map(({ label, way: out }, i) => {
    const at = middle + (i - (goals.length - 1) / 2) * 2 * (half + 4)
    const k = arrived?.ways.findIndex((each) => each.kind === out.kind && each.track === out.track) ?? -1
    const part = k < 0 ? undefined : arrived!.at[t - 1]!.parts[k]!
    return (
      <g
        key={label}
        data-part="wire"
        data-active={back || undefined}
        className={`${styles.wire} ${back ? `${styles.active} ${styles.backward}` : ''}`}
        data-idea={idea}
      >
        <path d={`M${line.map((point) => point.join(' ')).join('L')}H${at}V${y}`} />
        <BoxMark
          x={at}
          y={y}
          label={label}
          weights={undefined}
          lit={back}
          idea={idea}
          grow={grow}
          half={half}
        />
        {part && (
          <text className={styles.arrives} x={at} y={y - 22 * wide}>
            {part.length === 1 ? numberText(part[0]!, 3) : words.map.size(numberText(norm(part), 3))}
          </text>
        )}
      </g>
    )
  })
}
