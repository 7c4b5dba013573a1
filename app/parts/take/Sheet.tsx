/** The sheet that is printed: steps with their formulas, with numbers or with blanks; and its key, which is printed alone. */
import {
  equation,
  type Frame,
  formulaOf,
  framesAsOne,
  modelOf,
  placeOf,
  result,
  resultOf,
  type Trace,
} from '../../../src/index.ts'
import { Displayed } from '../../math/Displayed.tsx'
import { Formula } from '../../math/Formula.tsx'
import { Prose } from '../../math/Symbol.tsx'
import { languages } from '../../state/language.ts'
import { useReading, useStore } from '../../state/store.ts'
import { netName } from '../../words/cell.ts'
import { useWords } from '../../words/words.ts'
import { placeTitle, reasonOf, textIn } from '../equation/explain.ts'
import { formulaFor, formulaLines } from '../equation/lines.ts'
import { askedBy } from './exercises.ts'
import styles from './Sheet.module.css'
import { useTexts } from './texts.ts'

export type SheetKind = 'numbers' | 'blanks' | 'key'

export const rooms = ['none', 'lines', 'half'] as const
export type Room = (typeof rooms)[number]

/** More steps than this do not fit a handout. */
export const most = 120

/** One sheet: a run, and whose it is; without a name the run is the one on the page. */
export interface Copy {
  readonly name: string
  readonly trace: Trace
}

interface Props {
  readonly copies: readonly Copy[]
  /** the steps, by their index in the run */
  readonly steps: readonly number[]
  readonly kind: SheetKind
  readonly room: Room
}

export function Sheet({ copies, steps, kind, room }: Props) {
  const language = useStore((s) => s.language)
  return (
    <div data-part="sheet" className={styles.sheet} data-room={room} lang={languages[language].tag}>
      {copies.map((copy) => (
        <One key={copy.name} copy={copy} steps={steps} kind={kind} />
      ))}
    </div>
  )
}

function One({ copy, steps, kind }: Omit<Props, 'copies' | 'room'> & { readonly copy: Copy }) {
  const texts = useTexts()
  const words = useWords()
  const language = useStore((s) => s.language)
  const experiment = useStore((s) => s.experiment)
  const { name, trace } = copy
  const frames = steps.slice(0, most).map((i) => trace.frames[i]!)
  const reading = useReading()
  // Of two weights that are written as one, both are asked.
  const written = frames.flatMap((frame) => framesAsOne(trace, frame, reading))
  const asked = kind === 'blanks' ? askedBy(written) : undefined
  const title = textIn(experiment.title, language) || words.ownExperiment
  const answers = kind === 'key'
  return (
    <section data-part={answers ? 'answers' : 'copy'} className={answers ? styles.answers : styles.copy}>
      <h1>{answers ? texts.keyOf(title) : title}</h1>
      <p data-part="whose" className={styles.whose}>
        {name !== '' && <b>{name}</b>}
        {name === '' && kind === 'blanks' && <span className={styles.nameLine}>{texts.name}</span>}
        <span>
          {netName(modelOf(experiment.model), words)} · {words.steps(experiment.sequence.inputs.length)}
        </span>
      </p>
      {steps.length > most && <p>{texts.tooMany(steps.length, most)}</p>}
      {frames.map((frame) =>
        kind === 'key' ? (
          <Answer key={placeOf(frame)} trace={trace} frame={frame} />
        ) : (
          <Step key={placeOf(frame)} trace={trace} frame={frame} asked={asked} />
        ),
      )}
    </section>
  )
}

interface StepProps {
  readonly trace: Trace
  readonly frame: Frame
}

/** One step. What is asked anywhere on the sheet stands as its symbol; nothing is told before it is asked. */
function Step({ trace, frame, asked }: StepProps & { readonly asked: ReadonlySet<string> | undefined }) {
  const words = useWords()
  const reading = useReading()
  const formula = asked
    ? formulaOf(trace, frame, reading, undefined, asked)
    : formulaFor(trace, frame, reading)
  const lines = formulaLines(formula)
  return (
    <article>
      <h2>
        <Prose trace={trace} t={frame.t} text={placeTitle(trace, frame, words)} whole />
      </h2>
      <Displayed tree={lines.symbols} label={words.symbols} />
      {formula.numbers !== formula.symbols && (
        <Formula kind="numbers" tree={result(lines.numbers)} label={words.numbers} />
      )}
      {asked ? (
        <Blanks pieces={framesAsOne(trace, frame, reading).map((each) => resultOf(trace, each).shape)} />
      ) : (
        <>
          <Formula kind="numbers" tree={lines.result} label={words.result} />
          {formula.cancels && <p>{words.cancels[formula.cancels]}</p>}
          <p>
            <Prose trace={trace} t={frame.t} text={reasonOf(trace, frame, words)} />
          </p>
        </>
      )}
    </article>
  )
}

/** More rows or columns of a result are not written by hand. */
const mostBlanks = 6

/** Room to work, and a blank for each number of the result, as its rows and columns stand; the pieces stand side by side. */
function Blanks({ pieces }: { readonly pieces: readonly (readonly number[])[] }) {
  const [shape] = pieces as [readonly number[]]
  const rows = Math.min(mostBlanks, shape[0] ?? 1)
  const columns = Math.min(
    mostBlanks,
    pieces.reduce((sum, [, n]) => sum + (n ?? 1), 0),
  )
  return (
    <>
      <div className={styles.work} />
      <div data-part="blanks" className={styles.blanks}>
        ={' '}
        <div
          className={shape.length > 0 ? `${styles.grid} ${styles.vector}` : styles.grid}
          style={{ gridTemplateColumns: `repeat(${columns}, auto)` }}
        >
          {Array.from({ length: rows * columns }, (_, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a blank is its place
            <span key={i} />
          ))}
        </div>
      </div>
    </>
  )
}

function Answer({ trace, frame }: StepProps) {
  const words = useWords()
  const formula = formulaFor(trace, frame, useReading())
  return (
    <article data-part="answer">
      <h2>
        <Prose trace={trace} t={frame.t} text={placeTitle(trace, frame, words)} whole />
      </h2>
      <Formula kind="numbers" tree={equation(formula.left, formula.result)} label={words.result} />
    </article>
  )
}
