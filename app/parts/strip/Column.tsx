/** One timestep of the strip. */
import { memo } from 'react'
import { type Experiment, fullValue, inUnits, type Trace, trackAt } from '../../../src/index.ts'
import { Arriving, Gates, isSeen, Lanes, type ShortName, valuesAt } from '../../figure/Mini.tsx'
import numStyles from '../../figure/Num.module.css'
import { fittingNumber, widthOf } from '../../figure/text.ts'
import { useSession } from '../../state/context.ts'
import type { Language } from '../../state/language.ts'
import type { Session } from '../../state/session.ts'
import { stepAt } from '../../state/steps.ts'
import { textIn } from '../equation/explain.ts'
import styles from './Column.module.css'
import type { HeightAt } from './gradients.ts'
import { inputNumbers, leastNumber, type Scaled } from './lines.ts'
import { heightOf, keptAt, keyOf, laneOf, laneTo, type Row, statesShown } from './rows.ts'
import { State } from './State.tsx'

/** What has been written of a timestep is one number: of its cell, of its head, and of the memory into which the lanes at its right run. */
export const seenUnits = { head: 10_000, next: 1_000_000 } as const

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
  readonly rows: readonly Row[]
  /** the letters of states and gates in the notation chosen */
  readonly names: Readonly<Record<string, ShortName>>
  readonly scaled: Scaled
  /** the height of the gates' letters, in pixels */
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
  /** of each state with a row, whether its gradient has arrived: 1 or 0 */
  readonly arrived: string
  readonly heightAt: HeightAt | undefined
}

export const Column = memo(function Column({ current, gap, ...shown }: ColumnProps) {
  const session = useSession()
  const { t } = shown
  const { labels, language, width } = shown.shared
  const label = textIn(labels?.steps?.[t - 1], language)
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
      key={keyOf(row)}
      data-part="slot"
      className={styles.slot}
      style={{ height: `calc(${heightOf(props.shared.trace, row)} * var(--row-unit))` }}
    >
      {'name' in row ? named[row.kind](props, row.name) : slots[row.kind](props, row.lines ?? 1)}
    </span>
  ))
})

/** How many values of the cell, and of the head, a column shows. */
const seenOf = ({ seen }: Slotted) => ({
  cell: seen % seenUnits.head,
  head: Math.floor((seen % seenUnits.next) / seenUnits.head),
})
const isRoomy = ({ shared }: Slotted) => shared.room > 0
/** How wide the figures of a column are, in pixels. */
const insideOf = (props: Slotted) => props.shared.width - (isRoomy(props) ? 12 : 6)

const slots: Readonly<
  Record<Exclude<Row['kind'], 'state' | 'gradient'>, (props: Slotted, lines: number) => React.ReactNode>
> = {
  target: ({ shared, t }) =>
    shared.trace.hasLoss(t) && <Text text={targetText(shared, t)} room={shared.room} />,
  output: (props, lines) => {
    const { head } = seenOf(props)
    if (!props.shared.trace.hasLoss(props.t) || head < 1) return null
    return <Output shared={props.shared} t={props.t} probabilities={head >= 2} lines={lines} />
  },
  loss: (props) => {
    const { shared, t } = props
    const { trace, room } = shared
    if (!trace.hasLoss(t) || seenOf(props).head < 1 || !isLossSeen(trace, seenOf(props).head)) return null
    const value = trace.memory('L').data[t]!
    return (
      <data className={`${styles.text} ${numStyles.num}`} data-ref={`L@${t}`} value={fullValue(value)}>
        {isRoomy(props) ? fittingNumber(value, room) : ''}
      </data>
    )
  },
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
  x: (props, lines) => {
    const { shared, t, short } = props
    const sparse = t % 5 === 0 || t === 1 ? String(t) : ''
    if (!isRoomy(props)) return <Text word text={sparse} room={0} />
    if (short) return <Text word text={short} room={shared.room} />
    const numbers = inputNumbers(shared.trace, shared.scaled, t)
    return <Text word text={numbers.join(lines > 1 ? '\n' : ' ')} room={shared.room} />
  },
}

/** The rows of a state. */
const named = {
  state: (props: Slotted, name: string) => {
    const { shared, t, seen } = props
    const { trace } = shared
    const isNextSeen = t < trace.T && seen >= seenUnits.next
    return (
      <>
        <State
          trace={trace}
          name={name}
          t={t}
          width={insideOf(props)}
          blank={!isSeen(trace, name, seenOf(props).cell)}
        />
        {isNextSeen && name === laneOf(trace) && <Lanes kept={keptAt(trace, name, laneTo(trace, t))} />}
      </>
    )
  },
  /** the size of its gradient, once it has arrived */
  gradient: ({ shared, t, arrived, heightAt }: Slotted, name: string) => {
    const { trace, sized, room } = shared
    if (arrived[statesShown(trace).indexOf(name)] !== '1') return null
    const value = heightAt?.(name, t, Number.POSITIVE_INFINITY)
    const { idea } = trace.net.info(name)
    return value && <Arriving value={value} name={`|d:${name}@${t}|`} idea={idea} room={sized ? room : 0} />
  },
} as const

/** The class of a text. Only a text that does not fit gets the class that cuts it off, since the browser paints each such element as a layer. */
const textClass = (text: string, room: number) =>
  room > 0 && text.split('\n').some((line) => widthOf(line) > room)
    ? `${styles.text} ${styles.long}`
    : styles.text

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
const isLossSeen = (trace: Trace, headSeen: number) =>
  headSeen >= trace.net.head.filter(({ silent }) => !silent).length

/** The first step of this timestep in the phase, the layer and the direction that the reader is in. */
function columnFrame(session: Session, t: number): number {
  const state = session.get()
  const run = session.trace()
  const frame = run.frames[Math.min(state.cursor, run.frames.length - 1)]!
  return stepAt(run, trackAt(run, frame), t, state.cursor, state)
}

function Output({
  shared: { trace, labels, language, room, scaled },
  t,
  probabilities,
  lines,
}: {
  readonly shared: Shared
  readonly t: number
  readonly probabilities: boolean
  readonly lines: number
}) {
  const roomy = room > 0
  const p = trace.problem.loss.kind === 'cross-entropy'
  if (p && !probabilities) return null
  const name = p ? 'p' : 'y'
  const values = valuesAt(trace, name, t)
  const best = p ? values.indexOf(Math.max(...values)) : 0
  const shown = Math.max(best, 0)
  const label = p ? textIn(labels?.outputs?.[shown], language) || String(shown) : ''
  const value = p ? values[shown]! : inUnits(values[shown]!, scaled?.y[shown])
  const between = lines > 1 ? '\n' : ' '
  const beside = lines > 1 ? room : Math.max(leastNumber, room - widthOf(`${label} `))
  const number = roomy ? fittingNumber(value, beside) : ''
  return (
    <span className={textClass(`${label}${between}${number}`, room)}>
      {roomy && label}
      {between}
      <data className={numStyles.num} data-ref={`${name}@${t}[${shown}]`} value={fullValue(value)}>
        {number}
      </data>
    </span>
  )
}

function targetText({ trace, labels, language, room, scaled }: Shared, t: number): string {
  if (room === 0) return ''
  const values = valuesAt(trace, 'target', t)
  if (trace.problem.loss.kind !== 'cross-entropy')
    return fittingNumber(inUnits(values[0]!, scaled?.y[0]), room)
  return textIn(labels?.outputs?.[values[0]!], language) || String(values[0])
}
