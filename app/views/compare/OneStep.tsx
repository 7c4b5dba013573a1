/** What one step does to the gradient, and what all steps down to the crosshair do together. */

import { memo, useMemo, useRef } from 'react'
import { type Expr, substitute, symbol, text } from '../../../src/index.ts'
import { Waiting } from '../../parts/notices/Waiting.tsx'
import { useSession } from '../../state/context.ts'
import { type Entry, layersOfEntry } from '../../state/models.ts'
import { useTask } from '../../work/task.ts'
import compareStyles from './Compare.module.css'
import { captionOf } from './caption.ts'
import cardStyles from './card.module.css'
import { type Block, mostNumbers, type StepAnswer, type StepQuestion, stepWork } from './inspect.ts'
import InspectWorker from './inspect.worker.ts?worker&inline'
import { sourceOf, stepsOf } from './job.ts'
import { flatName, writtenState } from './name.ts'
import styles from './OneStep.module.css'
import { Facts } from './StepFacts.tsx'
import { Eigen, JacobianMap, Singular } from './StepFigures.tsx'
import type { Setup } from './setup.ts'
import { useTexts } from './texts.ts'
import { useSettled } from './useSettled.ts'

interface Props {
  readonly setup: Setup
  readonly names: readonly string[]
  /** the curves are still being computed */
  readonly wait: boolean
}

const step = { work: stepWork, worker: InspectWorker }

export default function OneStep({ setup, names, wait }: Props) {
  const session = useSession()
  const texts = useTexts()
  const { models, pick, hidden, steps, scale, seed, at } = setup
  const entry = models[pick]!
  const T = stepsOf(entry, setup)
  const lag = Math.max(1, Math.min(T - 1, at))
  const source = useMemo(
    () => sourceOf(entry, { hidden, steps, scale, seed }),
    [entry, hidden, steps, scale, seed],
  )
  const wanted = useMemo((): StepQuestion => ({ kind: 'step', source, t: T - lag + 1 }), [source, T, lag])
  const question = useSettled(wanted, 200, wait)
  const task = useTask(question, step, null)
  // What was there before stays until the new answer has come, so that the page does not jump.
  const last = useRef<StepAnswer | null>(null)
  const done = task.state === 'done' ? task.answer : undefined
  const found = useMemo(() => (done && 'states' in done ? written(done, entry) : done), [done, entry])
  const large = found && 'numbers' in found ? found.numbers : undefined
  if (found) last.current = 'numbers' in found ? null : found
  const answer = last.current
  const t = answer?.t ?? T - lag + 1
  // biome-ignore lint/correctness/useExhaustiveDependencies: the set-up is told as it was when the answer came; a drag does not draw the figures anew
  const caption = useMemo(() => captionOf(setup, names, texts), [answer, texts])
  return (
    <section data-part="one-step" className={cardStyles.card} aria-labelledby="one-step">
      <h3 id="one-step">{texts.step.title(t, t - 1)}</h3>
      <p className={styles.which}>
        <label>
          {texts.step.which}{' '}
          <select
            value={pick}
            onChange={(event) => session.changeParams({ pick: String(Number(event.target.value) + 1) })}
          >
            {models.map((_, model) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a model is its place in the list
              <option key={model} value={model}>
                {`${model + 1} ${flatName(names[model]!)}`}
              </option>
            ))}
          </select>
        </label>{' '}
        <label>
          k{' '}
          <input
            type="number"
            min={1}
            max={T - 1}
            value={lag}
            onChange={(event) => {
              const next = Number(event.target.value)
              if (Number.isInteger(next) && next >= 1 && next < T) session.changeParams({ at: String(next) })
            }}
          />
        </label>
      </p>
      <p className={compareStyles.lead}>
        {texts.step.intro(answer ? answer.T - answer.t + 1 : lag)}
        {layersOfEntry(entry).length > 1 && ` ${texts.step.layers}`}
      </p>
      <div className={compareStyles.waiting}>
        <Waiting task={task} busy={texts.step.computing} />
      </div>
      {large !== undefined && <p role="status">{texts.step.tooLarge(large, mostNumbers)}</p>}
      {answer && <Answer answer={answer} caption={caption} fresh={task.state === 'done'} />}
    </section>
  )
}

/** The answer with its states as the page writes them. */
function written(answer: StepAnswer, entry: Entry): StepAnswer {
  const name = (state: string) => writtenState(entry, state)
  const named = (block: Block) => ({ ...block, of: name(block.of), by: name(block.by) })
  const written = (e: Expr) => substitute(e, (s) => symbol(name(s.name), s.dt))
  return {
    ...answer,
    states: answer.states.map((state) => ({ ...state, name: name(state.name) })),
    blocks: answer.blocks.map(named),
    up: answer.up.map(named),
    recurrent: answer.recurrent.map((each) => ({ ...each, name: name(each.name) })),
    factors: answer.factors.map((factor) => ({
      ...factor,
      state: name(factor.state),
      formula: factor.expr && text(written(factor.expr)),
    })),
  }
}

interface AnswerProps {
  readonly answer: StepAnswer
  readonly caption: readonly string[]
  readonly fresh: boolean
}

const Answer = memo(function Answer({ answer, caption, fresh }: AnswerProps) {
  const texts = useTexts()
  const k = answer.T - answer.t + 1
  return (
    <div className={styles.figures} aria-busy={!fresh}>
      <JacobianMap
        answer={answer}
        matrix={answer.one}
        title={texts.step.one}
        from={answer.t}
        name="jacobian"
        caption={caption}
      />
      <JacobianMap
        answer={answer}
        matrix={answer.all}
        title={texts.step.all(k)}
        from={answer.T}
        name="product"
        caption={caption}
      />
      <Singular answer={answer} caption={caption} />
      <Eigen answer={answer} caption={caption} />
      <Facts answer={answer} />
    </div>
  )
})
