/** How large the states, or on the way back their gradients, are at each timestep up to where the model stands. */
import { frameOf, gradientOf, type Trace, untagged } from '../../src/index.ts'
import { valuesAt } from '../figure/Mini.tsx'
import { Num } from '../figure/Num.tsx'
import { heights, norm } from '../figure/scale.ts'
import { Formula } from '../formula/Formula.tsx'
import { spoken } from '../formula/Symbol.tsx'
import { formulaFor, useReading } from '../step/lines.ts'
import { useTexts } from './texts.ts'

type Phase = 'forward' | 'backward'

const nameIn = (phase: Phase, state: string) => (phase === 'forward' ? state : gradientOf(state))

/** Norms at t = 1 … T, at index t − 1. */
const normsOf = (trace: Trace, name: string): number[] =>
  Array.from({ length: trace.T }, (_, i) => norm(valuesAt(trace, name, i + 1)))

/** One scale for both models, or they could not be compared. */
export const sharedScale = (traces: readonly Trace[], phase: Phase) =>
  heights(
    traces.flatMap((trace) => trace.net.states.flatMap((state) => normsOf(trace, nameIn(phase, state)))),
  )

interface Props {
  readonly trace: Trace
  readonly phase: Phase
  readonly t: number
  readonly scale: ReturnType<typeof sharedScale>
}

const tall = 46

export function Sizes({ trace, phase, t, scale }: Props) {
  const texts = useTexts()
  const reading = useReading()
  const { T } = trace
  // On the way back what has been computed lies to the right.
  const [before, seen] = phase === 'forward' ? [t - 1, (s: number) => s <= t] : [t + 1, (s: number) => s >= t]
  return (
    <div className="sizes">
      {trace.net.states.map((state) => {
        const name = nameIn(phase, state)
        const norms = normsOf(trace, name)
        const frame = frameOf(trace, { name: state, gradient: phase === 'backward', t })
        const now = norms[t - 1]!
        const was = norms[before - 1]
        const bars = norms
          .map((size, i) =>
            seen(i + 1) ? `M${i + 0.1} ${tall}V${tall * (1 - scale.height(size))}h.8V${tall}z` : '',
          )
          .join('')
        return (
          <div key={state} data-idea={trace.net.info(state).idea}>
            <p>
              ‖
              {frame && (
                <Formula tex={untagged(formulaFor(trace, frame, reading).left)} label={spoken(name, t)} />
              )}
              ‖ = <Num value={now} digits={3} />
              {phase === 'backward' && was !== undefined && was > 0 && (
                <span className="factor">
                  {' '}
                  × <Num value={now / was} digits={3} /> {texts.pair.thisStep}
                </span>
              )}
            </p>
            <svg
              viewBox={`0 0 ${T} ${tall}`}
              preserveAspectRatio="none"
              role="img"
              aria-label={texts.pair.sizes(spoken(name), T)}
            >
              <path className="bars" d={bars} />
              <rect className="now" x={t - 1} width={1} y={0} height={tall} />
              <path className="floor" d={`M0 ${tall}H${T}`} />
            </svg>
          </div>
        )
      })}
      <p className="ends hint" aria-hidden="true">
        <span>t = 1</span>
        <span>t = {T}</span>
      </p>
    </div>
  )
}
