/** What one model does at a timestep: each equation, and the size and the first numbers of what it gives. */
import { type Frame, ofGradient, resultOf, statesOf, type Trace } from '../../../src/index.ts'
import { Num } from '../../figure/Num.tsx'
import { norm } from '../../figure/scale.ts'
import { Copyable } from '../../math/Copy.tsx'
import { Formula } from '../../math/Formula.tsx'
import { formulaFor, formulaLines } from '../../parts/equation/lines.ts'
import { useReading } from '../../state/store.ts'
import { Wide } from '../../ui/Wide.tsx'
import styles from './OneTimestep.module.css'
import { useTexts } from './texts.ts'

interface Props {
  readonly trace: Trace
  readonly phase: 'forward' | 'backward'
  readonly t: number
}

export function OneTimestep({ trace, phase, t }: Props) {
  const texts = useTexts()
  const frames = trace.frames.filter(
    (frame) => frame.phase === phase && frame.t === t && !frame.equation.overTime,
  )
  return (
    <Wide label={texts.pair.equations(t)}>
      <table>
        <thead>
          <tr>
            <th scope="col">{`t = ${t}`}</th>
            <th scope="col">{texts.pair.norm}</th>
            <th scope="col" className={styles.firstNumbers}>
              {texts.pair.numbers}
            </th>
          </tr>
        </thead>
        <tbody>
          {frames.map((frame) => (
            <Row key={frame.equation.symbol} trace={trace} frame={frame} />
          ))}
        </tbody>
      </table>
    </Wide>
  )
}

/** The most numbers of a vector that are shown. */
const shown = 2

function Row({ trace, frame }: { readonly trace: Trace; readonly frame: Frame }) {
  const reading = useReading()
  const formula = formulaFor(trace, frame, reading)
  const { data } = resultOf(trace, frame)
  const { symbol } = frame.equation
  const state = statesOf(trace.net).includes(ofGradient(symbol) ?? symbol)
  return (
    <tr data-state={state}>
      <th scope="row">
        {/* The numbers here have no names to ask by: names belong to the run on the stage, and this is another run. */}
        <Copyable left={formula.left} right={formula.symbols}>
          <Formula tree={formulaLines(formula).symbols} names={false} />
        </Copyable>
      </th>
      <td>
        <Num value={norm(data)} digits={3} />
      </td>
      <td className={styles.firstNumbers}>
        {Array.from({ length: Math.min(shown, data.length) }, (_, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a number is its unit
          <Num key={i} value={data[i]!} digits={3} />
        ))}
        {data.length > shown && '…'}
      </td>
    </tr>
  )
}
