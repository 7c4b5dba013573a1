/** One timestep of the strip. */
import { memo } from 'react'
import {
  type Experiment,
  type Frame,
  frameAt,
  fullValue,
  numberText,
  type Trace,
} from '../../../src/index.ts'
import { Arriving, Cells, Gates, isSeen, Lanes, type ShortName, valuesAt } from '../../figure/Mini.tsx'
import numStyles from '../../figure/Num.module.css'
import { largestOf } from '../../figure/scale.ts'
import { fittingNumber, widthOf } from '../../figure/text.ts'
import { useSession } from '../../state/context.ts'
import type { Session } from '../../state/session.ts'
import type { Language } from '../../state/slices/appearance.ts'
import { stopsOf } from '../../state/steps.ts'
import type { Words } from '../../words/words.ts'
import { textOf } from '../equation/explain.ts'
import styles from './Column.module.css'

/** A row of words, or of a state or its gradient, which has the letter of the notation chosen. */
export type RowName = keyof Words['rows'] | 'h' | 'C' | 'gradH' | 'gradC'

/** in units of the theme (--row-unit) */
export const rowHeights: Readonly<Record<RowName, number>> = {
  target: 16,
  output: 16,
  loss: 16,
  h: 18,
  gates: 33,
  C: 18,
  gradH: 17,
  gradC: 17,
  x: 17,
}

/** What all columns share; one object that stays while they need not be drawn again. */
export interface Shared {
  readonly trace: Trace
  readonly labels: Experiment['labels']
  readonly language: Language
  readonly width: number
  /** how wide a text may be, in letter heights; 0: there is no room for a number */
  readonly room: number
  /** is there room for the sizes of the gradients too? */
  readonly sized: boolean
  readonly rows: readonly RowName[]
  /** the letters of states and gates in the notation chosen */
  readonly names: Readonly<Record<string, ShortName>>
  /** the height of the gates' room, in pixels */
  readonly letter: number
}

export interface ColumnProps {
  readonly shared: Shared
  readonly t: number
  /** how many columns are left out before it */
  readonly gap: number
  /** the label as it is shown: it may be shortened, the whole is said */
  readonly short: string
  readonly current: boolean
  /** how much of it has been written */
  readonly seen: number
  readonly gradH: number | undefined
  readonly heightH: number | undefined
  readonly gradC: number | undefined
  readonly heightC: number | undefined
}

export const Column = memo(function Column({ current, gap, ...shown }: ColumnProps) {
  const session = useSession()
  const { t } = shown
  const { labels, language, width } = shown.shared
  const label = textOf(labels?.steps?.[t - 1], language)
  return (
    <button
      type="button"
      data-part="column"
      className={styles.column}
      data-current={current}
      aria-current={current ? 'step' : undefined}
      aria-label={`t = ${t}${label ? ` ${label}` : ''}`}
      data-t={t}
      style={{ width, marginInlineStart: gap > 0 ? gap * width : undefined }}
      onClick={() => session.goTo(columnFrame(session, t))}
    >
      <Slots {...shown} />
    </button>
  )
})

type Slotted = Omit<ColumnProps, 'current' | 'gap'>

/** What stands in a column, from top to bottom. */
const Slots = memo(function Slots(props: Slotted) {
  return props.shared.rows.map((row) => (
    <span
      key={row}
      data-part="slot"
      className={styles.slot}
      style={{ height: `calc(${rowHeights[row]} * var(--row-unit))` }}
    >
      {slots[row](props)}
    </span>
  ))
})

/** So many values of the cell and of the head are seen. */
const seenOf = ({ seen }: Slotted) => ({ cell: seen % 100, head: Math.floor((seen % 1000) / 100) })
const isRoomy = ({ shared }: Slotted) => shared.room > 0
/** How wide the figures of a column are, in pixels. */
const insideOf = (props: Slotted) => props.shared.width - (isRoomy(props) ? 12 : 6)

