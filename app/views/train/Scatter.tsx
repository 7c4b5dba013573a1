/** Predictions against the truth, a dot a held-out sequence: on the diagonal they are right. */

import { useMemo } from 'react'
import { fullValue, numberText } from '../../../src/index.ts'
import { Dots, Line, type Point } from '../../figure/marks.tsx'
import { Badge } from '../../parts/cell/ModelList.tsx'
import { type AnswersProps, numberSaid } from './Answers.tsx'
import { Card } from './Card.tsx'
import { spanOf } from './Forecast.tsx'
import styles from './figures.module.css'
import { useOpener } from './opening.ts'
import { StepPlot } from './StepPlot.tsx'
import { useTexts } from './texts.ts'
import { answersTrack } from './tracks.ts'

export function Scatter({ lesson, nets }: AnswersProps) {
  const { answers: texts, pick } = useTexts()
  const opener = useOpener()
  const { items } = lesson
  const drawn = nets.map((net) => ({
    net,
    shown: net.shown,
    points: net.answers.outputs.map(
      (of, i): Point => [items[net.looked[i]!]!.targets[0]!, numberSaid(lesson, of)],
    ),
  }))
  const { low, high } = useMemo(
    () => spanOf([nets[0]!.looked.map((index): Point => [0, items[index]!.targets[0]!])], ''),
    [nets, items],
  )
  const x = useMemo(() => ({ low, high, round: true, name: texts.truth }), [low, high, texts])
  const y = useMemo(() => ({ low, high, round: true, name: texts.prediction }), [low, high, texts])
  return (
    <Card
      part="answers"
      title={texts.title}
      hint={texts.scatterHint}
      csv={() =>
        `net,truth,prediction\n${drawn
          .flatMap(({ shown, points }) =>
            points.map((point) => `${shown.model + 1},${point.map(fullValue).join()}\n`),
          )
          .join('')}`
      }
    >
      <div className={styles.maps}>
        {drawn.map(({ net, shown: { model, name }, points }) => (
          <div key={model}>
            <p className={styles.mapHead}>
              <Badge model={model} />
              {name}
            </p>
            <StepPlot
              className={styles.map}
              x={x}
              y={y}
              label={texts.label}
              tracks={[
                answersTrack(net, points, opener, (k) => net.looked[k]!, {
                  said: (k) => pick.answer(name, numberText(points[k]![1]), numberText(points[k]![0])),
                  scattered: true,
                }),
              ]}
            >
              {(ground) => (
                <g data-part="curve" data-model={model}>
                  <Line
                    ground={ground}
                    points={[
                      [low, low],
                      [high, high],
                    ]}
                    className={styles.rule}
                  />
                  <Dots ground={ground} points={points} />
                </g>
              )}
            </StepPlot>
          </div>
        ))}
      </div>
    </Card>
  )
}
