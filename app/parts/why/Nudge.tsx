/** Is a gradient right? The number is moved, the forward pass run again, and the change of the loss held against the gradient. */
import { useEffect, useMemo, useRef, useState } from 'react'
import { defaultStep, nudge, numberText, stepErrors, type Trace } from '../../../src/index.ts'
import { ErrorPlot } from '../../figure/ErrorPlot.tsx'
import { Num } from '../../figure/Num.tsx'
import { useStore } from '../../state/store.ts'
import ui from '../../ui/ui.module.css'
import { useWords } from '../../words/words.ts'
import { useTask } from '../../work/task.ts'
import { Waiting } from '../notices/Waiting.tsx'
import { check } from './check.ts'
import CheckWorker from './check.worker.ts?worker&inline'
import { Asker } from './Equation.tsx'
import styles from './Nudge.module.css'
import { useTexts } from './texts.ts'

interface Props {
  readonly trace: Trace
  readonly name: string
}

export function Nudge({ trace, name, opened }: Props & { readonly opened: boolean }) {
  const texts = useTexts()
  const [open, setOpen] = useState(opened)
  const box = useRef<HTMLDetailsElement>(null)
  // The answer stands below the terms, which may fill the panel.
  useEffect(() => {
    if (open) box.current?.scrollIntoView({ block: 'start' })
  }, [open])
  return (
    <details
      ref={box}
      className={styles.check}
      open={open}
      onToggle={(event) => setOpen(event.currentTarget.open)}
    >
      <summary>{texts.nudge}</summary>
      {open && <Measured trace={trace} name={name} />}
    </details>
  )
}

/** Where derived and measured agree: what a central difference of float64 can tell. */
const agreed = 1e-5

function Measured({ trace, name }: Props) {
  const texts = useTexts()
  const words = useWords()
  const [power, setPower] = useState(Math.log10(defaultStep))
  const step = 10 ** power
  const found = useMemo(() => nudge(trace, name, step), [trace, name, step])
  const errors = useMemo(() => stepErrors(trace, name) ?? [], [trace, name])
  if (!found) return null
  const { derived, measured, relativeError, kink, above, below, everyTimestep } = found
  const small = Math.max(Math.abs(derived), Math.abs(measured)) < 1e-9
  return (
    <>
      <p className={ui.hint}>{texts.nudgeHint}</p>
      <p className={ui.hint}>{everyTimestep ? texts.everyTimestep : texts.onlyHere}</p>
      <label data-part="slider" className={styles.slider}>
        {words.label(texts.stepSize)} <Num value={step} digits={2} />
        <input
          type="range"
          min={-12}
          max={-1}
          step={0.5}
          value={power}
          aria-valuetext={numberText(step, 2)}
          onChange={(event) => setPower(Number(event.target.value))}
        />
      </label>
      <table data-part="measured" className={styles.measured}>
        <tbody>
          <tr>
            <th scope="row">{texts.derived}</th>
            <td>
              <Num value={derived} name={name} digits={8} />
            </td>
          </tr>
          <tr>
            <th scope="row">{texts.measured}</th>
            <td>
              <Num value={measured} digits={8} />
            </td>
          </tr>
          <tr>
            <th scope="row">{texts.relativeError}</th>
            <td>
              <Num value={relativeError} digits={2} />
            </td>
          </tr>
        </tbody>
      </table>
      <p role="status">
        {!Number.isFinite(measured)
          ? texts.notFinite
          : kink
            ? texts.kink(numberText(above), numberText(below))
            : relativeError < agreed || small
              ? `✓ ${texts.agrees}`
              : `≠ ${texts.differs}`}
      </p>
      <ErrorPlot
        points={errors.map((each) => ({ step: each.step, error: each.relativeError }))}
        at={step}
        labels={{
          point: texts.point,
          title: texts.plot,
          step: texts.axisStep,
          error: texts.axisError,
          truncation: texts.truncation,
          rounding: texts.rounding,
        }}
      />
      <p className={ui.hint}>{texts.plot}</p>
      <CheckAll trace={trace} />
    </>
  )
}

const all = { work: check, worker: CheckWorker }

function CheckAll({ trace }: { readonly trace: Trace }) {
  const texts = useTexts()
  const [asked, setAsked] = useState<Trace | null>(null)
  if (asked === trace) return <Checked trace={trace} />
  return (
    <button type="button" onClick={() => setAsked(trace)}>
      {texts.checkAll}
    </button>
  )
}

/** The check of all parameters, and what came of it. */
function Checked({ trace }: { readonly trace: Trace }) {
  const texts = useTexts()
  const task = useTask(
    useStore((s) => s.experiment),
    all,
    null,
  )
  if (task.state !== 'done')
    return <Waiting task={task} busy={task.state === 'busy' ? texts.checking(task.done, task.total) : ''} />
  const { count, kinks, worst } = task.answer
  return (
    <div role="status">
      <p>
        {texts.checked(count)} {kinks.length > 0 && texts.kinks(kinks.length)}
      </p>
      {worst && (
        <p>
          <Asker name={worst.ref} value={worst.derived} trace={trace} /> · {texts.measured}{' '}
          <Num value={worst.measured} digits={8} /> · {texts.relativeError}{' '}
          <Num value={worst.relativeError} digits={2} />
        </p>
      )}
    </div>
  )
}
