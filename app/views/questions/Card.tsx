/** A question that opens its answer, and a button that goes where it is shown. */
import { useEffect, useRef } from 'react'
import { bringIntoSight } from '../../figure/sight.ts'
import { useSession } from '../../state/context.ts'
import ui from '../../ui/ui.module.css'
import styles from './Card.module.css'
import { type Scene, show } from './scenes.ts'
import { useTexts } from './texts.ts'

interface Props {
  readonly id: string
  readonly open: boolean
  readonly question: React.ReactNode
  /** the answer */
  readonly children: React.ReactNode
}

export function Card({ id, open, question, children }: Props) {
  const session = useSession()
  const card = useRef<HTMLElement>(null)
  useEffect(() => {
    if (open) bringIntoSight(card.current)
  }, [open])
  return (
    <article ref={card} data-part="question" className={styles.card} data-open={open || undefined}>
      <h3>
        <button
          type="button"
          aria-expanded={open}
          aria-controls={`answer-${id}`}
          onClick={() => session.changeParams({ question: open ? null : id })}
        >
          {question}
        </button>
      </h3>
      <div id={`answer-${id}`} hidden={!open}>
        {children}
      </div>
    </article>
  )
}

/** Goes to a scene; `says`: what is seen there. */
export function Show({ says, scene }: { readonly says: React.ReactNode; readonly scene: Scene }) {
  const session = useSession()
  const texts = useTexts()
  return (
    <p className={styles.scene}>
      <button type="button" onClick={() => show(session, scene)}>
        {texts.show}
      </button>{' '}
      <span className={ui.hint}>{says}</span>
    </p>
  )
}
