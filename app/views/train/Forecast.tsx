/** Predictions against the truth over the held-out part of a series: one step ahead from true history, and from the net's own answers. */
import { useMemo, useState } from 'react'
import { fullValue, inUnits, numberText } from '../../../src/index.ts'
import type { Span } from '../../figure/axis.ts'
import { dashOf, Line, type Point } from '../../figure/marks.tsx'
import { textIn } from '../../parts/equation/explain.ts'
import { useWords } from '../../words/words.ts'
import { type AnswersProps, numberSaid } from './Answers.tsx'
import { Card, Choice } from './Card.tsx'
import styles from './figures.module.css'
import { Key } from './Key.tsx'
import { useOpener } from './opening.ts'
import { StepPlot } from './StepPlot.tsx'
import { useTexts } from './texts.ts'
import { answersTrack } from './tracks.ts'

const ways = ['ahead', 'free'] as const

export function Forecast({ lesson, nets }: AnswersProps) {
  const { answers: texts, pick } = useTexts()
  const words = useWords()
  const opener = useOpener()
  const [way, setWay] = useState<(typeof ways)[number]>('ahead')
  const canRun = nets.some(({ answers }) => answers.free)
  const isFree = way === 'free' && canRun
  const { items, train, scaling, document } = lesson
  const K = document.model.outputSize
  const held = heldColumns(lesson).map(
    (column) => textIn(lesson.inputs[column], words.languageCode) || texts.column(String(column + 1)),
  )
  const looked = nets[0]!.looked
  const truth = useMemo(
    () => looked.map((index, i): Point => [i + 1, inUnits(items[index]!.targets[0]!, scaling)]),
    [looked, items, scaling],
  )
  const drawn = nets.map((net) => {
    const { shown, answers } = net
    const { free, outputs } = answers
    const values = isFree
      ? Array.from({ length: (free?.length ?? 0) / K }, (_, i) => free![i * K]!)
      : outputs.map((of) => numberSaid(lesson, of))
    return { net, shown, points: values.map((n, i): Point => [i + 1, inUnits(n, scaling)]) }
  })
  const tracks = drawn.map(({ net, shown, points }) =>
    answersTrack(net, points, opener, (k) => looked[k]!, {
      said: (k) => pick.answer(shown.name, numberText(points[k]![1]), numberText(truth[k]![1])),
    }),
  )
  const x = useMemo(
    (): Span => ({
      low: 0,
      high: looked.length + 1,
      name: train < items.length ? texts.window : texts.trainingWindow,
      whole: true,
    }),
    [looked, items, train, texts],
  )
  const y = {
    ...spanOf([truth, ...drawn.map(({ points }) => points)], scaling?.column ?? texts.value),
    verbatim: scaling !== undefined,
  }
  return (
    <Card
      part="answers"
      title={texts.title}
      csv={() => csvOf(truth, drawn)}
      choices={
        canRun && (
          <Choice
            label={texts.way}
            value={way}
            all={ways}
            textOf={(each) => texts.ways[each]}
            onChange={setWay}
          />
        )
      }
      hint={
        <>
          <Key
            models={nets.map(({ shown }) => shown.model)}
            lines={[{ text: texts.prediction, thin: false }]}
          />
          <span className={styles.key}>
            <svg width={34} height={10} aria-hidden="true">
              <path className={styles.truth} d="M1 5h32" />
            </svg>
            {texts.truth}
          </span>
          {isFree ? texts.freeHint : texts.aheadHint}
          {isFree && held.length > 0 && ` ${texts.held(words.list(held))}`}
        </>
      }
    >
      <StepPlot className={styles.low} x={x} y={y} label={texts.label} data-part="forecast" tracks={tracks}>
        {(ground) => (
          <>
            <Line ground={ground} points={truth} className={styles.truth} />
            {drawn.map(({ shown: { model, isOld }, points }) => (
              <g
                key={model}
                data-part="curve"
                data-model={model}
                data-state={isOld ? 'old' : undefined}
                className={styles.curve}
              >
                <Line ground={ground} points={points} dash={dashOf(model)} className={styles.heldOut} />
              </g>
            ))}
          </>
        )}
      </StepPlot>
    </Card>
  )
}

/** The columns that are read and not predicted: a net that lives on its own answers is told nothing new of them. */
const heldColumns = ({ windows }: AnswersProps['lesson']): readonly number[] =>
  Array.from({ length: windows?.columns ?? 0 }, (_, column) => column).filter(
    (column) => !windows!.targetColumns.includes(column),
  )

/** An axis over the truth and as much of the predictions as is not much farther out. */
export function spanOf([truth, ...predicted]: readonly (readonly Point[])[], name: string): Span {
  const of = (points: readonly Point[]) => points.map(([, n]) => n).filter(Number.isFinite)
  const [low, high] = [Math.min(...of(truth!)), Math.max(...of(truth!))]
  // One value stands in the middle.
  const room = high - low
  if (room === 0) return { low: low - 1, high: high + 1, round: true, name }
  const all = predicted.flatMap(of).filter((n) => n > low - room && n < high + room)
  return { low: Math.min(low, ...all), high: Math.max(high, ...all), round: true, name }
}

function csvOf(
  truth: readonly Point[],
  drawn: readonly { readonly shown: { readonly model: number }; readonly points: readonly Point[] }[],
): string {
  const head = ['window', 'truth', ...drawn.map(({ shown }) => `net_${shown.model + 1}`)].join()
  const rows = truth.map(([window, n], i) =>
    [window, n, ...drawn.map(({ points }) => points[i]?.[1] ?? Number.NaN)]
      .map((each) => fullValue(each))
      .join(),
  )
  return `${[head, ...rows].join('\n')}\n`
}
