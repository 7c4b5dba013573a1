/** What a step can do that the one before could not, in numbers: on the ten timesteps, and over fresh sequences. */
import { numberOf, type Trace } from '../../../src/index.ts'
import { Num } from '../../figure/Num.tsx'
import { traceOf } from '../../state/trace.ts'
import styles from './Brings.module.css'
import { probeOf } from './probe.ts'
import type { PathStep } from './steps.ts'
import { useTexts } from './texts.ts'

interface Line {
  readonly id: string
  readonly name: string
  /** what would be right; absent where there is no such number */
  readonly wanted?: number
  readonly before: number | undefined
  readonly now: number
}

export function Brings({ step, before }: { readonly step: PathStep; readonly before: PathStep | undefined }) {
  const { brings } = useTexts()
  return (
    <table className={styles.brings} aria-label={brings.title}>
      <thead>
        <tr>
          <td />
          <th scope="col">{brings.wanted}</th>
          {before && <th scope="col">{brings.before}</th>}
          <th scope="col">{brings.now}</th>
        </tr>
      </thead>
      <tbody>
        {linesOf(step, before, brings).map(({ id, name, wanted, before: was, now }) => (
          <tr key={id} data-brings={id}>
            <th scope="row">{name}</th>
            <td>{wanted !== undefined && <Num value={wanted} digits={2} />}</td>
            {before && (
              <td className={styles.was}>
                <Num value={was!} digits={2} />
              </td>
            )}
            <td className={styles.now}>
              <Num value={now} digits={2} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function linesOf(
  step: PathStep,
  before: PathStep | undefined,
  texts: ReturnType<typeof useTexts>['brings'],
): Line[] {
  const { inputs, targets } = step.experiment.sequence
  const [stored, asked] = [1, 2].map((role) => inputs.flatMap((x, k) => (x[role] ? [k + 1] : [])))
  const quiet = inputs.flatMap((_, k) => (asked!.includes(k + 1) ? [] : [k + 1]))
  const both = (of: (each: PathStep) => number) => ({ before: before && of(before), now: of(step) })
  const answer = (each: PathStep, t: number) => at(traceOf(each.experiment, 0.1), `y@${t}[0]`)
  const furthest = (each: PathStep) =>
    quiet.map((t) => answer(each, t)).reduce((most, n) => (Math.abs(n) > Math.abs(most) ? n : most))
  const last = stored!.at(-1)!
  return [
    ...asked!.map((t) => ({
      id: `asked ${t}`,
      name: texts.asked(t),
      wanted: [targets[t - 1]!].flat()[0]!,
      ...both((each) => answer(each, t)),
    })),
    { id: 'quiet', name: texts.quiet, wanted: 0, ...both(furthest) },
    {
      id: 'gradient',
      name: texts.gradient(last),
      ...both((each) => at(traceOf(probeOf(each.experiment), 0.1), `d:x@${last}[0]`)),
    },
    { id: 'error', name: texts.error, wanted: 0, ...both(({ errors }) => errors.asked) },
  ]
}

const at = (trace: Trace, name: string): number => numberOf(trace, name) ?? 0
