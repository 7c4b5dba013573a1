/** What can be taken along of each run: Python and a notebook that repeat it, its curves, its weights, its document. */
import { useEffect, useState } from 'react'
import {
  curvesCsv,
  type Experiment,
  formats,
  problemOf,
  writeExperiment,
  writeTraining,
} from '../../../src/index.ts'
import { Badge } from '../../parts/cell/ModelList.tsx'
import { Waiting } from '../../parts/notices/Waiting.tsx'
import { useSession } from '../../state/context.ts'
import { openStep } from '../../state/openStep.ts'
import type { Training } from '../../state/training.ts'
import { saveFile } from '../../ui/save.ts'
import { useWords } from '../../words/words.ts'
import { fetched } from '../../work/fetch.ts'
import { useTask } from '../../work/task.ts'
import { bytesOf, saidOfSaved } from './saved.ts'
import type { Shown } from './shown.ts'
import styles from './Take.module.css'
import { type Taken, take } from './take.ts'
import TakeWorker from './take.worker.ts?worker&inline'
import { useTexts } from './texts.ts'

const kind = { work: take, worker: TakeWorker, workers: 1 }
const json = 'application/json'
const types = { safetensors: 'application/octet-stream', npz: 'application/octet-stream', json } as const

/** The weights of a net as files of other programs, and as lists. */
const weightsAs: Readonly<Record<keyof typeof types, (of: Experiment) => BlobPart | Promise<BlobPart>>> = {
  safetensors: async (of) => new Uint8Array((await fetched(formats)).toSafetensors(problemOf(of).weights)),
  npz: async (of) => new Uint8Array((await fetched(formats)).toNpz(problemOf(of).weights)),
  json: ({ model }) => `${JSON.stringify(model.weights)}\n`,
}

const endings = { python: 'py', notebook: 'ipynb' } as const

export function Take({ shown }: { readonly shown: readonly Shown[] }) {
  const texts = useTexts().take
  const [asked, setAsked] = useState<Taken | null>(null)
  const [said, setSaid] = useState('')
  const ask = (taken: Taken) => {
    setSaid('')
    setAsked(taken)
  }
  const say = (sentence: string) => {
    setAsked(null)
    setSaid(sentence)
  }
  const rows = shown.flatMap(({ run, name, model }) => (run && run.done > 0 ? [{ run, name, model }] : []))
  if (rows.length === 0) return null
  return (
    <section className={styles.take} aria-label={texts.title}>
      <h3>{texts.title}</h3>
      {rows.map((row) => (
        <Row key={row.run.id} {...row} onAsk={ask} onSaid={say} />
      ))}
      {asked && <Made asked={asked} />}
      {said && <p role="status">{said}</p>}
    </section>
  )
}

interface RowProps {
  readonly run: Training
  readonly name: string
  readonly model: number
  readonly onAsk: (taken: Taken) => void
  /** hears what was saved, or why nothing was */
  readonly onSaid: (sentence: string) => void
}

function Row({ run, name, model, onAsk, onSaid }: RowProps) {
  const texts = useTexts().take
  const words = useWords()
  const session = useSession()
  const { document, seen, facts } = run
  const file = `training-${name.replace(/[^\p{L}\d]+/gu, '-').toLowerCase()}`
  const ask = (form: Taken['form']) => () =>
    onAsk({ document, losses: [...seen.losses], form, title: texts.called(name) })
  const save = (ending: string, parts: BlobPart[], type: string, sentence = texts.saved) => {
    saveFile(`${file}${ending}`, parts, type)
    onSaid(saidOfSaved(sentence, `${file}${ending}`, bytesOf(parts), texts))
  }
  const curves = () => {
    const perEpoch = facts?.updatesPerEpoch ?? 1
    const heldOut = seen.epochs.map(({ epoch, heldOut: loss }) => [epoch * perEpoch, loss] as const)
    save('.csv', [curvesCsv(seen.losses, seen.gradNorms, perEpoch, heldOut)], 'text/csv')
  }
  /** Saves a file of the net as it has learned by now. */
  const learned = (ending: string, type: string, write: (of: Experiment) => BlobPart | Promise<BlobPart>) =>
    session
      .experimentAt(run.id, run.done, 0)
      .then(async (of) => save(ending, [await write(of)], type))
      .catch(() => onSaid(texts.gone))
  return (
    <div className={styles.row}>
      <p className={styles.name}>
        <Badge model={model} />
        {name}
      </p>
      <p className={styles.files}>
        <button type="button" onClick={ask('python')}>
          {texts.python}
        </button>
        <button type="button" onClick={ask('notebook')}>
          {texts.notebook}
        </button>
        <button type="button" onClick={curves}>
          {texts.curves}
        </button>
        <button
          type="button"
          onClick={() => save('.json', [writeTraining(document)], json, texts.savedDocument)}
        >
          {texts.document}
        </button>
      </p>
      <p className={styles.files}>
        {texts.learned}
        <button
          type="button"
          title={texts.experimentHint}
          onClick={() => void learned('-experiment.json', json, writeExperiment)}
        >
          {texts.experiment}
        </button>
        {(['safetensors', 'npz', 'json'] as const).map((ending) => (
          <button
            key={ending}
            type="button"
            aria-label={words.labelled(texts.weights, ending)}
            onClick={() => void learned(`-weights.${ending}`, types[ending], weightsAs[ending])}
          >
            {ending}
          </button>
        ))}
      </p>
      <OpenUpdate run={run} name={name} />
    </div>
  )
}

/** Opens an update by its number, as a click on the curve of losses does. */
function OpenUpdate({ run, name }: Pick<RowProps, 'run' | 'name'>) {
  const texts = useTexts()
  const session = useSession()
  const [update, setUpdate] = useState(1)
  const can = update >= 1 && update <= run.done && Number.isInteger(update)
  return (
    <p className={styles.files}>
      <label>
        {texts.take.update}{' '}
        <input
          type="number"
          min="1"
          max={run.done}
          value={Number.isNaN(update) ? '' : update}
          onChange={({ target }) => setUpdate(target.valueAsNumber)}
        />
      </label>
      <button
        type="button"
        disabled={!can}
        onClick={() =>
          void openStep(session, run.id, {
            done: update - 1,
            of: { at: 0 },
            title: texts.step(name, String(update)),
          })
        }
      >
        {texts.take.open}
      </button>
    </p>
  )
}

/** The file is saved once it is there. */
function Made({ asked }: { readonly asked: Taken }) {
  const texts = useTexts().take
  const task = useTask(asked, kind, null)
  const taken = task.state === 'done' ? task.answer : null
  useEffect(() => {
    if (taken !== null) saveFile(`training.${endings[asked.form]}`, [taken.text])
  }, [taken, asked])
  if (task.state !== 'done') return <Waiting task={task} busy={texts.busy} />
  const { losses, document } = asked
  const { asserted } = task.answer
  const said = asserted < losses.length ? texts.firstOnly(String(asserted)) : texts.whole
  return <p role="status">{document.training.precision === 'float32' ? `${said} ${texts.rounding}` : said}</p>
}
