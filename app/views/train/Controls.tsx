/** Starts, pauses and ends the runs, and says how far each is. */
import { useEffect, useState } from 'react'
import { numberText } from '../../../src/index.ts'
import { Badge } from '../../parts/cell/ModelList.tsx'
import { useSession } from '../../state/context.ts'
import { besideItsStart, besideTheirStarts } from '../../state/models.ts'
import { useStore } from '../../state/store.ts'
import { isGoing, isOver, type Training, type Wanted } from '../../state/training.ts'
import ui from '../../ui/ui.module.css'
import { useWords } from '../../words/words.ts'
import styles from './Controls.module.css'
import { taskName } from './name.ts'
import type { Shown } from './shown.ts'
import { type Texts, useTexts } from './texts.ts'

interface Props {
  readonly shown: readonly Shown[]
  readonly patience: number
}

const paces = { full: 0, ten: 100, two: 500 } as const

export function Controls({ shown, patience }: Props) {
  const session = useSession()
  const { act: texts } = useTexts()
  const pace = useStore((s) => s.pace)
  const [count, setCount] = useState(10)
  const wanted = wantedOf(shown, patience)
  const current = shown.flatMap(({ run, isOld }) => (run && !isOld ? [run] : []))
  const going = shown.some(({ run }) => run && isGoing(run))
  const ready = wanted.length === shown.length
  const left = current.length < shown.length || current.some((run) => !isOver(run))
  const begun = current.some(({ done }) => done > 0)
  const can = ready && left && !going
  usePrepared(shown, patience, ready && current.length === 0)
  const only = (updates?: number) => async () => {
    if (!can) return
    await session.train(wanted, updates)
  }
  const pause = () => {
    for (const { run } of shown) if (run) session.pauseRun(run.id)
  }
  return (
    <section data-part="training" className={styles.controls}>
      <div className={`${ui.actions} ${styles.actions}`}>
        {going ? (
          <button type="button" data-part="train" className={styles.primary} onClick={pause}>
            {texts.pause}
          </button>
        ) : (
          <button
            type="button"
            data-part="train"
            className={styles.primary}
            aria-disabled={!can}
            onClick={only()}
          >
            {begun && left && current.length === shown.length ? texts.goOn : texts.start}
          </button>
        )}
        <button type="button" aria-disabled={!can} onClick={only(1)}>
          {texts.step}
        </button>
        <button type="button" aria-disabled={!can} onClick={only(count)}>
          {texts.steps(String(count))}
        </button>
        <select
          aria-label={texts.count}
          value={count}
          onChange={({ target }) => setCount(Number(target.value))}
        >
          {[2, 5, 10, 50, 100, 1000].map((n) => (
            <option key={n}>{n}</option>
          ))}
        </select>
        <button
          type="button"
          title={texts.restartHint}
          aria-disabled={!ready || shown.every(({ run }) => !run)}
          onClick={() => {
            if (!ready) return
            session.forgetRuns()
            void session.train(wanted)
          }}
        >
          {texts.restart}
        </button>
        <button
          type="button"
          aria-disabled={shown.every(({ run }) => !run)}
          onClick={() => session.forgetRuns()}
        >
          {going ? texts.cancel : texts.clear}
        </button>
        <label className={ui.named}>
          {texts.speed}
          <select
            value={Object.entries(paces).find(([, each]) => each === pace)?.[0] ?? 'full'}
            onChange={({ target }) => session.setPace(paces[target.value as keyof typeof paces])}
          >
            {(Object.keys(paces) as (keyof typeof paces)[]).map((each) => (
              <option key={each} value={each}>
                {texts.speeds[each]}
              </option>
            ))}
          </select>
        </label>
      </div>
      <ul className={styles.states}>
        {shown.map((each) => (
          <State key={each.model} {...each} />
        ))}
      </ul>
      {!going && <CompareAll shown={shown} />}
    </section>
  )
}

/** Settings stand still after so many milliseconds. */
const still = 400

/** Once settings stand still, what they say is prepared, so that a click on Train need not wait. */
function usePrepared(shown: readonly Shown[], patience: number, wants: boolean): void {
  const session = useSession()
  useEffect(() => {
    if (!wants) return undefined
    const timer = setTimeout(() => session.prepareTraining(wantedOf(shown, patience)), still)
    return () => clearTimeout(timer)
  }, [wants, session, shown, patience])
}

const wantedOf = (shown: readonly Shown[], patience: number): readonly Wanted[] =>
  shown.flatMap(({ document }) => (document ? [{ document, patience }] : []))

