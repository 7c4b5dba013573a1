/** Where what a layer says goes on, with how much gradient comes back by each way; each box leads to the step that is computed there. */
import { Fragment } from 'react'
import { type Frame, norm, numberText, ofGradient, type Trace } from '../../../src/index.ts'
import { Strip } from '../../figure/Strip.tsx'
import { useSession } from '../../state/context.ts'
import { attentionStepAt, headStepAt, stepAt } from '../../state/steps.ts'
import type { Words } from '../../words/words.ts'
import { arrivingAt } from './arriving.ts'
import styles from './Drawing.module.css'
import { figureHeight } from './figure.ts'
import { type PlacedGoal, placedGoals } from './goals.ts'
import { BoxMark, room } from './Marks.tsx'
import type { Shows } from './Value.tsx'

interface Props extends Shows {
  /** the run with all of its layers */
  readonly whole: Trace
  readonly words: Words
  readonly group: readonly Frame[]
}

export function Up({ whole, words, group, ...shows }: Props) {
  const { trace, t, layout, grow } = shows
  const track = trace.net.tracks[0]!
  const back = group.find(
    ({ phase, equation, t: at }) =>
      phase === 'backward' && at === t && ofGradient(equation.symbol) === track.h,
  )
  const arriving = back && arrivingAt(whole, trace, back)
  const { idea } = trace.net.info(track.h)
  return placedGoals(whole, track, t, { layout, grow, words }).map((goal) => {
    const { label, way, x, y, half, wire } = goal
    const part = arriving?.above.find((each) => each.way.kind === way.kind && each.way.track === way.track)
    return (
      <Fragment key={label}>
        <g
          data-part="wire"
          data-active={back ? true : undefined}
          className={`${styles.wire} ${back ? `${styles.active} ${styles.backward}` : ''}`}
          data-idea={idea}
        >
          <path d={`M${wire.map((point) => point.join(' ')).join('L')}`} />
          <BoxMark
            x={x}
            y={y}
            label={label}
            weights={undefined}
            lit={back !== undefined}
            idea={idea}
            grow={grow}
            half={half}
          />
        </g>
        {part && <Part {...shows} goal={goal} {...part} full={arriving!.full} words={words} idea={idea} />}
      </Fragment>
    )
  })
}

/** The gradient that comes back by a way, above its box; how large it is where its numbers are several, or have no room. */
function Part({
  goal: { x, y },
  values,
  written,
  full,
  words,
  idea,
  ...shows
}: Shows & {
  readonly goal: PlacedGoal
  readonly values: ArrayLike<number>
  readonly written?: readonly number[]
  readonly full: number
  readonly words: Words
  readonly idea: string
}) {
  const { layout, grow, digits } = shows
  const { strip } = layout
  const high = figureHeight([values.length], digits, strip)
  const top = y - 15 * room(grow) - 5 - high
  const single = values.length === 1
  return (
    <>
      <Strip
        x={x - strip / 2}
        y={top}
        width={strip}
        values={values}
        full={full}
        idea={idea}
        gradient
        digits={digits}
        {...(written ? { written } : {})}
      />
      {!(single && digits > 0) && (
        <text className={styles.arrives} x={x} y={top - 6}>
          {single ? numberText(values[0]!, 3) : words.map.size(numberText(norm(values), 3))}
        </text>
      )}
    </>
  )
}

interface GoalsProps {
  readonly whole: Trace
  readonly shows: Pick<Shows, 'trace' | 't' | 'layout' | 'grow'>
  readonly words: Words
}

/** The boxes as buttons, which lie over the drawing: that is one picture for screen readers, and nothing in it can have the focus. */
export function Goals({ whole, shows: { trace, t, layout, grow }, words }: GoalsProps) {
  const session = useSession()
  const goals = placedGoals(whole, trace.net.tracks[0]!, t, { layout, grow, words })
  const wide = room(grow)
  function go({ kind, track }: PlacedGoal['way']): void {
    const state = session.get()
    const from = [t, state.cursor, state] as const
    if (kind === 'above') session.goTo(stepAt(whole, track!, ...from))
    else session.goTo((whole.net.attention.length > 0 ? attentionStepAt : headStepAt)(whole, ...from))
  }
  return goals.map(({ label, way, x, y, half }) => (
    <rect
      key={label}
      role="button"
      tabIndex={0}
      aria-label={words.map.goTo(label, t)}
      className={styles.goal}
      x={x - half}
      y={y - 15 * wide}
      width={2 * half}
      height={30 * wide}
      rx={5}
      onClick={() => go(way)}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' && event.key !== ' ') return
        event.preventDefault()
        event.stopPropagation()
        go(way)
      }}
    />
  ))
}
