/** Ten timesteps of a net in columns: its values, target and answer, and how much the last answer depends on each timestep. */
import { type Experiment, fullValue, gradientOf, numberOf, numberText } from '../../../src/index.ts'
import { signedLength } from '../../figure/scale.ts'
import { fittingNumber } from '../../figure/text.ts'
import { AnyTime } from '../../math/AnyTime.tsx'
import { traceOf } from '../../state/trace.ts'
import ui from '../../ui/ui.module.css'
import { probeOf } from './probe.ts'
import styles from './Timeline.module.css'
import { useTexts } from './texts.ts'

/** What an input does in this task, by its place. */
const roles = { value: 0, store: 1, ask: 2 } as const

interface Line {
  readonly id: string
  readonly name: React.ReactNode
  readonly values: readonly number[]
  /** the value of a full bar */
  readonly full: number
  readonly idea: string
}

export function Timeline({ experiment }: { readonly experiment: Experiment }) {
  const texts = useTexts()
  const run = traceOf(experiment, 0.1)
  const back = traceOf(probeOf(experiment), 0.1)
  const { inputs, targets } = experiment.sequence
  const ts = inputs.map((_, k) => k + 1)
  const row = (trace: typeof run, name: (t: number) => string) => ts.map((t) => numberOf(trace, name(t)) ?? 0)
  const marks = inputs.map((x) => (x[roles.store] ? 'store' : x[roles.ask] ? 'ask' : undefined))
  // The state that carries furthest.
  const state = run.net.states.at(-1)
  const stateName = state && (
    <AnyTime trace={run} text={texts.rows.state.replace('[[state]]', `[[${state}]]`)} />
  )
  const sent = state ? row(back, (t) => gradientOf(`${state}@${t}[0]`)) : []
  const lines: Line[] = [
    {
      id: 'input',
      name: texts.rows.input,
      values: inputs.map((x) => x[roles.value]!),
      full: 1,
      idea: 'data',
    },
    {
      id: 'target',
      name: texts.rows.target,
      values: targets.map((each) => [each].flat()[0]!),
      full: 1,
      idea: 'loss',
    },
    { id: 'answer', name: texts.rows.answer, values: row(run, (t) => `y@${t}[0]`), full: 1, idea: 'output' },
    {
      id: 'value',
      name: texts.rows.value,
      values: row(back, (t) => `d:x@${t}[${roles.value}]`),
      full: 1,
      idea: 'input',
    },
    ...(state
      ? [
          {
            id: 'state',
            name: stateName,
            values: sent,
            full: Math.max(1, ...sent.map(Math.abs)),
            idea: run.net.info(state).idea,
          },
        ]
      : []),
  ]
  return (
    <section className={styles.timeline} aria-labelledby="timeline">
      <h4 id="timeline">{texts.figure}</h4>
      <table aria-labelledby="timeline" className={styles.table}>
        <tbody>
          <tr className={styles.row}>
            <th scope="col" className={styles.name}>
              t
            </th>
            {ts.map((t, k) => (
              <th key={t} scope="col" className={styles.head} data-mark={marks[k]}>
                {t} <b>{marks[k] && texts.marks[marks[k]]}</b>
              </th>
            ))}
          </tr>
          {lines.map((line) => (
            <Bars key={line.id} line={line} marks={marks} />
          ))}
        </tbody>
      </table>
      {!state && <p className={ui.hint}>{texts.rows.none}</p>}
    </section>
  )
}

function Bars({ line, marks }: { readonly line: Line; readonly marks: readonly (string | undefined)[] }) {
  const { id, name, values, full, idea } = line
  return (
    <tr data-row={id} className={styles.row}>
      <th scope="row" className={styles.name}>
        {name}
      </th>
      {values.map((value, k) => (
        <td
          // biome-ignore lint/suspicious/noArrayIndexKey: a column is its timestep
          key={k}
          className={styles.cell}
          data-mark={marks[k]}
          data-idea={idea}
          data-sign={value < 0 ? '-' : '+'}
          data-small={(value !== 0 && Math.abs(value) < 0.005) || undefined}
          style={{ '--long': Math.abs(signedLength(value, full)) } as React.CSSProperties}
        >
          <i aria-hidden="true" />
          <data value={fullValue(value)} data-value={fullValue(value)} title={numberText(value)}>
            {fittingNumber(value, 2.7)}
          </data>
        </td>
      ))}
    </tr>
  )
}
