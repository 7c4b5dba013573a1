import { memo } from 'react'
import type { Frame, Grain, Trace } from '../../../src/index.ts'
import { SymbolName } from '../../math/Symbol.tsx'
import { useSession } from '../../state/context.ts'
import { groupFrames, shownGrain, stepFrames, stopsOf, type Written } from '../../state/steps.ts'
import { useReading, useStore } from '../../state/store.ts'
import type { Words } from '../../words/words.ts'
import styles from './Chips.module.css'
import { plainTitle, type Told } from './explain.ts'

/** The steps of this timestep: done, current, to come. */
export function Chips({ trace, frame, words }: Told) {
  const fine = shownGrain(useStore((s) => s.grain))
  const here = stopsAround(trace, frame, fine, useReading())
  if (here.length < 2) return null
  const current = here.find((i) => i >= frame.index)
  const ofTimestep = fine === 'idea' ? words.ideas : words.operations
  const heading = frame.phase === 'update' ? words.updates : ofTimestep
  return (
    <>
      <h3>{heading}</h3>
      <nav data-part="chips" className={styles.chips} aria-label={heading}>
        {here.map((i, place) => {
          const each = trace.frames[i]!
          const state = i === current ? 'current' : i < frame.index ? 'done' : 'next'
          const several = fine === 'idea' && each.equation.overTime && each.phase === 'backward'
          return (
            <Chip
              // biome-ignore lint/suspicious/noArrayIndexKey: a place in the row
              key={place}
              trace={trace}
              shown={namedBy(trace, each, fine)}
              to={i}
              state={state}
              words={words}
              name={several ? words.weightsChip : undefined}
              title={several ? words.names.backward.weights : undefined}
            />
          )
        })}
      </nav>
    </>
  )
}

/** The stops of the timestep of a frame. */
export function stopsAround(trace: Trace, frame: Frame, grain: Grain, reading: Written): readonly number[] {
  const timestep = groupFrames(trace, frame.index, 'timestep')
  const [first, last] = [timestep[0]!.index, timestep.at(-1)!.index]
  return stopsOf(trace, grain, reading).filter((i) => i >= first && i <= last)
}

/** The assignment that names a stop: backward the first of its idea, at the update the first of its weights. */
export function namedBy(trace: Trace, stop: Frame, grain: Grain): Frame {
  const backward = stop.phase === 'backward' && !stop.equation.overTime
  return grain === 'idea' && (backward || stop.phase === 'update')
    ? stepFrames(trace, stop.index, 'idea')[0]!
    : stop
}

/** A step to go to: done, current or to come. */
export const Chip = memo(function Chip({
  trace,
  shown,
  to,
  state,
  words,
  name,
  title,
}: {
  readonly trace: Trace
  /** the assignment that names it */
  readonly shown: Frame
  /** the frame that it goes to */
  readonly to: number
  readonly state: 'done' | 'current' | 'next'
  readonly words: Words
  /** in place of the symbol */
  readonly name?: string | undefined
  /** in place of what the assignment does */
  readonly title?: string | undefined
}) {
  const session = useSession()
  const reading = useReading()
  return (
    <button
      type="button"
      data-state={state}
      className={state === 'current' ? styles.current : undefined}
      aria-current={state === 'current' ? 'step' : undefined}
      title={title ?? plainTitle(trace, reading, shown, words)}
      onClick={() => session.goTo(to)}
    >
      {/* Without the timestep, which is that of all of them: the chips stay from timestep to timestep. */}
      {name ?? <SymbolName trace={trace} name={shown.equation.symbol} t={null} whole />}
    </button>
  )
})
