/**
 * How far back each net learns: the norm of ∂L/∂h by its lag from the last timestep, at the end of each epoch, as a map. Dark is much;
 * a decade is a shade, since gradients decay by factors.
 */

import { useMemo, useState } from 'react'
import { fullValue, modelOf, symbolText } from '../../../src/index.ts'
import { powerText, type Span } from '../../figure/axis.ts'
import { Cells, type Point } from '../../figure/marks.tsx'
import { heat } from '../../figure/scale.ts'
import { Badge } from '../../parts/cell/ModelList.tsx'
import { lagFrame } from '../../state/openStep.ts'
import { useStore } from '../../state/store.ts'
import type { Training } from '../../state/training.ts'
import { Card, Choice } from './Card.tsx'
import styles from './figures.module.css'
import { type Opener, useOpener } from './opening.ts'
import { StepPlot } from './StepPlot.tsx'
import type { Shown } from './shown.ts'
import { useTexts } from './texts.ts'
import type { Track } from './tracks.ts'

/** The most decades between the lightest and the darkest colour. */
const mostDecades = 6

/** The decimal logarithms that the colours stand for. */
interface Ends {
  readonly bottom: number
  readonly top: number
}

interface Map {
  readonly shown: Shown
  /** the gradient's variable: what a layer says */
  readonly of: string
  readonly columns: readonly Training['seen']['reach'][number][]
  readonly lags: number
  /** lag by lag, the shortest first: the decimal logarithm; NaN where there is none */
  readonly values: Float64Array
}

export function Reach({ shown }: { readonly shown: readonly Shown[] }) {
  const texts = useTexts().reach
  const [relative, setRelative] = useState(false)
  const [picked, setPicked] = useState<string | null>(null)
  const names = [...new Set(shown.flatMap(({ run }) => Object.keys(run?.seen.reach[0]?.norms ?? {})))]
  const of = picked !== null && names.includes(picked) ? picked : names.at(0)
  const notation = useStore((s) => s.notation)
  const written = (name: string) => {
    const run = shown.find((each) => each.run?.seen.reach[0]?.norms[name])?.run
    return run ? symbolText(notation, modelOf(run.document.model), name) : name
  }
  const maps = useMemo(
    () => (of === undefined ? [] : shown.flatMap((each): Map[] => mapOf(each, of, relative))),
    [shown, of, relative],
  )
  const ends = endsOf(maps)
  if (maps.length === 0) return null
  return (
    <Card
      part="reach"
      title={texts.title}
      caption={[texts.hint]}
      csv={() => csvOf(maps)}
      choices={
        <>
          {names.length > 1 && (
            <Choice
              label={texts.of}
              value={of!}
              all={names}
              textOf={(name) => `∂L/∂${written(name)}`}
              onChange={setPicked}
            />
          )}
          <Choice
            label={texts.scale}
            value={relative ? 'relative' : 'absolute'}
            all={['absolute', 'relative']}
            textOf={(scale) => texts.scales[scale]}
            onChange={(scale) => setRelative(scale === 'relative')}
          />
        </>
      }
      hint={texts.hint}
    >
      <div className={styles.maps}>
        {maps.map((map) => (
          <OneMap key={map.shown.model} map={map} ends={ends} />
        ))}
      </div>
      <Scale {...ends} />
    </Card>
  )
}

function mapOf(shown: Shown, of: string, relative: boolean): Map[] {
  const columns = (shown.run?.seen.reach ?? []).filter(({ norms }) => norms[of])
  if (columns.length === 0) return []
  const lags = Math.max(...columns.map(({ norms }) => norms[of]!.length))
  const values = new Float64Array(lags * columns.length)
  for (const [j, { norms }] of columns.entries()) {
    const column = norms[of]!
    for (let lag = 0; lag < lags; lag++) {
      const norm = column[lag] ?? Number.NaN
      values[lag * columns.length + j] = Math.log10(relative ? norm / column[0]! : norm)
    }
  }
  return [{ shown, of, columns, lags, values }]
}

