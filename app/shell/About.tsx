import { type Layer, layersOf, libraryCellOf, modelOf, symbolNames } from '../../src/index.ts'
import { AnyTime } from '../math/AnyTime.tsx'
import { textIn } from '../parts/equation/explain.ts'
import { useStore, useTrace } from '../state/store.ts'
import ui from '../ui/ui.module.css'
import { netName } from '../words/cell.ts'
import { useWords, type Words } from '../words/words.ts'
import styles from './About.module.css'

/** What the experiment is about, in its own words; under a button that says its sizes. */
export function About({ children }: { readonly children: React.ReactNode }) {
  const words = useWords()
  const language = useStore((s) => s.language)
  const experiment = useStore((s) => s.experiment)
  const opened = useStore((s) => s.opened)
  // Another cell takes the text away: what it told was of the cell before.
  const isOld = !experiment.about
  const text = textIn(experiment.about ?? opened.about, language)
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
        <strong>{textIn(experiment.title, language) || words.ownExperiment}</strong>
        {isOld && <p className={ui.hint}>{words.aboutBefore(netName(modelOf(experiment.model), words))}</p>}
        <p>{text}</p>
        <AboutCells />
      </div>
    </>
  )
}

/** What each cell of the net changes and the paper it is from, where the library has it; what its symbols are called. */
function AboutCells() {
  const words = useWords()
  const trace = useTrace()
  const layers = layersOf(trace.problem.model)
  // A cell that several layers have is told once; its symbols are those of the first of them.
  const cells = layers.flatMap((layer, i) => {
    const isFirst = layers.findIndex((other) => sameCell(other, layer)) === i
    return isFirst
      ? [{ layer, at: layers.flatMap((other, k) => (sameCell(other, layer) ? [k + 1] : [])) }]
      : []
  })
  return cells.map(({ layer, at }) => (
    <section key={at[0]}>
      {cells.length > 1 && (
        <h3>
          {words.labelled(
            words.list(at.map((k) => words.names.track(k, undefined))),
            calledIn(layer, words.libraryLanguage),
          )}
        </h3>
      )}
      <AboutCell layer={layer} suffix={suffixOf(layer, at[0]! - 1)} />
    </section>
  ))
}

/** What follows the names of a cell's symbols in a layer; of two directions the first is named. */
const suffixOf = ({ direction }: Layer, k: number): string =>
  `${k === 0 ? '' : `_l${k}`}${direction === 'backward' ? '_reverse' : ''}`

/** What people call a cell: as the library does, or its author. */
const calledIn = ({ cell }: Layer, language: Words['libraryLanguage']): string =>
  libraryCellOf({ cell })?.names[language] ?? (typeof cell === 'string' ? cell : cell.name)

const sameCell = (a: Layer, b: Layer): boolean => JSON.stringify(a.cell) === JSON.stringify(b.cell)

function AboutCell({ layer, suffix }: { readonly layer: Layer; readonly suffix: string }) {
  const { libraryLanguage } = useWords()
  const trace = useTrace()
  const entry = libraryCellOf(layer)
  const symbols = [...symbolNames(layer, libraryLanguage)]
  return (
    <>
      {entry && (
        <p className={ui.hint}>
          {entry.change[libraryLanguage]}{' '}
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
                <AnyTime trace={trace} text={`[[${name}${suffix}]]`} />
              </dt>
              <dd>{said}</dd>
            </div>
          ))}
        </dl>
      )}
    </>
  )
}
