/** Numbers between 0 and 1 over the epochs: how far the gates of each net stand open, or how many answers are right. */

import { fullValue, modelOf, symbolText } from '../../../src/index.ts'
import type { Span } from '../../figure/axis.ts'
import { dashes } from '../../figure/curve.ts'
import { dashOf, Line, type Point } from '../../figure/marks.tsx'
import { Badge } from '../../parts/cell/ModelList.tsx'
import { lastFrame } from '../../state/openStep.ts'
import { useStore } from '../../state/store.ts'
import { useWords } from '../../words/words.ts'
import { Card } from './Card.tsx'
import { gateCurves, rightShare } from './curves.ts'
import { endLabels, roomFor } from './ends.ts'
import styles from './figures.module.css'
import { OfEach } from './Key.tsx'
import { useEpochs } from './Losses.tsx'
import { useOpener } from './opening.ts'
import { StepPlot } from './StepPlot.tsx'
import type { Shown } from './shown.ts'
import { useTexts } from './texts.ts'
import { epochsTrack, type Track } from './tracks.ts'

interface Props {
  readonly shown: readonly Shown[]
  readonly epochs: number
}

const y: Span = { low: 0, high: 1, name: '', ticks: [0, 0.2, 0.4, 0.6, 0.8, 1] }

interface Curve {
  readonly name: string
  /** the symbol whose curve it is, by its name in the net */
  readonly gate?: string
  readonly points: readonly Point[]
  readonly dash: string
  readonly shown: Shown
}

/** The share of right answers, all nets in one plot. */
export function Right({ shown, epochs }: Props) {
  const { right: texts, pick } = useTexts()
  const opener = useOpener()
  const curves = shown.flatMap((each): Curve[] => {
    const { run, model, name } = each
    const points = run ? rightShare(run) : []
    return points.length === 0 ? [] : [{ name, points, dash: dashOf(model), shown: each }]
  })
  const tracks = curves.map(({ shown: each, points }) =>
    epochsTrack(each, points, opener, (epoch, share) =>
      pick.right(each.name, epoch, (100 * share).toFixed(0)),
    ),
  )
  const x = useEpochs(shown, epochs)
  if (curves.length === 0) return null
  const shares = curves.map(({ name, points, shown: { model } }) => {
    const percent = (100 * points.at(-1)![1]).toFixed(0)
    return { model, text: `${percent}%`, said: texts.said(name, percent) }
  })
  const said = shares.map((each) => each.said)
  return (
    <Card
      name="right"
      title={texts.title}
      caption={said}
      csv={() => csvOf(curves)}
      hint={
        <>
          {texts.hint} <OfEach nets={shares} />
        </>
      }
    >
      <Drawn x={x} curves={curves} tracks={tracks} labels={[]} label={said.join(' ')} />
    </Card>
  )
}

/** How far the gates stand open: a plot for each net that has some. */
export function Gates({ shown, epochs }: Props) {
  const { gates: texts, pick } = useTexts()
  const opener = useOpener()
  const words = useWords()
  const x = useEpochs(shown, epochs)
  const notation = useStore((s) => s.notation)
  const nets = shown.flatMap((each) => {
    const { run, model, name } = each
    const curves = run
      ? [...gateCurves(run)].map(
          ([gate, points], i): Curve => ({
            name: symbolText(notation, modelOf(run.document.model), gate),
            gate,
            points,
            dash: dashes[i % dashes.length]!,
            shown: each,
          }),
        )
      : []
    return curves.length === 0 ? [] : [{ model, name, curves }]
  })
  if (nets.length === 0) return null
  return (
    <Card
      part="gates"
      title={texts.title}
      hint={texts.hint}
      csv={() => csvOf(nets.flatMap(({ curves }) => curves))}
    >
      <div className={styles.maps}>
        {nets.map(({ model, name, curves }) => (
          <div key={model}>
            <p className={styles.mapHead}>
              <Badge model={model} />
              {name}
            </p>
            <Drawn
              x={x}
              curves={curves}
              tracks={curves.map(({ name: gate, gate: symbol, points, shown: each }) =>
                epochsTrack(
                  each,
                  points,
                  opener,
                  (epoch, open) => pick.gate(gate, epoch, open.toFixed(3)),
                  lastFrame(symbol!),
                ),
              )}
              labels={curves.map(({ name: gate, points }) => ({ text: gate, y: points.at(-1)![1] }))}
              label={texts.label(
                name,
                words.list(curves.map(({ name: gate, points }) => `${gate} ${points.at(-1)![1].toFixed(2)}`)),
              )}
            />
          </div>
        ))}
      </div>
    </Card>
  )
}

interface DrawnProps {
  readonly x: Span
  readonly curves: readonly Curve[]
  readonly tracks: readonly Track[]
  readonly labels: readonly { readonly text: string; readonly y: number }[]
  readonly label: string
}

function Drawn({ x, curves, tracks, labels, label }: DrawnProps) {
  return (
    <StepPlot
      className={styles.low}
      x={x}
      y={y}
      ends={({ em }) =>
        roomFor(
          labels.map(({ text }) => text),
          Number.POSITIVE_INFINITY,
          em,
        )
      }
      label={label}
      tracks={tracks}
    >
      {(ground) => (
        <>
          {curves.map(({ name, points, dash, shown: { model } }) => (
            <g key={`${model} ${name}`} data-part="curve" data-model={model}>
              <Line ground={ground} points={points} dash={dash} className={styles.heldOut} />
            </g>
          ))}
          {endLabels({ ...ground, width: Number.POSITIVE_INFINITY }, labels).map(
            ({ text, x: at, y: height }) => (
              <text key={text} className={styles.said} x={at} y={height}>
                {text}
              </text>
            ),
          )}
        </>
      )}
    </StepPlot>
  )
}

const csvOf = (curves: readonly Curve[]): string =>
  ['net,of,epoch,share\n']
    .concat(
      curves.flatMap(({ shown: { model }, name, points }) =>
        points.map(
          ([epoch, share]) => `${model + 1},"${name.replaceAll('"', '""')}",${epoch},${fullValue(share)}\n`,
        ),
      ),
    )
    .join('')
