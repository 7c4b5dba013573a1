/** Nets that learn: what, with what, and how it goes. */
import { memo, type ReactNode, useCallback, useEffect, useMemo, useState } from 'react'
import type { ExperimentModel, Loss } from '../../../src/index.ts'
import { LinkMistakes } from '../../parts/notices/LinkMistakes.tsx'
import { useSession } from '../../state/context.ts'
import { useStore } from '../../state/store.ts'
import { isGoing } from '../../state/training.ts'
import { useWords } from '../../words/words.ts'
import { Answers } from './Answers.tsx'
import { type Baseline, baselinesOf } from './baselines.ts'
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
import { type Setup, setupOf } from './setup.ts'
import { documentSeen, figured, type Shown, shownOf } from './shown.ts'
import { Take } from './Take.tsx'
import { Task } from './Task.tsx'
import styles from './Train.module.css'
import { useTexts } from './texts.ts'
import { useTurns } from './turns.ts'

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
  const nameOf = useCallback((model: ExperimentModel) => nameOfNet(model, texts, words), [texts, words])
  const names = useMemo(
    () => setup.nets.map((net) => nameOf(modelOfNet(net, subject, setup.seed, experiment, brought))),
    [setup, subject, experiment, brought, nameOf],
  )
  const shown = useMemo(() => shownOf(made, names, runs, nameOf), [made, names, runs, nameOf])
  const settings = useMemo(
    () => (
      <>
        <Task setup={setup} />
        <Nets setup={setup} names={names} made={made} />
        <How setup={setup} />
      </>
    ),
    [setup, names, made],
  )
  const drawn = useMemo(() => figured(shown, names), [shown, names])
  const seen = documentSeen(drawn)
  const baselines = useMemo(() => (seen ? baselinesOf(seen) : []), [seen])
  useEffect(() => session.warmUpTraining(), [session])
  return (
    <>
      <h2>{texts.title}</h2>
      <p className={styles.lead}>{texts.lead}</p>
      <LinkMistakes mistakes={setup.mistakes} />
      <Shelf />
      <Controls shown={shown} patience={setup.patience} />
      <div className={styles.bench} data-state={drawn.some(({ run }) => run) ? 'begun' : undefined}>
        <Figures shown={drawn} setup={setup} lossKind={(seen ?? subject).loss.kind} baselines={baselines} />
        <Folded>{settings}</Folded>
      </div>
    </>
  )
}

/** What is set: where it has no place beside the figures, it is folded above them once nets have learned. */
function Folded({ children }: { readonly children: ReactNode }) {
  const texts = useTexts()
  const [open, setOpen] = useState(false)
  return (
    <aside className={styles.controls}>
      <button type="button" className={styles.fold} aria-expanded={open} onClick={() => setOpen(!open)}>
        {texts.act.settings}
      </button>
      <div className={open ? undefined : styles.folded}>{children}</div>
    </aside>
  )
}

/** Each figure is drawn anew only when its own turn comes. */
const figures = {
  Losses: memo(Losses),
  Answers: memo(Answers),
  Reach: memo(Reach),
  Norms: memo(Norms),
  Right: memo(Right),
  Gates: memo(Gates),
  Take: memo(Take),
}

interface FiguresProps {
  readonly shown: readonly Shown[]
  readonly setup: Setup
  readonly lossKind: Loss['kind']
  readonly baselines: readonly Baseline[]
}

function Figures({ shown, setup: { epochs, log }, lossKind, baselines }: FiguresProps) {
  const live = shown.some(({ run }) => run && isGoing(run))
  const [first, second, third, fourth, fifth] = useTurns(shown, 5, live)
  const gates = <figures.Gates shown={fifth!} epochs={epochs} />
  const classes = lossKind === 'cross-entropy'
  return (
    <div className={styles.figures}>
      <figures.Losses shown={first!} baselines={baselines} log={log} epochs={epochs} lossKind={lossKind} />
      <figures.Answers shown={second!} />
      <figures.Reach shown={third!} />
      <div className={styles.pair}>
        <figures.Norms shown={fourth!} epochs={epochs} />
        {classes ? <figures.Right shown={fifth!} epochs={epochs} /> : gates}
      </div>
      {classes && gates}
      <figures.Take shown={fourth!} />
    </div>
  )
}
