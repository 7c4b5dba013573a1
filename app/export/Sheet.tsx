/** The sheet that is printed: steps with their formulas, with numbers or with blanks and the answers on a page of their own. */
import { type Frame, goesOn, groupOf, placeOf, resultOf, type Trace } from '../../src/index.ts'
import { Formula } from '../formula/Formula.tsx'
import { Prose } from '../formula/Symbol.tsx'
import { useWords } from '../language/words.ts'
import { reasonOf, textOf, titleOf } from '../step/explain.ts'
import { formulaFor, linesOf } from '../step/lines.ts'
import { useReading } from '../store/reading.ts'
import { useStore } from '../store/store.ts'
import { useTexts } from './texts.ts'

export type Steps = 'idea' | 'timestep' | 'phase' | 'all'
export type Kind = 'numbers' | 'blanks'

/** More steps than this do not fit a handout. */
const most = 120

interface Props {
  readonly trace: Trace
  readonly frame: Frame
  readonly steps: Steps
  readonly kind: Kind
}

export function Sheet({ trace, frame, steps, kind }: Props) {
  const texts = useTexts()
  const words = useWords()
  const language = useStore((s) => s.language)
  const experiment = useStore((s) => s.experiment)
  const group = steps === 'all' ? undefined : groupOf(frame, trace.net, steps)
  const reading = useReading()
  // Of two weights that are written as one, one has the formula of both.
  const chosen = trace.frames.filter(
    (each) => (steps === 'all' || groupOf(each, trace.net, steps) === group) && !goesOn(trace, each, reading),
  )
  const shown = chosen.slice(0, most)
  const title = textOf(experiment.title, language) || words.ownExperiment
  return (
    <div className="sheet" lang={language === 'zh' ? 'zh-CN' : 'en'}>
      <h1>{title}</h1>
      <p>
        {words.cells[experiment.model.cell]} · {words.units(experiment.model.hiddenSize)} ·{' '}
        {words.steps(experiment.sequence.inputs.length)}
      </p>
      {chosen.length > most && <p>{texts.tooMany(chosen.length, most)}</p>}
      {shown.map((each) => (
        <Step key={placeOf(each)} trace={trace} frame={each} blanks={kind === 'blanks'} />
      ))}
      {kind === 'blanks' && (
        <section className="answers">
          <h1>
            {title}: {texts.answers}
          </h1>
          {shown.map((each) => (
            <Answer key={placeOf(each)} trace={trace} frame={each} />
          ))}
        </section>
      )}
    </div>
  )
}

interface StepProps {
  readonly trace: Trace
  readonly frame: Frame
}

function Step({ trace, frame, blanks }: StepProps & { readonly blanks: boolean }) {
  const words = useWords()
  const lines = linesOf(formulaFor(trace, frame, useReading()))
  return (
    <article>
      <h2>
        {placeOf(frame)} · <Prose trace={trace} t={frame.t} text={titleOf(trace, frame, words)} whole />
      </h2>
      <Formula kind="display" tex={lines.symbols} label={words.symbols} />
      <Formula kind="numbers" tex={lines.numbers} label={words.numbers} />
      {blanks ? (
        <p className="blanks">
          ={' '}
          {Array.from({ length: Math.min(24, resultOf(trace, frame).data.length) }, (_, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a blank is its place
            <span key={i} />
          ))}
        </p>
      ) : (
        <>
          <Formula kind="numbers" tex={lines.result} label={words.result} />
          <p>
            <Prose trace={trace} t={frame.t} text={reasonOf(trace, frame, words)} />
          </p>
        </>
      )}
    </article>
  )
}

function Answer({ trace, frame }: StepProps) {
  const words = useWords()
  const { result } = linesOf(formulaFor(trace, frame, useReading()))
  return (
    <article className="answer">
      <h2>{placeOf(frame)}</h2>
      <Formula kind="numbers" tex={result} label={words.result} />
    </article>
  )
}
