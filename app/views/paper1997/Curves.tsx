/** How error and mistakes fall, sequence by sequence, for the networks that are shown. */
import { type ReactNode, useCallback, useMemo, useRef } from 'react'
import { type PaperProgress, published } from '../../../src/index.ts'
import { type Curve, CurveSample, TrainingPlot } from '../../figure/TrainingPlot.tsx'
import { Save } from '../../parts/take/Save.tsx'
import ui from '../../ui/ui.module.css'
import { useWords, type Words } from '../../words/words.ts'
import styles from './Curves.module.css'
import { curvesCsv } from './csv.ts'
import { count, percent } from './numbers.tsx'
import { keyOf, type NetworkKind, type PaperTraining } from './runs.ts'
import { type Texts, useTexts } from './texts.ts'

interface Props {
  readonly kinds: readonly NetworkKind[]
  /** those that have begun */
  readonly shown: readonly PaperTraining[]
}

/** Both curves of a run, kept by its list of points. */
const curves = new WeakMap<readonly PaperProgress[], Record<'error' | 'share', [number, number][]>>()

function curvesOf({ points }: PaperTraining) {
  const found = curves.get(points) ?? {
    error: points.map((p): [number, number] => [p.sequences, p.recentError]),
    share: points.map((p): [number, number] => [p.sequences, p.recentWrong / Math.min(p.sequences, 2000)]),
  }
  curves.set(points, found)
  return found
}

/** The axis ends at a round number; it grows with the longest curve. */
function rightOf(shown: readonly PaperTraining[]): number {
  const longest = Math.max(published.sequences, ...shown.map((run) => run.points.at(-1)?.sequences ?? 0))
  return [40_000, 60_000, 80_000, 102_000].find((end) => end >= 1.02 * longest) ?? 102_000
}

function said(texts: Texts, words: Words, shown: readonly PaperTraining[], of: 'error' | 'share'): string {
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

const shares = [0, 0.25, 0.5, 0.75, 1]
const names = { error: 'experiment-6a-error', share: 'experiment-6a-mistakes' } as const

export function Curves({ kinds, shown }: Props) {
  const texts = useTexts()
  return (
    <div>
      <div className={styles.plots}>
        <Plotted of="error" shown={shown} />
        <Plotted of="share" shown={shown} />
      </div>
      <ul className={styles.legend}>
        {kinds.map((kind) => (
          <li key={kind}>
            <CurveSample kind={kind} />
            {texts.kinds[kind]}
          </li>
        ))}
      </ul>
      <p className={ui.hint}>{texts.ends}</p>
    </div>
  )
}

/** How the error, or the share of mistakes, of each network falls. */
function Plotted({
  of,
  shown,
}: {
  readonly of: 'error' | 'share'
  readonly shown: readonly PaperTraining[]
}) {
  const texts = useTexts()
  const words = useWords()
  const curves = useMemo(
    () =>
      shown.map(
        (run): Curve => ({
          key: keyOf(run.kind, run.seed),
          label: run.seed,
          kind: run.kind,
          points: curvesOf(run)[of],
          end: run.state === 'solved' ? 'good' : run.state === 'training' ? 'open' : 'bad',
        }),
      ),
    [shown, of],
  )
  const yText = useCallback(
    (value: number) => (of === 'error' ? String(value) : percent(words, value)),
    [of, words],
  )
  const what = said(texts, words, shown, of)
  const isError = of === 'error'
  return (
    <Kept
      name={names[of]}
      title={texts[of]}
      caption={[words.labelled(texts.title, texts[of]), what]}
      shown={shown}
    >
      <TrainingPlot
        list={words.list}
        curves={curves}
        right={rightOf(shown)}
        top={1}
        yTicks={shares}
        yText={yText}
        xLabel={texts.sequencesAxis}
        label={(isError ? texts.errorLabel : texts.shareLabel)(what)}
        rule={isError ? { y: 0.1, label: texts.mustReach } : { y: 0, label: texts.mustBeNone }}
        mark={{ x: published.sequences, label: texts.paperMark(count(published.sequences)) }}
      />
    </Kept>
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
  readonly shown: readonly PaperTraining[]
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
