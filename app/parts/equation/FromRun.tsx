/** Of a step that was opened from a training: which update it is, and the sequence of its batch; and into a training from any step. */
import { numberText, settingOf } from '../../../src/index.ts'
import { useSession } from '../../state/context.ts'
import { openStep } from '../../state/openStep.ts'
import { useStore, useTrace } from '../../state/store.ts'
import ui from '../../ui/ui.module.css'
import { textIn } from './explain.ts'
import { useOpenedStep } from './openedStep.ts'
import styles from './UpdateBox.module.css'
import { useUpdateTexts } from './updateTexts.ts'

export function FromRun() {
  const texts = useUpdateTexts()
  const session = useSession()
  const experiment = useStore((s) => s.experiment)
  const language = useStore((s) => s.language)
  const opened = useOpenedStep()
  if (!opened) return null
  const { step, run } = opened
  const { done, at, count, sequence, trained, exact } = step
  if (at < 0) return <p>{texts.looked(done, sequence + 1)}</p>
  const inSingle = run.document.training.precision === 'float32' && Number.isFinite(trained)
  const open = (place: number) =>
    void openStep(session, run.id, { done, of: { at: place }, title: textIn(experiment.title, language) })
  return (
    <div>
      <p className={styles.row}>
        {texts.update(done + 1)}
        <label>
          {texts.sequence}{' '}
          <input
            type="number"
            min="1"
            max={count}
            value={at + 1}
            onChange={({ target: { valueAsNumber: n } }) => n >= 1 && n <= count && open(Math.round(n) - 1)}
          />
        </label>{' '}
        {texts.ofBatch(count, sequence + 1)}
      </p>
      {inSingle && <p className={ui.hint}>{texts.single(numberText(trained, 10), numberText(exact, 10))}</p>}
    </div>
  )
}

/** Trains the net that is open from its weights, on the data of the run that it comes from, or on its own sequence. */
export function TrainFromHere() {
  const texts = useUpdateTexts()
  const session = useSession()
  const { problem, learningRate } = useTrace()
  const step = useStore((s) => s.step)
  const run = useStore((s) => s.runs.find(({ id }) => id === s.step?.id))
  const { optimizer, clipNorm } = problem.update ?? { optimizer: { kind: 'sgd' } as const }
  const setting = (name: 'momentum' | 'weight_decay') => {
    const value = settingOf(optimizer, name)
    return value === 0 ? null : String(value)
  }
  const fits = run && step && sizesOf(run.document.model) === sizesOf(problem.model)
  const begin = () => {
    if (fits) session.bringTraining(run.document)
    session.changeParams({
      task: fits ? 'brought' : 'open',
      nets: '@',
      optimizer: optimizer.kind,
      lr: String(learningRate),
      momentum: setting('momentum'),
      decay: setting('weight_decay'),
      norm: clipNorm === undefined ? 'none' : String(clipNorm),
    })
    session.openView('train')
  }
  return (
    <button type="button" onClick={begin}>
      {texts.train}
    </button>
  )
}

const sizesOf = ({ inputSize, outputSize }: { readonly inputSize: number; readonly outputSize: number }) =>
  `${inputSize} ${outputSize}`
