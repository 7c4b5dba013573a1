/** The answers to one held-out sequence, timestep by timestep, beside its inputs and the truth. */
import { useMemo, useState } from 'react'
import { fullValue, numberText } from '../../../src/index.ts'
import type { Span } from '../../figure/axis.ts'
import { dashOf, Line, type Point, placeOf } from '../../figure/marks.tsx'
import { type AnswersProps, numberSaid } from './Answers.tsx'
import { Card } from './Card.tsx'
import { spanOf } from './Forecast.tsx'
import styles from './figures.module.css'
import { Key } from './Key.tsx'
import { useOpener } from './opening.ts'
import { SequenceChoice } from './SequenceChoice.tsx'
import { StepPlot } from './StepPlot.tsx'
import { useTexts } from './texts.ts'
import { answersTrack } from './tracks.ts'

export function OneSequence({ lesson, nets }: AnswersProps) {
  const { answers: texts, pick } = useTexts()
  const opener = useOpener()
  const [at, setAt] = useState(0)
  const { looked } = nets[0]!
  const which = Math.min(at, looked.length - 1)
  const item = lesson.items[looked[which]!]!
  const K = lesson.document.model.outputSize
  const truth = useMemo(
    () => Array.from({ length: item.T }, (_, t): Point => [t + 1, item.targets[t * K]!]),
    [item, K],
  )
  const drawn = nets.map((net) => ({
    net,
    shown: net.shown,
    points: truth.map(([t], i): Point => [t, numberSaid(lesson, net.answers.outputs[which]!, i * K)]),
  }))
  const tracks = drawn.map(({ net, shown, points }) =>
    answersTrack(net, points, opener, () => looked[which]!, {
      said: (k) => pick.answer(shown.name, numberText(points[k]![1]), numberText(truth[k]![1])),
      t: (k) => k + 1,
    }),
  )
  const x = useMemo((): Span => ({ low: 0.5, high: item.T + 0.5, name: 't', whole: true }), [item])
  const y = spanOf([truth, ...drawn.map(({ points }) => points)], texts.value)
  return (
    <Card
      part="answers"
      title={texts.title}
      choices={<SequenceChoice at={which} count={looked.length} onChange={setAt} />}
      csv={() =>
        `t,truth,${drawn.map(({ shown }) => `net_${shown.model + 1}`).join()}\n${truth
          .map(([t, n], i) => [t, n, ...drawn.map(({ points }) => points[i]![1])].map(fullValue).join())
          .join('\n')}\n`
      }
      hint={
        <>
          <Key
            models={nets.map(({ shown }) => shown.model)}
            lines={[{ text: texts.prediction, thin: false }]}
          />
          {texts.dotsHint}
        </>
      }
    >
      <StepPlot className={styles.low} x={x} y={y} label={texts.label} tracks={tracks}>
        {(ground) => (
          <>
            {drawn.map(({ shown: { model }, points }) => (
              <g key={model} data-part="curve" data-model={model} className={styles.curve}>
                <Line ground={ground} points={points} dash={dashOf(model)} className={styles.heldOut} />
              </g>
            ))}
            {truth.map((point) => {
              const place = placeOf(ground, point)
              return (
                place && (
                  <circle key={point[0]} className={styles.truthDot} cx={place[0]} cy={place[1]} r={3} />
                )
              )
            })}
          </>
        )}
      </StepPlot>
    </Card>
  )
}
