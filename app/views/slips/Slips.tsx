/** The gallery of slips: a list with a filter, and the one that is open, first as an exercise. */
import { useEffect, useRef } from 'react'
import { type Slip, slips } from '../../../src/index.ts'
import { bringIntoSight } from '../../figure/sight.ts'
import { LinkMistakes } from '../../parts/notices/LinkMistakes.tsx'
import { useSession } from '../../state/context.ts'
import { type Params, paramReader } from '../../state/params.ts'
import type { Predictions, SlipAnswer } from '../../state/slices/predictions.ts'
import { useStepper, useStore } from '../../state/store.ts'
import ui from '../../ui/ui.module.css'
import { Card } from './Card.tsx'
import styles from './Slips.module.css'
import { type Texts, textsFor, useTexts } from './texts.ts'

const kinds = [...new Set(slips.map((slip) => slip.kind))]
const ids = slips.map((slip) => slip.id)

/** What the address says: which slip is open, which kind is listed, and on what the slip is evaluated. */
function choiceOf(params: Params) {
  const reader = paramReader(params)
  return {
    id: reader.word('slip', ids, undefined),
    filter: reader.word('kind', kinds, undefined),
    place: reader.word('on', ['current', 'own'], undefined),
    mistakes: reader.mistakes,
  }
}

export default function Slips() {
  const session = useSession()
  const texts = useTexts()
  const params = useStore((s) => s.params)
  const answers = useStore((s) => s.slipAnswers)

  const { filter, id, place, mistakes } = choiceOf(params)
  const listed = filter ? slips.filter((slip) => slip.kind === filter) : slips
  const slip = slips.find((each) => each.id === id) ?? listed[0]!
  const next = listed[(listed.indexOf(slip) + 1) % listed.length]!
  const put = (answer: SlipAnswer | undefined) => session.answerSlip(slip.id, answer)
  const card = useRef<HTMLDivElement>(null)
  useStepper({
    // Which line is wrong is shown first, then the next slip.
    by: (direction) => {
      const other = listed[listed.indexOf(slip) + direction]
      if (direction === 1 && !answers[slip.id]) put('shown')
      else if (other) session.changeParams({ slip: other.id })
    },
  })
  const shown = useRef({ slip, answer: answers[slip.id] })
  // What is new is in sight: another slip from its beginning, or the answer with its numbers.
  useEffect(() => {
    const before = shown.current
    const answer = answers[slip.id]
    shown.current = { slip, answer }
    if (before.slip !== slip) bringIntoSight(card.current)
    else if (answer && answer !== before.answer)
      bringIntoSight(
        ...['[data-part=choices]', '[data-part=judged]'].map((part) => card.current?.querySelector(part)),
      )
  }, [slip, answers])
  return (
    <>
      <h2>{texts.title}</h2>
      <p className={styles.lead}>{texts.intro}</p>
      <LinkMistakes mistakes={mistakes} />
      <Filter filter={filter} texts={texts} />
      <div className={styles.gallery}>
        <List listed={listed} open={slip} answers={answers} texts={texts} />
        <div ref={card}>
          <Card
            key={slip.id}
            slip={slip}
            place={place}
            answer={answers[slip.id]}
            onAnswer={put}
            onNext={() => session.changeParams({ slip: next.id })}
          />
        </div>
      </div>
    </>
  )
}

function Filter({ filter, texts }: { readonly filter: Slip['kind'] | undefined; readonly texts: Texts }) {
  const session = useSession()
  return (
    <fieldset className={styles.kinds}>
      <legend data-part="heard" className={ui.heard}>
        {texts.filter}
      </legend>
      {[undefined, ...kinds].map((kind) => (
        <button
          key={kind ?? 'all'}
          type="button"
          aria-pressed={kind === filter}
          title={kind && texts.kindHints[kind]}
          onClick={() => session.changeParams({ kind: kind ?? null })}
        >
          {kind === undefined
            ? texts.all(slips.length)
            : `${texts.kinds[kind]} ${slips.filter((slip) => slip.kind === kind).length}`}
        </button>
      ))}
      {filter && <span className={ui.hint}>{texts.kindHints[filter]}</span>}
    </fieldset>
  )
}

const marks: Readonly<Record<SlipAnswer, string>> = { found: '✓', missed: '✗', shown: '–' }

interface ListProps {
  readonly listed: readonly Slip[]
  readonly open: Slip
  readonly answers: Predictions['slipAnswers']
  readonly texts: Texts
}

function List({ listed, open, answers, texts }: ListProps) {
  const session = useSession()
  const list = useRef<HTMLElement>(null)
  // The open one is in sight; only the list scrolls for it, never the page.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another slip is at another place
  useEffect(() => {
    const at = list.current?.querySelector<HTMLElement>('[aria-current]')
    if (!list.current || !at) return
    const above = at.offsetTop - list.current.offsetTop
    const { scrollTop, clientHeight } = list.current
    if (above < scrollTop || above + at.offsetHeight > scrollTop + clientHeight)
      list.current.scrollTop = above - clientHeight / 3
  }, [open])
  const tried = Object.values(answers).filter((answer) => answer === 'found' || answer === 'missed')
  return (
    <nav ref={list} data-part="slip-list" className={styles.list} aria-label={texts.list}>
      <ol>
        {listed.map((slip) => {
          const answer = answers[slip.id]
          return (
            <li key={slip.id}>
              <button
                type="button"
                aria-current={slip === open ? 'true' : undefined}
                onClick={() => session.changeParams({ slip: slip.id })}
              >
                <span className={styles.mark} aria-hidden="true">
                  {answer && marks[answer]}
                </span>
                {textsFor(texts, slip).title}
                {answer && (
                  <span data-part="heard" className={ui.heard}>
                    {' '}
                    ({texts.marks[answer]})
                  </span>
                )}
              </button>
            </li>
          )
        })}
      </ol>
      {tried.length > 0 && (
        <p className={ui.hint}>
          {texts.score(tried.filter((answer) => answer === 'found').length, tried.length)}
        </p>
      )}
    </nav>
  )
}
