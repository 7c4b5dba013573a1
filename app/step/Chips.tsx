import { useMemo } from 'react'
import { type Frame, groupOf, type Trace } from '../../src/index.ts'
import { SymbolName } from '../formula/Symbol.tsx'
import type { Words } from '../language/words.ts'
import { goTo, stepFrames, stopsOf, useStore } from '../store/store.ts'
import { plainTitle } from './explain.ts'

/** The steps of this timestep: done, current, to come. */
export function Chips({
  trace,
  frame,
  words,
}: {
  readonly trace: Trace
  readonly frame: Frame
  readonly words: Words
}) {
  const grain = useStore((s) => s.grain)
  const fine = grain === 'assignment' ? 'assignment' : 'idea'
  const timestep = groupOf(frame, trace.net, 'timestep')
  const here = useMemo(
    () => stopsOf(trace, fine).filter((i) => groupOf(trace.frames[i]!, trace.net, 'timestep') === timestep),
    [trace, fine, timestep],
  )
  if (here.length < 2) return null
  const current = here.find((i) => i >= frame.index)
  return (
    <>
      <h3>{fine === 'idea' ? words.ideas : words.operations}</h3>
      <nav className="chips" aria-label={fine === 'idea' ? words.ideas : words.operations}>
        {here.map((i, place) => {
          const each = trace.frames[i]!
          const first = fine === 'idea' ? stepFrames(trace, i, 'idea')[0]! : each
          const shown = each.phase === 'backward' && !each.equation.overTime ? first : each
          const state = i === current ? 'current' : i < frame.index ? 'done' : 'next'
          const several = fine === 'idea' && each.equation.overTime && each.phase === 'backward'
          return (
            <button
              // biome-ignore lint/suspicious/noArrayIndexKey: a place in the row
              key={place}
              type="button"
              data-state={state}
              aria-current={state === 'current' ? 'step' : undefined}
              title={plainTitle(trace, shown, words)}
              onClick={() => goTo(i)}
            >
              {several ? (
                'W, U, b'
              ) : (
                // Without the timestep, which is that of all of them: the chips stay from timestep to timestep.
                <SymbolName trace={trace} name={shown.equation.symbol} t={null} />
              )}
            </button>
          )
        })}
      </nav>
    </>
  )
}
