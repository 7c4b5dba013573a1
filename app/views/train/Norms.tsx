/** The norm of the gradient at each update, and where it was clipped. */
import { useMemo } from 'react'
import { fullValue, numberText } from '../../../src/index.ts'
import { reach, type Span } from '../../figure/axis.ts'
import type { Ground } from '../../figure/Frame.tsx'
import { dashOf, Line, type Point, placeOf, Rule } from '../../figure/marks.tsx'
import { Card } from './Card.tsx'
import { gradientNorms } from './curves.ts'
import styles from './figures.module.css'
import { OfEach } from './Key.tsx'
import { useEpochs } from './Losses.tsx'
import { useOpener } from './opening.ts'
import { StepPlot } from './StepPlot.tsx'
import type { Shown } from './shown.ts'
import { useTexts } from './texts.ts'
import { updatesTrack } from './tracks.ts'

interface Props {
  readonly shown: readonly Shown[]
  readonly epochs: number
}

export function Norms({ shown, epochs }: Props) {
  const { norms: texts, pick } = useTexts()
  const opener = useOpener()
  const drawn = useMemo(
    () => shown.flatMap((each) => (each.run ? [{ shown: each, ...gradientNorms(each.run) }] : [])),
    [shown],
  )
  const clips = [...new Set(shown.flatMap(({ run }) => run?.document.training.clipNorm ?? []))]
  const x = useEpochs(shown, epochs)
  const clipText = clips.join()
  // biome-ignore lint/correctness/useExhaustiveDependencies: the text says the norms that are clipped to
  const y = useMemo((): Span => {
    const [low, high] = reach(
      [...drawn.flatMap(({ points }) => points.map(([, norm]) => norm)), ...clips],
      true,
    )
    return { low, high, log: true, tight: true, name: texts.axis }
  }, [drawn, texts, clipText])
  const shares = drawn
    .filter(({ points }) => points.length > 0)
    .map(({ shown: { name, model }, share }) => {
      const percent = (100 * share).toFixed(share > 0 && share < 0.1 ? 1 : 0)
      return { model, text: texts.clipped(percent), said: texts.said(name, percent) }
    })
  const said = shares.map((each) => each.said)
  return (
    <Card
      part="norms"
      title={texts.title}
      caption={said}
      hint={
        clips.length === 0 || shares.length === 0 ? (
          texts.hint
        ) : (
          <>
            {texts.marks} <OfEach nets={shares} />
          </>
        )
      }
      csv={() => csvOf(drawn)}
    >
      <StepPlot
        className={styles.low}
        x={x}
        y={y}
        label={texts.label(said.join(' '))}
        tracks={drawn.map(({ shown: each, points }) =>
          updatesTrack(each, points, opener, (k) =>
            pick.norm(each.name, String(k + 1), numberText(each.run!.seen.gradNorms[k] ?? Number.NaN)),
          ),
        )}
      >
        {(ground) => (
          <>
            {clips.map((clip) => (
              <Rule
                key={clip}
                ground={ground}
                y={clip}
                text={texts.clip(numberText(clip))}
                className={styles.rule}
              />
            ))}
            {drawn.map(({ shown: { model, isOld }, points, clipped }) => (
              <g
                key={model}
                data-part="curve"
                data-model={model}
                data-state={isOld ? 'old' : undefined}
                className={styles.curve}
              >
                <Line ground={ground} points={points} dash={dashOf(model)} className={styles.heldOut} />
                <path className={styles.clipped} d={crosses(ground, clipped)} />
              </g>
            ))}
          </>
        )}
      </StepPlot>
    </Card>
  )
}

/** A cross at each point. */
const crosses = (ground: Ground, points: readonly Point[]): string =>
  points
    .flatMap((point) => {
      const place = placeOf(ground, point)
      return place ? [`M${(place[0] - 2.5).toFixed(1)} ${(place[1] - 2.5).toFixed(1)}l5 5m0-5l-5 5`] : []
    })
    .join('')

const csvOf = (drawn: readonly { readonly shown: Shown; readonly points: readonly Point[] }[]): string =>
  ['net,epoch,norm\n']
    .concat(
      drawn.flatMap(({ shown: { model }, points }) =>
        points.map(([epoch, norm]) => `${model + 1},${epoch},${fullValue(norm)}\n`),
      ),
    )
    .join('')
