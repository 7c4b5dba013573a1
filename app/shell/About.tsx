import { textOf } from '../parts/equation/explain.ts'
import { useStore } from '../state/store.ts'
import { useWords } from '../words/words.ts'

/** What the experiment is about, in its own words; under a button that says its sizes. */
export function About({ children }: { readonly children: React.ReactNode }) {
  const words = useWords()
  const language = useStore((s) => s.language)
  const experiment = useStore((s) => s.experiment)
  const text = textOf(experiment.about, language)
  if (text === '') return children
  return (
    <>
      <button type="button" className="quiet about" popoverTarget="about" title={words.aboutExperiment}>
        {children}
        <span className="info" aria-hidden="true">
          i
        </span>
      </button>
      <div id="about" popover="auto" className="display">
        <strong>{textOf(experiment.title, language) || words.ownExperiment}</strong>
        <p>{text}</p>
      </div>
    </>
  )
}
