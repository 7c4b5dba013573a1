/** How the weights of the experiment are updated: optimiser, rate, clipping; and what is known of the training that it comes from. */
import { type Experiment, type Optimizer, optimizerEquations } from '../../../src/index.ts'
import { useSession } from '../../state/context.ts'
import { useStore, useTrace } from '../../state/store.ts'
import ui from '../../ui/ui.module.css'
import styles from './UpdateBox.module.css'
import { useUpdateTexts } from './updateTexts.ts'

const choices = ['sgd', 'momentum', 'adam', 'rmsprop'] as const
type Choice = (typeof choices)[number]

const choiceOf = (optimizer: Optimizer): Choice =>
  optimizer.kind === 'sgd' && optimizer.momentum ? 'momentum' : optimizer.kind

/** The rule of an experiment; one that says none descends by its gradient. */
type Rule = NonNullable<Experiment['update']>

/** The optimiser of a choice as people begin with it. */
const chosen = (choice: Choice, rate: number): Optimizer =>
  choice === 'momentum'
    ? { kind: 'sgd', lr: rate, momentum: 0.9 }
    : { kind: choice, lr: choice === 'sgd' ? rate : Math.min(rate, 0.01) }

export function RuleBox() {
  const texts = useUpdateTexts()
  const session = useSession()
  const { learningRate, problem } = useTrace()
  const experiment = useStore((s) => s.experiment)
  const rule: Rule = experiment.update ??
    (problem.update && { optimizer: problem.update.optimizer }) ?? {
      optimizer: { kind: 'sgd', lr: learningRate },
    }
  const { optimizer, clipNorm, batch } = rule
  const decay = optimizer.weight_decay ?? 0
  const done = experiment.optimizerState?.t ?? 0
  /** Another optimiser carries something else. */
  const setRule = (update: Rule, keeps: boolean) => {
    const { optimizerState, ...rest } = experiment
    session.change({
      ...rest,
      format: 'unrolled/2',
      update,
      ...(keeps && optimizerState ? { optimizerState } : {}),
    })
  }
  const setRate = (rate: number) => {
    if (!(rate >= 0 && rate <= 1e6)) return
    if (problem.update) setRule({ ...rule, optimizer: { ...optimizer, lr: rate } }, true)
    else session.setRate(rate)
  }
  return (
    <fieldset className={styles.rule}>
      <legend className={ui.heard}>{texts.rule}</legend>
      <label>
        {texts.optimizer}{' '}
        <select
          value={choiceOf(optimizer)}
          onChange={(event) =>
            setRule({ ...rule, optimizer: chosen(event.target.value as Choice, learningRate) }, false)
          }
        >
          {choices.map((choice) => (
            <option key={choice} value={choice}>
              {texts.optimizers[choice]}
            </option>
          ))}
        </select>
      </label>
      <label>
        {texts.rate}{' '}
        <input
          type="number"
          min="0"
          step="any"
          value={learningRate}
          onChange={(event) => setRate(event.target.valueAsNumber)}
        />
      </label>
      <label>
        {texts.clip}{' '}
        <input
          type="number"
          min="0"
          step="any"
          placeholder={texts.unclipped}
          value={clipNorm ?? ''}
          onChange={(event) => {
            const { clipNorm: _, ...open } = rule
            const most = event.target.valueAsNumber
            if (event.target.value === '') setRule(open, true)
            else if (most > 0) setRule({ ...open, clipNorm: most }, true)
          }}
        />
      </label>
      {decay !== 0 && <p className={ui.hint}>{texts.decay(String(decay))}</p>}
      {batch && <p className={ui.hint}>{texts.batch(batch.sequences)}</p>}
      {optimizerEquations(optimizer).carried.size > 0 && (
        <p className={ui.hint}>{done > 0 ? texts.before(done) : texts.fresh}</p>
      )}
    </fieldset>
  )
}
