/** The learner is asked before a result is shown. */
import { type PredictMode, predictModes, type Question } from '../predict.ts'
import { type Row, type Slice, type Store, word } from './slice.ts'

/** How a question about a slip was answered. */
export type SlipAnswer = 'found' | 'missed' | 'shown'

export interface Predictions {
  readonly predict: PredictMode
  readonly question: Question | null
  /** what was asked at this step */
  readonly frameAsked: string | null
  /** while the page is open; never kept */
  readonly score: { readonly asked: number; readonly right: number }
  /** which slips were found, by their ids; never kept either */
  readonly slipAnswers: Readonly<Partial<Record<string, SlipAnswer>>>
}

const start = (): Predictions => ({
  predict: 'off',
  question: null,
  frameAsked: null,
  score: { asked: 0, right: 0 },
  slipAnswers: {},
})

const rows = { predict: word('predict', predictModes, 'off') } satisfies Record<string, Row>

const actions = ({ getState: get, setState: set }: Store) => ({
  setPredict: (predict: PredictMode): void => set({ predict }),
  /** Counts the answer to the question, and shows the result. */
  answer(right: boolean): void {
    const { question, score } = get()
    if (!question) return
    set({
      question: null,
      covered: false,
      frameAsked: question.ref,
      score: { asked: score.asked + 1, right: score.right + (right ? 1 : 0) },
    })
  },
  /** Notes how a slip was answered; undefined takes the answer away. */
  answerSlip: (id: string, answer: SlipAnswer | undefined): void =>
    set({ slipAnswers: { ...get().slipAnswers, [id]: answer } }),
  /** Shows the result without an answer. */
  skipQuestion: (): void => set({ question: null, covered: false }),
})

export const predictionsSlice = {
  start,
  rows,
  opening: () => ({ question: null }),
  actions,
} satisfies Slice<Predictions>
