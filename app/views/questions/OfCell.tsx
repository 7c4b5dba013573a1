/** The question of a cell of the library: what the cell changes, its paper, the answer, and the place in its experiment that shows it. */
import { type Asked, type Entry, type LibraryId, library } from '../../../src/index.ts'
import { AnyTime } from '../../math/AnyTime.tsx'
import { builtIn } from '../../state/experiments.ts'
import { traceOf } from '../../state/trace.ts'
import ui from '../../ui/ui.module.css'
import { useWords } from '../../words/words.ts'
import { Beside } from './Beside.tsx'
import { Card, Show } from './Card.tsx'
import styles from './OfCell.module.css'
import questionsStyles from './Questions.module.css'
import { sceneOf } from './scenes.ts'

type WithQuestion = Entry<LibraryId> & { readonly question: Asked }

export const cellQuestions = library.filter((entry): entry is WithQuestion => entry.question !== undefined)

export function OfCell({ entry, open }: { readonly entry: WithQuestion; readonly open: boolean }) {
  const { libraryLanguage } = useWords()
  const { id, names, paper, change, experiment, question } = entry
  // A run is made for the open card alone: its symbols are those of its own cell.
  const prose = (text: string) =>
    open ? <AnyTime trace={traceOf(builtIn(experiment)!, 0.1)} text={text} /> : null
  const asked = (
    <>
      <span className={styles.cells}>{names[libraryLanguage]}</span>
      {question.ask[libraryLanguage]}
    </>
  )
  return (
    <Card id={id} open={open} question={asked}>
      <p className={ui.hint}>
        {change[libraryLanguage]} <cite>{`${paper.authors} (${paper.year}): ${paper.title}`}</cite>
      </p>
      <p data-part="answer" className={questionsStyles.answer}>
        {prose(question.answer[libraryLanguage])}
      </p>
      {open && question.beside && <Beside {...question.beside} />}
      <Show says={prose(question.stage.says[libraryLanguage])} scene={sceneOf(entry)} />
    </Card>
  )
}