const slots: Readonly<Record<RowName, (props: Slotted) => React.ReactNode>> = {
  target: ({ shared: { trace, labels, language, room }, t }) =>
    trace.hasLoss(t) && <Text text={targetText(trace, labels, language, t, room)} room={room} />,
  output: (props) => {
    const { trace, labels, language, room } = props.shared
    const { head } = seenOf(props)
    if (!trace.hasLoss(props.t) || head < 1) return null
    return <Output {...{ trace, labels, language, room }} t={props.t} probabilities={head >= 2} />
  },
  loss: (props) => {
    const { shared, t, seen } = props
    const { trace, room } = shared
    if (!trace.hasLoss(t) || seen < 100 || !isLossSeen(trace, seenOf(props).head)) return null
    const value = trace.memory('L').data[t]!
    return (
      <data className={`${styles.text} ${numStyles.num}`} data-ref={`L@${t}`} value={fullValue(value)}>
        {isRoomy(props) ? fittingNumber(value, room) : ''}
      </data>
    )
  },
  h: (props) => (
    <Cells
      trace={props.shared.trace}
      name="h"
      t={props.t}
      width={insideOf(props)}
      full={1}
      blank={!isSeen(props.shared.trace, 'h', seenOf(props).cell)}
    />
  ),
  gates: (props) => {
    const { trace, names, letter } = props.shared
    return (
      <Gates
        trace={trace}
        t={props.t}
        width={insideOf(props)}
        seen={seenOf(props).cell}
        names={names}
        letter={letter}
      />
    )
  },
  C: (props) => {
    const { shared, t, seen } = props
    const { trace } = shared
    return (
      <>
        <Cells
          trace={trace}
          name="C"
          t={t}
          width={insideOf(props)}
          full={Math.max(1, largestOf(trace.memory('C').data))}
          blank={!isSeen(trace, 'C', seenOf(props).cell)}
        />
        {t < trace.T && seen >= 1000 && <Lanes trace={trace} t={t + 1} />}
      </>
    )
  },
  gradH: ({ shared, t, gradH, heightH }) => arrivingAt(shared, `|d:h@${t}|`, 'hidden', gradH, heightH),
  gradC: ({ shared, t, gradC, heightC }) => arrivingAt(shared, `|d:C@${t}|`, 'cell', gradC, heightC),
  x: (props) => {
    const { shared, t, short } = props
    const sparse = t % 5 === 0 || t === 1 ? String(t) : ''
    const text = isRoomy(props) ? short || inputText(shared.trace, t) : sparse
    return <Text word text={text} room={shared.room} />
  },
}

/** The size of a gradient, once it has arrived. */
function arrivingAt(
  { sized, room }: ColumnProps['shared'],
  name: string,
  idea: string,
  norm: number | undefined,
  height = 0,
) {
  return norm === undefined ? null : (
    <Arriving value={{ norm, height }} name={name} idea={idea} room={sized ? room : 0} />
  )
}

/** So much room a number has at the least, in letter heights. */
const leastNumber = 2.6

/** A text is cut off only where it does not fit: what cuts off is a layer of its own. */
const textClass = (text: string, room: number) =>
  room > 0 && widthOf(text) > room ? `${styles.text} ${styles.long}` : styles.text

function Text({
  text,
  room,
  word = false,
}: {
  readonly text: string
  readonly room: number
  readonly word?: boolean
}) {
  return word ? (
    <span data-part="word" className={`${textClass(text, room)} ${styles.word}`}>
      {text}
    </span>
  ) : (
    <span className={textClass(text, room)}>{text}</span>
  )
}

/** p stands between y and L only for cross-entropy. */
const isLossSeen = (trace: Trace, headSeen: number) => headSeen >= trace.net.head.length

/** The first step of this timestep in the phase that the reader is in. */
function columnFrame(session: Session, t: number): number {
  const state = session.get()
  const { cursor, grain } = state
  const run = session.trace()
  const phase: Frame['phase'] = run.frames[Math.min(cursor, run.frames.length - 1)]!.phase
  const name = phase === 'backward' ? run.net.states.at(-1)! : run.net.cell.find((eq) => !eq.silent)!.symbol
  const frame = frameAt(run, `${phase === 'backward' ? 'b' : 'f'}${t}.${name}`)
  return stopsOf(run, grain, state).find((i) => i >= (frame?.index ?? 0)) ?? 0
}

function Output({
  trace,
  labels,
  language,
  t,
  room,
  probabilities,
}: {
  readonly trace: Trace
  readonly labels: Experiment['labels']
  readonly language: Language
  readonly t: number
  readonly room: number
  readonly probabilities: boolean
}) {
  const roomy = room > 0
  const p = trace.problem.loss.kind === 'cross-entropy'
  if (p && !probabilities) return null
  const name = p ? 'p' : 'y'
  const values = valuesAt(trace, name, t)
  const best = p ? values.indexOf(Math.max(...values)) : 0
  const shown = Math.max(best, 0)
  const label = p ? textOf(labels?.outputs?.[shown], language) || String(shown) : ''
  const number = roomy
    ? fittingNumber(values[shown]!, Math.max(leastNumber, room - widthOf(`${label} `)))
    : ''
  return (
    <span className={textClass(`${label} ${number}`, room)}>
      {roomy && label}{' '}
      <data className={numStyles.num} data-ref={`${name}@${t}[${shown}]`} value={fullValue(values[shown]!)}>
        {number}
      </data>
    </span>
  )
}

function targetText(
  trace: Trace,
  labels: Experiment['labels'],
  language: Language,
  t: number,
  room: number,
): string {
  if (room === 0) return ''
  const values = valuesAt(trace, 'target', t)
  if (trace.problem.loss.kind !== 'cross-entropy') return fittingNumber(values[0]!, room)
  return textOf(labels?.outputs?.[values[0]!], language) || String(values[0])
}

function inputText(trace: Trace, t: number): string {
  return Array.from(valuesAt(trace, 'x', t).subarray(0, 3), (v) => numberText(v, 2)).join(' ')
}
