import { libraryCellOf, symbolNames } from '../../src/index.ts'
import { AnyTime } from '../math/AnyTime.tsx'
import { textOf } from '../parts/equation/explain.ts'
import { useStore, useTrace } from '../state/store.ts'
import ui from '../ui/ui.module.css'
import { useWords } from '../words/words.ts'
import styles from './About.module.css'

/** What the experiment is about, in its own words; under a button that says its sizes. */
export function About({ children }: { readonly children: React.ReactNode }) {
  const words = useWords()
  const language = useStore((s) => s.language)
  const experiment = useStore((s) => s.experiment)
  const text = textOf(experiment.about, language)
  if (text === '') return children
  return (
    <>
      <button
        type="button"
        className={`${ui.quiet} ${styles.about}`}
        popoverTarget="about"
        title={words.aboutExperiment}
      >
        {children}
        <span className={styles.info} aria-hidden="true">
          i
        </span>
      </button>
      <div id="about" popover="auto" className={`${ui.popover} ${styles.experiment}`}>
        <strong>{textOf(experiment.title, language) || words.ownExperiment}</strong>
        <p>{text}</p>
        <AboutCell />
      </div>
    </>
  )
}

/** What the cell changes and the paper it is from, where the library has it; what its symbols are called. */
function AboutCell() {
  const language = useStore((s) => s.language)
  const trace = useTrace()
  const { model } = trace.problem
  const entry = libraryCellOf(model)
  const symbols = [...symbolNames(model, language)]
  return (
    <>
      {entry && (
        <p className={ui.hint}>
          {entry.change[language]}{' '}
          <cite>{`${entry.paper.authors} (${entry.paper.year}): ${entry.paper.title}`}</cite>{' '}
          {entry.paper.arxiv && (
            <a href={`https://arxiv.org/abs/${entry.paper.arxiv}`} target="_blank" rel="noreferrer">
              {`arXiv:${entry.paper.arxiv}`}
            </a>
          )}
        </p>
      )}
      {symbols.length > 0 && (
        <dl data-part="symbols" className={styles.symbols}>
          {symbols.map(([name, said]) => (
            <div key={name}>
              <dt>
                <AnyTime trace={trace} text={`[[${name}]]`} />
              </dt>
              <dd>{said}</dd>
            </div>
          ))}
        </dl>
      )}
    </>
  )
}
