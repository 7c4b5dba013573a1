/** Both lines evaluated, the central difference beside them, and what that says. */
import { useMemo } from 'react'
import {
  gradientOf,
  gradientsOf,
  numberText,
  parseRef,
  type Slip,
  type Trace,
  type Verdict,
} from '../../../src/index.ts'
import { Num } from '../../figure/Num.tsx'
import { Signed } from '../../figure/Signed.tsx'
import { largest } from '../../figure/scale.ts'
import { SymbolName } from '../../math/Symbol.tsx'
import { cellInWords } from '../../parts/cell/texts.ts'
import { textIn } from '../../parts/equation/explain.ts'
import { Waiting } from '../../parts/notices/Waiting.tsx'
import { useSession } from '../../state/context.ts'
import { useStore } from '../../state/store.ts'
import ui from '../../ui/ui.module.css'
import { Wide } from '../../ui/Wide.tsx'
import { useWords, type Words } from '../../words/words.ts'
import { useTask } from '../../work/task.ts'
import { answerOf } from '../../work/work.ts'
import styles from './Judged.module.css'
import JudgeWorker from './judge.worker.ts?worker&inline'
import { judging } from './judging.ts'
import { type Basis, quick, type Setting, sizeOf } from './lines.ts'
import { type Texts, useTexts } from './texts.ts'

interface Props {
  readonly slip: Slip
  readonly setting: Setting
  /** of the slip's kind of net, for its symbols */
  readonly trace: Trace
}

const judge = { work: judging, worker: JudgeWorker }

export function Judged({ slip, setting, trace }: Props) {
  const texts = useTexts()
  const { experiment } = setting
  const question = useMemo(() => ({ id: slip.id, experiment }), [slip, experiment])
  const task = useTask(
    question,
    judge,
    sizeOf(experiment) <= quick ? () => answerOf(judging, question) : null,
  )
  return (
    <section data-part="judged" className={styles.judged} aria-label={texts.numbers}>
      <Where slip={slip} setting={setting} />
      {task.state === 'done' && (
        <Compared slip={slip} setting={setting} trace={trace} verdict={task.answer} />
      )}
      <Waiting task={task} busy={texts.judging} />
    </section>
  )
}

function Where({ slip, setting }: { readonly slip: Slip; readonly setting: Setting }) {
  const session = useSession()
  const texts = useTexts()
  const words = useWords()
  const language = useStore((s) => s.language)
  const current = useStore((s) => s.experiment)
  const { place, experiment, fits, tooShort } = setting
  const title = textIn(current.title, language) || words.ownExperiment
  const cell = cellInWords(experiment.model, words)
  const { hiddenSize, init } = experiment.model
  const fact =
    place === 'own'
      ? texts.facts.own(cell, hiddenSize, experiment.sequence.inputs.length, init!.seed)
      : fits
        ? texts.facts.current(title)
        : texts.facts.matching(title, cell, current.model.init?.seed ?? 1)
  const choices: readonly Basis[] = ['current', 'own']
  return (
    <>
      <fieldset className={styles.where}>
        <legend>{texts.on}</legend>
        {choices.map((choice) => (
          <label key={choice}>
            <input
              type="radio"
              name="slip-on"
              checked={choice === place}
              disabled={choice === 'current' && tooShort}
              onChange={() => session.changeParams({ on: choice })}
            />
            {choice === 'own' ? texts.own : fits ? texts.current : texts.matching}
          </label>
        ))}
      </fieldset>
      <p className={ui.hint}>
        {tooShort && `${texts.tooShort(parseRef(slip.shows)!.t!)} `}
        {fact}
      </p>
    </>
  )
}

function Compared({ slip, setting, trace, verdict }: Props & { readonly verdict: Verdict }) {
  const texts = useTexts()
  const words = useWords()
  const ref = parseRef(verdict.ref)!
  const { wrong, right, measured, relativeError, cosine } = verdict
  const full = largest([wrong, right, measured])
  const here = setting.place === 'current' && setting.fits
  const { model } = setting.experiment
  const sizes: Readonly<Record<string, number>> = {
    D: model.inputSize,
    H: model.hiddenSize,
    K: model.outputSize,
  }
  const shape = trace.net
    .info(ref.name)
    .shape.map((axis) => sizes[axis] ?? axis)
    .join(' × ')
  const own = gradientsOf(slip, trace.net).includes(ref.name)
  const rows = [
    { key: 'wrong', label: `✗ ${texts.printed}`, value: wrong, name: undefined },
    { key: 'right', label: `✓ ${texts.right}`, value: right, name: here ? verdict.ref : undefined },
    { key: 'judge', label: texts.judge, value: measured, name: undefined },
  ]
  return (
    <>
      <Wide label={texts.numbers}>
        <table data-part="verdict" className={styles.verdict}>
          <caption>
            <SymbolName trace={trace} name={gradientOf(ref.name)} t={ref.t} />{' '}
            {texts.element(ref.index.map((i) => i + 1).join(', '))}
          </caption>
          <thead>
            <tr>
              <th scope="col">{texts.columns.line}</th>
              <td />
              <th scope="col">{texts.columns.value}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ key, label, value, name }) => (
              <tr key={key} data-row={key}>
                <th scope="row">{label}</th>
                <td>
                  <Signed value={value} full={full} idea="sum" />
                </td>
                <td>
                  <Num value={value} digits={6} {...(name ? { name } : {})} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Wide>
      <p data-part="finding" className={styles.finding} role="status">
        {said(verdict, texts, words)}
      </p>
      <p data-part="errors">
        {texts.columns.error} <Num value={relativeError} digits={3} /> ·{' '}
        {Number.isNaN(cosine) ? (
          texts.noCosine
        ) : (
          <>
            {texts.columns.cosine} <Num value={cosine} digits={3} />
          </>
        )}
      </p>
      <p className={ui.hint}>
        {!own && `${texts.behind} `}
        {texts.whole(shape)}
      </p>
    </>
  )
}

/** What the numbers say, in one sentence. */
export function said(
  { wrong, right, measured, relativeError, cosine }: Verdict,
  texts: Texts,
  words: Pick<Words, 'percent'>,
): string {
  const { verdicts } = texts
  // What a central difference of a loss of about 1 can tell.
  const allowed = 1e-5 * Math.abs(right) + 1e-9
  if (![wrong, right, measured].every(Number.isFinite)) return verdicts.unsettled
  if (!Number.isFinite(relativeError)) return verdicts.zero
  if (relativeError < 1e-9) return verdicts.hidden
  const percent = words.percent(numberText(100 * relativeError, 2))
  if (Math.abs(wrong - right) <= 1e-9 * Math.abs(right)) return verdicts.elsewhere(percent)
  if (Math.abs(measured - right) > allowed || Math.abs(measured - wrong) <= allowed) return verdicts.unsettled
  return cosine > 0.95 ? verdicts.trains(percent) : verdicts.shows(percent)
}
