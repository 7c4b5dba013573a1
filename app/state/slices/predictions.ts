/** The learner is asked before a result is shown. */
import { type Prediction, type PredictMode, predictModes } from '../predict.ts'
import { type Row, type Slice, type Store, word } from './slice.ts'

/** How a question about a slip was answered. */
export type SlipAnswer = 'found' | 'missed' | 'shown'

export interface Predictions {
  readonly predict: PredictMode
  readonly prediction: Prediction | null
  /** the number whose prediction was asked at this step, once it has been answered */
  readonly predicted: string | null
  /** how many answers were given and how many were right, as long as the page is open */
  readonly score: { readonly asked: number; readonly right: number }
  /** how questions about slips were answered, by the ids of the slips; as long as the page is open too */
  readonly slipAnswers: Readonly<Partial<Record<string, SlipAnswer>>>
}

const start = (): Predictions => ({
  predict: 'off',
  prediction: null,
  predicted: null,
  score: { asked: 0, right: 0 },
  slipAnswers: {},
})

const rows = { predict: word('predict', predictModes, 'off') } satisfies Record<string, Row>

const actions = ({ getState: get, setState: set }: Store) => ({
  setPredict: (predict: PredictMode): void => set({ predict }),
  /** Counts the answer to the question, and shows the result. */
  answer(right: boolean): void {
    const { prediction, score } = get()
    if (!prediction) return
    set({
      prediction: null,
      covered: false,
      predicted: prediction.ref,
      score: { asked: score.asked + 1, right: score.right + (right ? 1 : 0) },
    })
  },
  /** Notes how a slip was answered; undefined takes the answer away. */
  answerSlip: (id: string, answer: SlipAnswer | undefined): void =>
    set({ slipAnswers: { ...get().slipAnswers, [id]: answer } }),
  /** Shows the result without an answer. */
  skipPrediction: (): void => set({ prediction: null, covered: false }),
})

export const predictionsSlice = {
  start,
  rows,
  opening: () => ({ prediction: null }),
  actions,
} satisfies Slice<Predictions>