/** How dark a logarithm is: from 0 to 1, what is below the scale as its end. */
const shade = (value: number, { bottom, top }: Ends): number =>
  Number.isNaN(value) ? Number.NaN : Math.max(0, Math.min(1, (value - bottom) / (top - bottom)))

/** The ends of the colours: whole decades around all numbers. */
function endsOf(maps: readonly Map[]): Ends {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (const { values } of maps)
    for (const value of values) {
      if (!Number.isFinite(value)) continue
      if (value < low) low = value
      if (value > high) high = value
    }
  const top = high > low ? Math.ceil(high) : 0
  const least = low < top ? Math.floor(low) : top - 1
  return { top, bottom: Math.max(top - mostDecades, least) }
}

function OneMap({ map, ends }: { readonly map: Map; readonly ends: Ends }) {
  const { shown, columns, lags, values } = map
  const { reach: texts, loss, pick } = useTexts()
  const opener = useOpener()
  const last = columns.at(-1)!.epoch
  const width = last / Math.max(1, columns.length - 1) || 1
  const x = useMemo(
    (): Span => ({ low: -width / 2, high: last + width / 2, name: loss.epoch, whole: true, text: String }),
    [last, width, loss],
  )
  const y = useMemo(
    (): Span => ({ low: -0.5, high: lags - 0.5, name: texts.lag, whole: true, text: String }),
    [lags, texts],
  )
  const shades = useMemo(() => Float64Array.from(values, (value) => shade(value, ends)), [values, ends])
  const far = texts.said(
    shown.name,
    String(lags - 1),
    at(values, columns.length, lags - 1, 0),
    at(values, columns.length, lags - 1, columns.length - 1),
  )
  return (
    <div>
      <p className={styles.mapHead}>
        <Badge model={shown.model} />
        {shown.name}
      </p>
      <StepPlot
        className={styles.map}
        x={x}
        y={y}
        label={far}
        data-part="reach-map"
        tracks={Array.from({ length: lags }, (_, lag) => lagTrack(map, lag, opener, pick.lag))}
      >
        {(ground) => <Cells ground={ground} values={shades} rows={lags} columns={columns.length} full={1} />}
      </StepPlot>
    </div>
  )
}

/** A lag, epoch by epoch: each opens the gradient that arrives so many timesteps back. */
function lagTrack(
  { shown, of, columns, values }: Map,
  lag: number,
  { update }: Opener,
  said: (lag: string, epoch: string, norm: string) => string,
): Track {
  const each = shown.run?.facts?.updatesPerEpoch ?? 1
  return {
    model: shown.model,
    points: columns.map(({ epoch }): Point => [epoch, lag]),
    count: columns.length,
    said: (k) => said(String(lag), String(columns[k]!.epoch), at(values, columns.length, lag, k)),
    open: (k) => update(shown, columns[k]!.epoch * each, lagFrame(of, lag)),
  }
}

const at = (values: Float64Array, columns: number, lag: number, column: number): string =>
  `10^${values[lag * columns + column]!.toFixed(1)}`.replace('-', '−')

/** What the colours mean. */
function Scale({ bottom, top }: Ends) {
  const texts = useTexts().reach
  const steps = Array.from({ length: 24 }, (_, i) => (i + 0.5) / 24)
  return (
    <p className={styles.scale}>
      <span>{texts.below(powerText(bottom))}</span>
      <svg viewBox="0 0 24 1" preserveAspectRatio="none" aria-hidden="true">
        {steps.map((step, i) => (
          <rect key={step} x={i} width={1.02} height={1} fill={heat(step, 1)} />
        ))}
      </svg>
      <span>{powerText(top)}</span>
    </p>
  )
}

const csvOf = (maps: readonly Map[]): string =>
  ['net,epoch,lag,norm\n']
    .concat(
      maps.flatMap(({ shown: { model }, columns, lags, values }) =>
        columns.flatMap(({ epoch }, j) =>
          Array.from(
            { length: lags },
            (_, lag) =>
              `${model + 1},${epoch},${lag},${fullValue(10 ** values[lag * columns.length + j]!)}\n`,
          ),
        ),
      ),
    )
    .join('')
