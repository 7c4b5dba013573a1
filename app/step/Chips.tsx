import { useMemo } from 'react'
import type { Frame, Trace } from '../../src/index.ts'
import { SymbolName } from '../formula/Symbol.tsx'
import type { Words } from '../language/words.ts'
import { goTo, groupFrames, stepFrames, stopsOf, useStore } from '../store/store.ts'
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
  const timestep = groupFrames(trace, frame.index, 'timestep')
  const [first, last] = [timestep[0]!.index, timestep.at(-1)!.index]
  const here = useMemo(
    () => stopsOf(trace, fine).filter((i) => i >= first && i <= last),
    [trace, fine, first, last],
  )
  if (here.length < 2) return null
  const current = here.find((i) => i >= frame.index)
  return (
    <>
      <h3>{fine === 'idea' ? words.ideas : words.operations}</h3>
      <nav className="chips" aria-label={fine === 'idea' ? words.ideas : words.operations}>
        {here.map((i, place) => {
          const each = trace.frames[i]!
          const begins = fine === 'idea' ? stepFrames(trace, i, 'idea')[0]! : each
          const shown = each.phase === 'backward' && !each.equation.overTime ? begins : each
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
