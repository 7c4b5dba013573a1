/** The same places of several experiments side by side: what each computes there. */
import { type Asked, result as equals, equation, formulaOf, frameAt, row } from '../../../src/index.ts'
import { Copyable } from '../../math/Copy.tsx'
import { Formula } from '../../math/Formula.tsx'
import { textIn } from '../../parts/equation/explain.ts'
import { builtIn } from '../../state/experiments.ts'
import { useReading, useStore } from '../../state/store.ts'
import { traceOf } from '../../state/trace.ts'
import ui from '../../ui/ui.module.css'
import { Wide } from '../../ui/Wide.tsx'
import styles from './Beside.module.css'

export function Beside({ experiments, places }: NonNullable<Asked['beside']>) {
  const language = useStore((s) => s.language)
  // The numbers have no names to ask by: those would mean numbers of the experiment that is open.
  const reading = useReading()
  return (
    <div className={styles.beside}>
      {experiments.map((name) => {
        const experiment = builtIn(name)!
        const trace = traceOf(experiment, 0.1)
        const outputs = (experiment.labels?.outputs ?? []).map((label) => textIn(label, language))
        return (
          <section key={name}>
            <h4>{textIn(experiment.title, language)}</h4>
            {places.map((place) => {
              const frame = frameAt(trace, place)
              if (!frame) return null
              const { left, symbols, result } = formulaOf(trace, frame, reading)
              const right = row(symbols, equals(result))
              return (
                <Wide key={place} className={styles.line} label={place}>
                  <Copyable below left={left} right={right}>
                    <Formula tree={equation(left, right)} names={false} />
                  </Copyable>
                </Wide>
              )
            })}
            {outputs.length > 1 && <p className={ui.hint}>{outputs.join(' · ')}</p>}
          </section>
        )
      })}
    </div>
  )
}
