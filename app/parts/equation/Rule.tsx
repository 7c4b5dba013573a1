/** How the weights of the experiment are updated: optimiser, rate, clipping; and what is known of the training that it comes from. */
import {
  type Experiment,
  fieldsOf,
  type Optimizer,
  type OptimizerKind,
  optimizerEquations,
  optimizerKinds,
  optimizerWith,
  ruleOf,
  settingOf,
} from '../../../src/index.ts'
import { useSession } from '../../state/context.ts'
import { useStore, useTrace } from '../../state/store.ts'
import ui from '../../ui/ui.module.css'
import styles from './UpdateBox.module.css'
import { useUpdateTexts } from './updateTexts.ts'

/** The rule of an experiment; one that says none descends by its gradient. */
type Rule = NonNullable<Experiment['update']>

/** The optimiser of a kind as people begin with it: those that divide by the size of a gradient make large steps at a large rate. */
const begun = (kind: OptimizerKind, rate: number): Optimizer =>
  optimizerWith(kind, { lr: ruleOf({ kind }).step === 'gradient' ? rate : Math.min(rate, 0.01) })

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
  const decay = settingOf(optimizer, 'weight_decay')
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
  const setMomentum = (momentum: number) => {
    if (!(momentum >= 0 && momentum <= 10)) return
    const { kind, ...settings } = optimizer
    const next = optimizerWith(kind, { ...settings, lr: learningRate, momentum: momentum || undefined })
    // With other symbols it carries something else.
    const keeps = (momentum === 0) === (settingOf(optimizer, 'momentum') === 0)
    setRule({ ...rule, optimizer: next }, keeps)
  }
  return (
    <fieldset className={styles.rule}>
      <legend className={ui.heard}>{texts.rule}</legend>
      <label>
        {texts.optimizer}{' '}
        <select
          value={optimizer.kind}
          onChange={(event) =>
            setRule({ ...rule, optimizer: begun(event.target.value as OptimizerKind, learningRate) }, false)
          }
        >
          {optimizerKinds.map((kind) => (
            <option key={kind} value={kind}>
              {texts.optimizers[kind]}
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
      {'momentum' in fieldsOf(optimizer.kind) && (
        <label>
          {texts.momentum}{' '}
          <input
            type="number"
            min="0"
            max="10"
            step="any"
            value={settingOf(optimizer, 'momentum')}
            onChange={(event) => setMomentum(event.target.valueAsNumber)}
          />
        </label>
      )}
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
