/** What was understood of the files that were brought: every decision, its answer and the other choices; then they are opened. */
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { type Decisions, type Experiment, modelOf, type Plan } from '../../../../src/index.ts'
import { textIn } from '../../../parts/equation/explain.ts'
import { useSession } from '../../../state/context.ts'
import { builtIn, names, titleOf } from '../../../state/experiments.ts'
import { useStore } from '../../../state/store.ts'
import ui from '../../../ui/ui.module.css'
import { netName } from '../../../words/cell.ts'
import { useWords } from '../../../words/words.ts'
import { type Brought, openPlan } from '../openFiles.ts'
import { Beginning } from './Beginning.tsx'
import { Code, Refusals } from './Refusals.tsx'
import { SettingRow } from './SettingRow.tsx'
import styles from './Sheet.module.css'
import { TablePreview } from './TablePreview.tsx'
import { Tensors } from './Tensors.tsx'
import { Training } from './Training.tsx'
import { useSentences, useTexts } from './texts.ts'
import { usePlan } from './usePlan.ts'

export default function Sheet({
  brought,
  onClose,
}: {
  readonly brought: Brought
  readonly onClose: () => void
}) {
  const session = useSession()
  const words = useWords()
  const texts = useTexts()
  const dialog = useRef<HTMLDialogElement>(null)
  const first = useRef<HTMLButtonElement>(null)
  const planning = usePlan(brought)
  const { plan, mistake, untrained, busy, decisions, into, decide, sequences, proof, train } = planning
  const { used, refused } = brought.taken
  const title = texts.title(
    (used.length > 0 ? used : refused.map(({ name }) => name)).map((n) => n ?? texts.pasted),
  )
  useEffect(() => {
    dialog.current?.showModal()
    first.current?.focus()
  }, [])
  function open(event: FormEvent): void {
    event.preventDefault()
    if (!plan || mistake || busy) return
    openPlan(session, plan, used, refused)
    onClose()
  }
  async function trainOnAll(): Promise<void> {
    const document = await train()
    if (!document) return
    session.bringTraining(document)
    session.openView('train')
    onClose()
  }
  return (
    <dialog
      ref={dialog}
      data-part="sheet"
      className={`${ui.dialog} ${styles.sheet}`}
      onClose={onClose}
      aria-label={title}
    >
      <form onSubmit={open} aria-busy={busy}>
        <header>
          <h2>{title}</h2>
          <button type="button" onClick={onClose}>
            {words.close}
          </button>
        </header>
        <div className={styles.body}>
          <Refusals refused={refused} />
          {plan && (
            <div className={styles.halves}>
              <Decided plan={plan} decisions={decisions} onChange={decide} asked />
              <div className={styles.understood}>
                <Understood plan={plan} decisions={decisions} onChange={decide} />
              </div>
              <div className={styles.others}>
                <Decided plan={plan} decisions={decisions} onChange={decide} />
                <Into into={into} onChange={(name) => decide(decisions, name)} />
                <Training {...planning} />
                {proof && <Proof lines={proof} />}
              </div>
            </div>
          )}
        </div>
        <footer>
          {mistake && <p role="alert">{texts.cannot(mistake)}</p>}
          {untrained && <p role="alert">{texts.cannotTrain(untrained)}</p>}
          {plan && !mistake && <Becomes experiment={plan.experiment} />}
          <p data-part="actions" className={ui.actions}>
            {plan && (
              <button ref={first} type="submit" disabled={mistake !== undefined} className={styles.open}>
                {texts.open}
              </button>
            )}
            {sequences > 1 && (
              <button
                type="button"
                disabled={(mistake ?? untrained) !== undefined}
                onClick={() => void trainOnAll()}
              >
                {texts.train}
              </button>
            )}
            <button ref={plan ? undefined : first} type="button" onClick={onClose}>
              {plan ? texts.cancel : words.close}
            </button>
          </p>
        </footer>
      </form>
    </dialog>
  )
}

/** Did data come, and not weights or an experiment alone? */
const hasData = ({ kinds }: Plan): boolean =>
  kinds.some((kind) => kind !== 'weights' && kind !== 'experiment')

