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

/** What stands in a column, from top to bottom. */
const Slots = memo(function Slots({
  shared,
  t,
  short,
  seen,
  gradH,
  heightH,
  gradC,
  heightC,
}: Omit<ColumnProps, 'current' | 'gap'>) {
  const { trace, labels, language, width, room, sized, rows, names, letter } = shared
  const cellSeen = seen % 100
  const headSeen = Math.floor((seen % 1000) / 100)
  const roomy = room > 0
  const inside = width - (roomy ? 12 : 6)

  function content(row: RowName): React.ReactNode {
    switch (row) {
      case 'target':
        return trace.hasLoss(t) && <Text text={targetText(trace, labels, language, t, room)} room={room} />
      case 'output':
        return (
          trace.hasLoss(t) &&
          headSeen >= 1 && (
            <Output
              trace={trace}
              labels={labels}
              language={language}
              t={t}
              room={room}
              probabilities={headSeen >= 2}
            />
          )
        )
      case 'loss':
        return (
          trace.hasLoss(t) &&
          seen >= 100 &&
          isLossSeen(trace, headSeen) && (
            <data
              className={`${styles.text} ${numStyles.num}`}
              data-ref={`L@${t}`}
              value={fullValue(trace.memory('L').data[t]!)}
            >
              {roomy ? fittingNumber(trace.memory('L').data[t]!, room) : ''}
            </data>
          )
        )
      case 'h':
        return (
          <Cells trace={trace} name="h" t={t} width={inside} full={1} blank={!isSeen(trace, 'h', cellSeen)} />
        )
      case 'gates':
        return <Gates trace={trace} t={t} width={inside} seen={cellSeen} names={names} letter={letter} />
      case 'C':
        return (
          <>
            <Cells
              trace={trace}
              name="C"
              t={t}
              width={inside}
              full={Math.max(1, largestOf(trace.memory('C').data))}
              blank={!isSeen(trace, 'C', cellSeen)}
            />
            {t < trace.T && seen >= 1000 && <Lanes trace={trace} t={t + 1} />}
          </>
        )
      case 'gradH':
        return (
          gradH !== undefined && (
            <Arriving
              value={{ norm: gradH, height: heightH ?? 0 }}
              name={`|d:h@${t}|`}
              idea="hidden"
              room={sized ? room : 0}
            />
          )
        )
      case 'gradC':
        return (
          gradC !== undefined && (
            <Arriving
              value={{ norm: gradC, height: heightC ?? 0 }}
              name={`|d:C@${t}|`}
              idea="cell"
              room={sized ? room : 0}
            />
          )
        )
      case 'x':
        return (
          <Text
            word
            text={roomy ? short || inputText(trace, t) : t % 5 === 0 || t === 1 ? String(t) : ''}
            room={room}
          />
        )
    }
  }

  return rows.map((row) => (
    <span
      key={row}
      data-part="slot"
      className={styles.slot}
      style={{ height: `calc(${rowHeights[row]} * var(--row-unit))` }}
    >
      {content(row)}
    </span>
  ))
})

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
