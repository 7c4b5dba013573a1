/** Nets that learn: what, with what, and how it goes. */
import { useDeferredValue, useEffect, useMemo } from 'react'
import { LinkMistakes } from '../../parts/link/LinkMistakes.tsx'
import { useSession } from '../../state/context.ts'
import { useStore } from '../../state/store.ts'
import { useWords } from '../../words/words.ts'
import { Answers } from './Answers.tsx'
import { baselinesOf } from './baselines.ts'
import { Controls } from './Controls.tsx'
import { documentOf, subjectOf } from './documents.ts'
import { How } from './How.tsx'
import { Losses } from './Losses.tsx'
import { Nets } from './Nets.tsx'
import { Norms } from './Norms.tsx'
import { nameOfNet } from './name.ts'
import { modelOfNet } from './nets.ts'
import { Reach } from './Reach.tsx'
import { Gates, Right } from './Shares.tsx'
import { Shelf } from './Shelf.tsx'
import { setupOf } from './setup.ts'
import { type Shown, shownOf } from './shown.ts'
import { Take } from './Take.tsx'
import { Task } from './Task.tsx'
import styles from './Train.module.css'
import { useTexts } from './texts.ts'

export default function Train() {
  const session = useSession()
  const texts = useTexts()
  const words = useWords()
  const params = useStore((s) => s.params)
  const experiment = useStore((s) => s.experiment)
  const brought = useStore((s) => s.brought)
  const runs = useStore((s) => s.runs)
  const setup = useMemo(() => setupOf(params, experiment, brought), [params, experiment, brought])
  const subject = useMemo(() => subjectOf(setup, experiment, brought), [setup, experiment, brought])
  const made = useMemo(
    () => setup.nets.map((net) => documentOf(net, setup, experiment, brought)),
    [setup, experiment, brought],
  )
  const names = useMemo(
    () =>
      setup.nets.map((net) =>
        nameOfNet(modelOfNet(net, subject, setup.seed, experiment, brought), texts, words),
      ),
    [setup, subject, experiment, brought, texts, words],
  )
  const shown = useMemo(() => shownOf(made, names, runs), [made, names, runs])
  // React draws the figures after the answer to a click, when there is time.
  const drawn = useDeferredValue(shown)
  const figures = useMemo(
    () => <Figures shown={drawn} epochs={setup.epochs} classes={subject.loss.kind === 'cross-entropy'} />,
    [drawn, setup.epochs, subject.loss.kind],
  )
  const lesson = made.find((each) => each.ok)
  const baselines = useMemo(() => (lesson?.ok ? baselinesOf(lesson.document) : []), [lesson])
  useEffect(() => session.warmUpTraining(), [session])
  return (
    <>
      <h2>{texts.title}</h2>
      <p className={styles.lead}>{texts.lead}</p>
      <LinkMistakes mistakes={setup.mistakes} />
      <Shelf />
      <Controls shown={shown} patience={setup.patience} />
      <div className={styles.bench} data-state={shown.some(({ run }) => run) ? 'begun' : undefined}>
        <div className={styles.figures}>
          <Losses
            shown={drawn}
            baselines={baselines}
            log={setup.log}
            epochs={setup.epochs}
            lossKind={subject.loss.kind}
          />
          {figures}
          <Take shown={drawn} />
        </div>
        <aside className={styles.controls}>
          <Task setup={setup} subject={subject} />
          <Nets setup={setup} names={names} shown={shown} />
          <How setup={setup} />
        </aside>
      </div>
    </>
  )
}

interface FiguresProps {
  readonly shown: readonly Shown[]
  readonly epochs: number
  readonly classes: boolean
}

function Figures({ shown, epochs, classes }: FiguresProps) {
  return (
    <>
      <Answers shown={shown} />
      <Reach shown={shown} />
      <div className={styles.pair}>
        <Norms shown={shown} epochs={epochs} />
        {classes && <Right shown={shown} epochs={epochs} />}
        {!classes && <Gates shown={shown} epochs={epochs} />}
      </div>
      {classes && <Gates shown={shown} epochs={epochs} />}
    </>
  )
}