/** The lines of another program that must give the same outputs. */
function Proof({ lines }: { readonly lines: string }) {
  const texts = useTexts()
  return (
    <details>
      <summary>{texts.proof}</summary>
      <Code text={lines} label={texts.proofHint} />
    </details>
  )
}

interface Part {
  readonly plan: Plan
  readonly decisions: Decisions
  readonly onChange: (decisions: Decisions) => void
}

/** What the files hold. */
function Understood({ plan, decisions, onChange }: Part) {
  const texts = useTexts()
  const sentences = useSentences()
  const { preview, tensors, said, questions } = plan
  const columns = questions.find(({ option }) => option === 'inputs')
  return (
    <>
      {preview && <TablePreview preview={preview} decisions={decisions} onChange={onChange} />}
      {columns && (
        <p className={styles.why}>
          <strong>{texts.asked}</strong> {sentences.why(columns)}
        </p>
      )}
      {!preview && hasData(plan) && <Beginning experiment={plan.experiment} />}
      {tensors && <Tensors tensors={tensors} experiment={plan.experiment} />}
      <section>
        <h3>{texts.understood}</h3>
        <ul>
          {said
            // The head of a column, and the row of the scaling, say these.
            .filter(({ id }) => id !== 'column' && id !== 'unscaled')
            .map((each) => (
              <li key={JSON.stringify(each)}>{sentences.said(each)}</li>
            ))}
        </ul>
      </section>
    </>
  )
}

/** A row for each decision that the files do not say, which come first, or for each of the others. */
function Decided({
  plan: { settings, questions, said },
  decisions,
  onChange,
  asked = false,
}: Part & { readonly asked?: boolean }) {
  const texts = useTexts()
  const sentences = useSentences()
  const unscaled = said.find(({ id }) => id === 'unscaled')
  const questionOf = (option: string) => questions.find((each) => each.option === option)
  const rows = settings.filter(({ option }) => (questionOf(option) !== undefined) === asked)
  if (rows.length === 0) return null
  return (
    <section className={asked ? styles.asked : undefined}>
      <h3>{asked ? texts.asks : texts.decisions}</h3>
      {rows.map((setting) => (
        <SettingRow
          key={setting.option}
          setting={{ ...setting, taken: decisions[setting.option] ?? setting.taken }}
          question={questionOf(setting.option)}
          hint={setting.option === 'scale' && unscaled ? sentences.said(unscaled) : undefined}
          onChange={(taken) => onChange({ ...decisions, [setting.option]: taken })}
        />
      ))}
    </section>
  )
}

/** Which experiment says what the files do not. */
function Into({ into, onChange }: { readonly into: string; readonly onChange: (name: string) => void }) {
  const texts = useTexts()
  const words = useWords()
  const language = useStore((s) => s.language)
  const [open] = useState(useStore((s) => s.experiment))
  return (
    <section className={styles.setting} data-option="into">
      <label>
        {texts.into}{' '}
        <select value={into} onChange={({ target }) => onChange(target.value)}>
          <option value="">{texts.intoOpen(textIn(open.title, language) || words.ownExperiment)}</option>
          {names
            .filter((name) => builtIn(name) !== open)
            .map((name) => (
              <option key={name} value={name}>
                {textIn(titleOf(name), language)}
              </option>
            ))}
        </select>
      </label>
      <small>{texts.intoWhy}</small>
    </section>
  )
}

/** What is opened: the net, its sizes, and its loss. */
function Becomes({ experiment: { model, sequence, loss } }: { readonly experiment: Experiment }) {
  const texts = useTexts()
  const words = useWords()
  const parts = [
    netName(modelOf(model), words),
    texts.sizes(model.inputSize, sequence.inputs.length, model.outputSize),
    `${words.modelChoices[loss.kind]} ${words.modelChoices[loss.at]}`,
  ]
  return (
    <p data-part="becomes">
      <strong>{words.label(texts.becomes)}</strong> {parts.join(' · ')}
    </p>
  )
}
