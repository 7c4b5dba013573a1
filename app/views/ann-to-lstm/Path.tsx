/** From a feed-forward net to an LSTM: a path of six nets, each with what it changes, why, and what that brings on the same data. */
import { frameAt, numberText } from '../../../src/index.ts'
import { Num } from '../../figure/Num.tsx'
import { AnyTime } from '../../math/AnyTime.tsx'
import { LinkMistakes } from '../../parts/notices/LinkMistakes.tsx'
import { useSession } from '../../state/context.ts'
import { builtIn, first } from '../../state/experiments.ts'
import { paramReader } from '../../state/params.ts'
import { useStepper, useStore } from '../../state/store.ts'
import { traceOf } from '../../state/trace.ts'
import ui from '../../ui/ui.module.css'
import { Brings } from './Brings.tsx'
import { Equations } from './Equations.tsx'
import styles from './Path.module.css'
import { Picture } from './Picture.tsx'
import { Stations } from './Stations.tsx'
import { type PathStep, stepIds, steps } from './steps.ts'
import { Timeline } from './Timeline.tsx'
import { useTexts } from './texts.ts'

export default function Path() {
  const session = useSession()
  const texts = useTexts()
  const reader = paramReader(useStore((s) => s.params))
  const at = stepIds.indexOf(reader.word('station', stepIds, stepIds[0]!))
  const goTo = (i: number) => {
    const id = stepIds[Math.max(0, Math.min(stepIds.length - 1, i))]!
    session.changeParams({ station: id === stepIds[0] ? null : id })
  }
  useStepper({
    by: (direction) => goTo(at + direction),
    first: () => goTo(0),
    last: () => goTo(stepIds.length - 1),
    isRead: true,
  })
  const step = steps[at]!
  const { title, why, sees } = texts.steps[step.id]
  const trace = traceOf(step.experiment, 0.1)
  const before = at > 0 ? traceOf(steps[at - 1]!.experiment, 0.1) : undefined
  return (
    <div className={styles.path}>
      <h2>{texts.title}</h2>
      <p className={styles.lead}>{texts.intro}</p>
      <LinkMistakes mistakes={reader.mistakes} />
      <Stations at={at} onGo={goTo} />
      <article aria-labelledby="station" className={styles.step}>
        <h3 id="station" className={styles.title} aria-live="polite">
          <span className={styles.number}>{at + 1}</span> {title}
        </h3>
        <div className={styles.columns}>
          <Equations trace={trace} before={before} />
          <div className={styles.prose}>
            <h4>{texts.why}</h4>
            <p>
              <AnyTime trace={trace} text={why} />
            </p>
            <h4>{texts.sees}</h4>
            <p>
              <AnyTime trace={trace} text={sees} />
            </p>
            <Brings step={step} before={at > 0 ? steps[at - 1] : undefined} />
          </div>
        </div>
        <Picture trace={trace} place={step.place} />
        <Timeline experiment={step.experiment} />
        <Measured step={step} />
        <OnStage step={step} isLast={at === steps.length - 1} />
      </article>
    </div>
  )
}

function Measured({ step: { experiment, errors } }: { readonly step: PathStep }) {
  const texts = useTexts()
  return (
    <>
      <p>
        {texts.loss} <Num value={traceOf(experiment, 0.1).loss} />
        <br />
        {texts.measured(numberText(errors.asked), numberText(errors.nothing))}
      </p>
      <p className={ui.hint}>{texts.trained}</p>
    </>
  )
}

/** Opens the net of a step on the stage; at the end also the experiment whose cell is the LSTM of the library. */
function OnStage({ step, isLast }: { readonly step: PathStep; readonly isLast: boolean }) {
  const session = useSession()
  const texts = useTexts()
  function open(): void {
    session.open(step.experiment)
    const frame = frameAt(session.trace(), step.place)
    if (frame) session.goTo(frame.index)
    session.setGrain('idea')
    session.openView('step')
  }
  function goOn(): void {
    session.open(builtIn(first)!)
    session.openView('step')
  }
  return (
    <p className={styles.actions}>
      <button type="button" onClick={open}>
        {texts.open}
      </button>{' '}
      {isLast && (
        <button type="button" onClick={goOn}>
          {texts.openLstm}
        </button>
      )}
    </p>
  )
}