function State({ model, name, run, isOld, isElsewhere }: Shown) {
  const session = useSession()
  const texts = useTexts()
  const words = useWords()
  const { state } = texts
  return (
    <li data-part="run" data-state={run?.state ?? 'none'} data-done={run?.done ?? 0}>
      <Badge model={model} />
      <span className={styles.name}>{name}</span>
      {run && isElsewhere && <span>{taskName(run.document, texts, words)}</span>}
      {run?.facts && isGoing(run) && <progress value={run.done} max={run.facts.updates} aria-label={name} />}
      <span className={styles.said}>{run ? said(run, texts) : state.none}</span>
      {run?.best && run.facts && !isGoing(run) && run.best.done < run.done && (
        <button type="button" onClick={() => session.rewindRun(run.id, run.best!.done)}>
          {texts.act.best}
        </button>
      )}
      {run && run.done > 0 && !isGoing(run) && <Compare run={run} name={name} />}
      {run && isOld && run.state === 'paused' && (
        <button type="button" onClick={() => session.continueRun(run.id)}>
          {texts.act.goOn}
        </button>
      )}
      {run && run.resumed > 0 && run.state !== 'crashed' && <span className={ui.hint}>{state.resumed}</span>}
      {run && isOld && <span className={ui.hint}>{isElsewhere ? state.elsewhere : state.old}</span>}
    </li>
  )
}

/** Opens the net as it is now, and compares its gradients with those of its start. */
function Compare({ run, name }: { readonly run: Training; readonly name: string }) {
  const session = useSession()
  const texts = useTexts()
  const open = async () => {
    const found = await session.experimentAt(run.id, run.done, 0).catch(() => undefined)
    if (!found) return
    session.openDocument({ ...found, title: texts.trained(name, String(run.done)) })
    session.changeParams({ models: besideItsStart(run.document.model), pick: null, pair: null })
    session.openView('compare')
  }
  return (
    <button type="button" title={texts.act.compareAbout} onClick={() => void open()}>
      {texts.act.compare}
    </button>
  )
}

/** Compares the gradients of all nets that have learned, as they are now, with one another and with those of their starts. */
function CompareAll({ shown }: { readonly shown: readonly Shown[] }) {
  const session = useSession()
  const texts = useTexts()
  const nets = shown.flatMap(({ run, name }) => (run && run.done > 0 ? [{ run, name }] : []))
  if (nets.length < 2) return null
  const open = async () => {
    const found = await Promise.all(
      nets.map(async ({ run, name }) => ({
        ...(await session.experimentAt(run.id, run.done, 0)),
        title: texts.trained(name, String(run.done)),
      })),
    ).catch(() => undefined)
    if (!found) return
    session.noteTrained(found)
    const models = besideTheirStarts(nets.map(({ run }) => run.document.model))
    session.changeParams({ models, pick: null, pair: null })
    session.openView('compare')
  }
  return (
    <p className={styles.all}>
      <button type="button" title={texts.act.compareAllAbout} onClick={() => void open()}>
        {texts.act.compareAll}
      </button>
    </p>
  )
}

function timeText(seconds: number, { state }: Texts): string {
  if (seconds < 0.05) return state.seconds('< 0.1')
  if (seconds < 100) return state.seconds(seconds < 9.95 ? seconds.toFixed(1) : String(Math.round(seconds)))
  if (seconds < 5400) return state.minutes(String(Math.round(seconds / 60)))
  return state.hours((seconds / 3600).toFixed(1))
}

function said(run: Training, texts: Texts): string {
  const { state } = texts
  const { facts, done, seconds, best, detail, broken } = run
  const each = facts?.updatesPerEpoch ?? 1
  const epoch = (updates: number) => (each === 1 ? String(updates) : numberText(updates / each, 3))
  const epochs = String(run.document.training.epochs)
  const bestOf = facts?.heldOut === 0 ? state.bestLoss : state.best
  const bestText = best ? bestOf(numberText(best.loss), epoch(best.done)) : ''
  switch (run.state) {
    case 'waiting':
      return state.waiting
    case 'going': {
      if (!facts || done === 0) return state.waiting
      const left = (seconds / done) * (facts.updates - done)
      return `${state.going(epoch(done), epochs)} · ${state.left(timeText(left, texts))}`
    }
    case 'paused':
      return `${state.paused(epoch(done), epochs)} ${bestText}`
    case 'done':
      return `${state.done(epochs)} ${state.took(timeText(seconds, texts))} ${bestText}`
    case 'patience':
      return `${state.patience(epoch(done), epoch(best?.done ?? 0))} ${bestText}`
    case 'broken': {
      const first = broken?.first
      const where = first ? state.first(first.ref, String(first.sequence + 1)) : state.overflow
      return `${state.broken(String((broken?.done ?? done) + 1))} ${where} ${bestText}`
    }
    case 'crashed':
      return state.crashed(detail)
    case 'failed':
      return state.failed(/alloc|memory|RangeError/i.test(detail) ? state.memory : detail)
  }
}
