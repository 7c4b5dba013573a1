/** How large the states, or on the way back their gradients, are at each timestep up to where the model stands. */
import { useRef } from 'react'
import { frameOf, fullValue, gradientOf, statesOf, type Trace } from '../../../src/index.ts'
import { valuesAt } from '../../figure/Mini.tsx'
import { Num } from '../../figure/Num.tsx'
import { heights, norm } from '../../figure/scale.ts'
import { Formula } from '../../math/Formula.tsx'
import { readOut } from '../../math/name.ts'
import { formulaFor } from '../../parts/equation/lines.ts'
import { Save } from '../../parts/take/Save.tsx'
import { useReading } from '../../state/store.ts'
import ui from '../../ui/ui.module.css'
import styles from './Sizes.module.css'
import { useTexts } from './texts.ts'

type Phase = 'forward' | 'backward'

const nameIn = (phase: Phase, state: string) => (phase === 'forward' ? state : gradientOf(state))

/** Norms at t = 1 … T, at index t − 1. */
const normsOf = (trace: Trace, name: string): number[] =>
  Array.from({ length: trace.T }, (_, i) => norm(valuesAt(trace, name, i + 1)))

/** One scale for both models, or they could not be compared. */
export const sharedScale = (traces: readonly Trace[], phase: Phase) =>
  heights(
    traces.flatMap((trace) => statesOf(trace.net).flatMap((state) => normsOf(trace, nameIn(phase, state)))),
  )

interface Props {
  readonly trace: Trace
  readonly phase: Phase
  readonly t: number
  readonly scale: ReturnType<typeof sharedScale>
  /** of the files to take along */
  readonly name: string
  readonly caption: readonly string[]
}

const [wide, tall] = [600, 46]

export function Sizes(props: Props) {
  const { trace } = props
  return (
    <div data-part="sizes" className={styles.sizes}>
      {statesOf(trace.net).map((state) => (
        <Size key={state} state={state} {...props} />
      ))}
      <p className={`${styles.ends} ${ui.hint}`} aria-hidden="true">
        <span>t = 1</span>
        <span>t = {trace.T}</span>
      </p>
    </div>
  )
}

function Size({ trace, phase, t, scale, name: file, caption, state }: Props & { readonly state: string }) {
  const texts = useTexts()
  const reading = useReading()
  const holder = useRef<HTMLDivElement>(null)
  const { T } = trace
  // On the way back the timesteps that have been computed lie to the right.
  const [before, seen] = phase === 'forward' ? [t - 1, (s: number) => s <= t] : [t + 1, (s: number) => s >= t]
  const name = nameIn(phase, state)
  const norms = normsOf(trace, name)
  const frame = frameOf(trace, { name: state, gradient: phase === 'backward', t })
  const now = norms[t - 1]!
  const was = norms[before - 1]
  const each = wide / T
  const computed = norms.map((size, i) => ({ size, s: i + 1 })).filter(({ s }) => seen(s))
  const bar = (s: number, size: number) =>
    `M${(s - 0.9) * each} ${tall}V${tall * (1 - scale.height(size))}h${0.8 * each}V${tall}z`
  const label = texts.pair.sizes(readOut(trace, reading, name), T)
  return (
    <div ref={holder} data-idea={trace.net.info(state).idea}>
      <div className={styles.head}>
        <p>
          ‖{frame && <Formula tree={formulaFor(trace, frame, reading).left} names={false} />}‖ ={' '}
          <Num value={now} digits={3} />
          {phase === 'backward' && was !== undefined && was > 0 && (
            <span data-part="factor" className={styles.factor}>
              {' '}
              × <Num value={now / was} digits={3} /> {texts.pair.thisStep}
            </span>
          )}
        </p>
        <Save
          name={`${file}-${state}`}
          figure={holder}
          caption={[`${label} · t = ${t} · ${scale.log ? texts.pair.log : texts.pair.linear}`, ...caption]}
          csv={() => ['t,norm', ...computed.map(({ s, size }) => `${s},${fullValue(size)}`), ''].join('\n')}
          brief
        />
      </div>
      <svg viewBox={`0 0 ${wide} ${tall}`} preserveAspectRatio="none" role="img" aria-label={label}>
        <path className={styles.bars} d={computed.map(({ s, size }) => bar(s, size)).join('')} />
        <rect className={styles.now} x={(t - 1) * each} width={each} y={0} height={tall} />
        <path className={styles.floor} d={`M0 ${tall}H${wide}`} />
      </svg>
    </div>
  )
}
