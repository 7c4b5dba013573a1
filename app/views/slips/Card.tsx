/** One slip: which line is wrong? Then why, and what both lines give, with a central difference as the judge. */
import { useMemo } from 'react'
import { equation, frameAt, gradientsOf, parseRef, type Slip, shownOn, texOf } from '../../../src/index.ts'
import { Copyable } from '../../math/Copy.tsx'
import { Displayed } from '../../math/Displayed.tsx'
import { Prose } from '../../math/Symbol.tsx'
import { useSession } from '../../state/context.ts'
import type { Session } from '../../state/session.ts'
import type { SlipAnswer } from '../../state/slices/predictions.ts'
import { shownGrain } from '../../state/steps.ts'
import { useReading, useStore } from '../../state/store.ts'
import { traceOf } from '../../state/trace.ts'
import ui from '../../ui/ui.module.css'
import styles from './Card.module.css'
import { Forward } from './Forward.tsx'
import { Judged } from './Judged.tsx'
import { type Basis, type Setting, type Sides, settingOf, typesetLines, wrongFirst } from './lines.ts'
import { textsFor, useTexts } from './texts.ts'

interface Props {
  readonly slip: Slip
  readonly place: Basis | undefined
  readonly answer: SlipAnswer | undefined
  readonly onAnswer: (answer: SlipAnswer | undefined) => void
  readonly onNext: () => void
}

export function Card({ slip, place, answer, onAnswer, onNext }: Props) {
  const session = useSession()
  const texts = useTexts()
  const reading = useReading()
  const current = useStore((s) => s.experiment)
  const { title, why } = textsFor(texts, slip)
  const setting = useMemo(() => settingOf(slip, current, place), [slip, current, place])
  // The formulas are those of the kind of net, so they are printed from the small one.
  const small = useMemo(() => shownOn(slip), [slip])
  const trace = traceOf(small, 0.1)
  const { wrong, right } = typesetLines(slip, trace, reading, setting.experiment.sequence.inputs.length)
  const order = wrongFirst(slip.id) ? (['wrong', 'right'] as const) : (['right', 'wrong'] as const)

  return (
    <article data-part="slip" className={styles.card} aria-labelledby="slip-title">
      <h3 id="slip-title">{title}</h3>
      <p className={styles.ask}>{texts.which}</p>
      <Forward slip={slip} experiment={small} trace={trace} />
      <div data-part="choices" className={styles.choices}>
        {order.map((which, i) => {
          const letter = 'AB'[i]!
          return (
            <section
              key={which}
              data-part="choice"
              className={styles.choice}
              aria-label={texts.line(letter)}
              data-shown={answer && which}
            >
              <h4>
                {texts.line(letter)}
                {answer && <b>{which === 'wrong' ? ` ✗ ${texts.printed}` : ` ✓ ${texts.right}`}</b>}
              </h4>
              <TypesetLines lines={which === 'wrong' ? wrong : right} copied={answer !== undefined} />
              {!answer && (
                <button type="button" onClick={() => onAnswer(which === 'wrong' ? 'found' : 'missed')}>
                  {texts.isWrong(letter)}
                </button>
              )}
            </section>
          )
        })}
      </div>
      <div role="status">
        {answer && (
          <p data-part="why" className={ui.why}>
            <strong>{texts[answer]('AB'[order.indexOf('wrong')]!)}</strong>{' '}
            <Prose trace={trace} t={null} text={why} />
          </p>
        )}
      </div>
      {answer && <Judged slip={slip} setting={setting} trace={trace} />}
      <p data-part="actions" className={`${ui.actions} ${styles.actions}`}>
        {answer ? (
          <>
            <button type="button" onClick={() => show(session, slip, setting, texts.ownTitle(title))}>
              {texts.stage}
            </button>
            <button type="button" onClick={() => onAnswer(undefined)}>
              {texts.again}
            </button>
          </>
        ) : (
          <button type="button" onClick={() => onAnswer('shown')}>
            {texts.skip}
          </button>
        )}
        <button type="button" onClick={onNext}>
          {texts.next}
        </button>
      </p>
    </article>
  )
}

/** Before the answer the one button of a line is that which answers. */
function TypesetLines({ lines, copied }: { readonly lines: readonly Sides[]; readonly copied: boolean }) {
  return lines.map(({ left, right }) => {
    const tree = equation(left, right)
    const line = <Displayed key={texOf(tree)} tree={tree} />
    if (!copied) return line
    return (
      <Copyable key={texOf(tree)} left={left} right={right}>
        {line}
      </Copyable>
    )
  })
}

/** The stage at the step that computes the gradient of the slip's line, on the experiment that it is evaluated on. */
function show(session: Session, slip: Slip, { experiment, fits, place }: Setting, title: string): void {
  if (place === 'own' || !fits) session.open({ ...experiment, title })
  const run = session.trace()
  const name = gradientsOf(slip, run.net)[0]!
  const t = parseRef(slip.shows)?.t ?? (run.net.info(name).timed ? Math.max(1, run.T - 1) : 1)
  const frame = [t, run.T, 1].map((at) => frameAt(run, `b${at}.${name}`)).find((found) => found !== undefined)
  if (frame) session.goTo(frame.index)
  session.openView('step')
  session.shrink()
  session.setGrain(shownGrain(session.get().grain))
}
