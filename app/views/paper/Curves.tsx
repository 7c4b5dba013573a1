/** How error and mistakes fall, sequence by sequence, for the networks that are shown. */
import { type ReactNode, useMemo, useRef } from 'react'
import { published, type Training } from '../../../src/index.ts'
import trainingStyles from '../../figure/TrainingPlot.module.css'
import { type Curve, TrainingPlot } from '../../figure/TrainingPlot.tsx'
import { Save } from '../../parts/take/Save.tsx'
import ui from '../../ui/ui.module.css'
import { useWords, type Words } from '../../words/words.ts'
import styles from './Curves.module.css'
import { curvesCsv } from './csv.ts'
import { count, percent } from './numbers.tsx'
import { type Kind, keyOf, type Run } from './runs.ts'
import { type Texts, useTexts } from './texts.ts'

interface Props {
  readonly kinds: readonly Kind[]
  /** those that have begun */
  readonly shown: readonly Run[]
}

/** Of the first points of a run, whose numbers are kept, both curves. */
const curves = new WeakMap<readonly Training[], Record<'error' | 'share', [number, number][]>>()

function curvesOf({ points }: Run) {
  const found = curves.get(points) ?? {
    error: points.map((p): [number, number] => [p.sequences, p.recentError]),
    share: points.map((p): [number, number] => [p.sequences, p.recentWrong / Math.min(p.sequences, 2000)]),
  }
  curves.set(points, found)
  return found
}

/** The axis ends at a round number; it grows with the longest curve. */
function rightOf(shown: readonly Run[]): number {
  const longest = Math.max(published.sequences, ...shown.map((run) => run.points.at(-1)?.sequences ?? 0))
  return [40_000, 60_000, 80_000, 102_000].find((end) => end >= 1.02 * longest) ?? 102_000
}

function said(texts: Texts, words: Words, shown: readonly Run[], of: 'error' | 'share'): string {
  const begun = shown.filter(({ points }) => points.length > 0)
  if (begun.length === 0) return texts.noCurve
  return begun
    .map((run) => {
      const [sequences, value] = curvesOf(run)[of].at(-1)!
      const text = of === 'error' ? value.toFixed(3) : percent(words, value)
      return texts.curveLabel(texts.kinds[run.kind], run.seed, count(sequences), text)
    })
    .join(' ')
}

export function Curves({ kinds, shown }: Props) {
  const texts = useTexts()
  const words = useWords()
  const right = rightOf(shown)
  const drawn = useMemo(() => {
    const of = (what: 'error' | 'share'): Curve[] =>
      shown.map((run) => ({
        key: keyOf(run.kind, run.seed),
        label: run.seed,
        kind: run.kind,
        points: curvesOf(run)[what],
        end: run.state === 'solved' ? 'good' : run.state === 'training' ? 'open' : 'bad',
      }))
    return { error: of('error'), share: of('share') }
  }, [shown])
  const mark = { x: published.sequences, label: texts.paperMark(count(published.sequences)) }
  const caption = (title: string, of: 'error' | 'share') => [
    words.labelled(texts.title, title),
    said(texts, words, shown, of),
  ]
  return (
    <div>
      <div className={styles.plots}>
        <Kept
          name="experiment-6a-error"
          title={texts.error}
          caption={caption(texts.error, 'error')}
          shown={shown}
        >
          <TrainingPlot
            list={words.list}
            curves={drawn.error}
            right={right}
            top={1}
            yTicks={[0, 0.25, 0.5, 0.75, 1]}
            yText={String}
            xLabel={texts.sequencesAxis}
            label={texts.errorLabel(said(texts, words, shown, 'error'))}
            rule={{ y: 0.1, label: texts.mustReach }}
            mark={mark}
          />
        </Kept>
        <Kept
          name="experiment-6a-mistakes"
          title={texts.share}
          caption={caption(texts.share, 'share')}
          shown={shown}
        >
          <TrainingPlot
            list={words.list}
            curves={drawn.share}
            right={right}
            top={1}
            yTicks={[0, 0.25, 0.5, 0.75, 1]}
            yText={(share) => percent(words, share)}
            xLabel={texts.sequencesAxis}
            label={texts.shareLabel(said(texts, words, shown, 'share'))}
            rule={{ y: 0, label: texts.mustBeNone }}
            mark={mark}
          />
        </Kept>
      </div>
      <ul className={styles.legend}>
        {kinds.map((kind) => (
          <li key={kind}>
            <svg
              data-part="training-plot"
              className={`${trainingStyles.plot} ${styles.sample}`}
              viewBox="0 0 44 12"
              aria-hidden="true"
            >
              <g data-part="curve" className={trainingStyles.curve} data-kind={kind}>
                <path d="M2 6H42" />
              </g>
            </svg>
            {texts.kinds[kind]}
          </li>
        ))}
      </ul>
      <p className={ui.hint}>{texts.ends}</p>
    </div>
  )
}

/** A figure that can be taken along: as it is now, while networks learn too. */
function Kept({
  name,
  title,
  caption,
  shown,
  children,
}: {
  readonly name: string
  readonly title: string
  readonly caption: readonly string[]
  readonly shown: readonly Run[]
  readonly children: ReactNode
}) {
  const holder = useRef<HTMLElement>(null)
  return (
    <figure ref={holder}>
      <figcaption>{title}</figcaption>
      {children}
      <Save name={name} figure={holder} caption={caption} csv={() => curvesCsv(shown)} brief />
    </figure>
  )
}
