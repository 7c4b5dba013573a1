/** × 10, × 100: the experiment updated again and again by its own sequence, the curve of its loss, and the weights to take from there. */
import { useLayoutEffect, useMemo, useRef, useState } from 'react'
import type { TrainedOn } from '../../../src/index.ts'
import { Num } from '../../figure/Num.tsx'
import { Plot } from '../../figure/Plot.tsx'
import { bringIntoSight } from '../../figure/sight.ts'
import { useSession } from '../../state/context.ts'
import { useStore, useTrace } from '../../state/store.ts'
import ui from '../../ui/ui.module.css'
import { type Task, useTask } from '../../work/task.ts'
import { Waiting } from '../notices/Waiting.tsx'
import { type Descend, descend } from './descend.ts'
import DescendWorker from './descend.worker.ts?worker&inline'
import styles from './UpdateBox.module.css'
import { useUpdateTexts } from './updateTexts.ts'

const times = [10, 100] as const
const kind = { work: descend, worker: DescendWorker, workers: 1 }

export function Many() {
  const texts = useUpdateTexts()
  const { learningRate } = useTrace()
  const experiment = useStore((s) => s.experiment)
  const [asked, setAsked] = useState<Descend | null>(null)
  const current = asked?.experiment === experiment && asked.rate === learningRate ? asked : null
  return (
    <div>
      <p className={styles.row}>
        {texts.more}
        {times.map((updates) => (
          <button
            key={updates}
            type="button"
            aria-pressed={current?.updates === updates}
            onClick={() => setAsked({ experiment, rate: learningRate, updates })}
          >
            {texts.times(updates)}
          </button>
        ))}
      </p>
      {current && <Going key={current.updates} question={current} />}
    </div>
  )
}

function Going({ question }: { readonly question: Descend }) {
  const texts = useUpdateTexts()
  const task: Task<TrainedOn> = useTask(question, kind, null)
  if (task.state !== 'done') return <Waiting task={task} busy={texts.busy} />
  return <Curve answer={task.answer} asked={question.updates} />
}

function Curve({ answer, asked }: { readonly answer: TrainedOn; readonly asked: number }) {
  const texts = useUpdateTexts()
  const session = useSession()
  const { losses, experiment } = answer
  const box = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => bringIntoSight(box.current), [])
  const finite = losses.filter(Number.isFinite)
  const made = Math.max(0, finite.length - 1)
  const axes = useMemo(() => {
    const [least, most] = [Math.min(...finite), Math.max(...finite)]
    // Where the loss falls by more than a power of ten a linear axis shows a floor.
    const log = least > 0 && most / least > 20
    const room = log ? 1.5 : 1
    return {
      x: { low: 0, high: asked, name: texts.axes.x, whole: true },
      y: { low: log ? least / room : Math.min(0, least), high: most * room || 1, log, name: texts.axes.y },
    }
  }, [finite, asked, texts])
  const points = losses.map((loss, i) => [i, loss] as const)
  return (
    <div ref={box}>
      <Plot
        {...axes}
        className={styles.curve}
        label={texts.curve(made)}
        curves={[{ id: 'loss', model: 0, points, plain: true }]}
      />
      {made < asked && <p className={ui.hint}>{texts.broke(made)}</p>}
      <p className={styles.row}>
        <Num value={finite[0] ?? Number.NaN} /> → <Num value={finite.at(-1) ?? Number.NaN} />
        <button type="button" disabled={made === 0} onClick={() => session.change(experiment)}>
          {texts.use(made)}
        </button>
      </p>
    </div>
  )
}
