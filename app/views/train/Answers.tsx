/** What the nets answer now to sequences that are held out, beside what is right. */
import { predictedBy } from '../../../src/index.ts'
import { isSameData } from '../../state/training.ts'
import type { Answers as Said } from '../../work/training/observations.ts'
import { Forecast } from './Forecast.tsx'
import { type Lesson, lessonOf } from './lessons.ts'
import { OneSequence } from './OneSequence.tsx'
import { Scatter } from './Scatter.tsx'
import { Spoken } from './Spoken.tsx'
import type { Shown } from './shown.ts'

/** A net that has answered. */
export interface Answering {
  readonly shown: Shown
  readonly answers: Said
  /** the sequences that it was asked, counted from 0 */
  readonly looked: readonly number[]
}

export interface AnswersProps {
  readonly lesson: Lesson
  readonly nets: readonly Answering[]
}

export function Answers({ shown }: { readonly shown: readonly Shown[] }) {
  const first = shown.find(({ run }) => run?.answers && run.facts)?.run
  if (!first) return null
  const lesson = lessonOf(first.document)
  const nets = shown.flatMap((each): Answering[] => {
    const { run } = each
    // Nets of another task, before it was changed, answer something else.
    const isSame = run && isSameData(run.document.data, first.document.data)
    return run?.answers && run.facts && isSame
      ? [{ shown: each, answers: run.answers, looked: run.facts.looked }]
      : []
  })
  const { loss } = lesson.document
  if (loss.kind === 'cross-entropy') return <Spoken lesson={lesson} nets={nets} />
  if (loss.at === 'all') return <OneSequence lesson={lesson} nets={nets} />
  return lesson.windows ? <Forecast lesson={lesson} nets={nets} /> : <Scatter lesson={lesson} nets={nets} />
}

/** The first output of a sequence as a number. */
export const numberSaid = (lesson: Lesson, outputs: Float64Array, at = 0): number =>
  predictedBy(lesson.document.loss, outputs[at]!)
