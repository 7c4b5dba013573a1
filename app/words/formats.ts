/** Whole sentences of what was decided about files: their texts are loaded with the readers. */
import { type Decided, type Question, type SaidTexts, saidIn, whyIn } from '../../src/index.ts'
import type { Words } from './words.ts'

export interface FormatsWords {
  readonly said: (part: Decided) => string
  /** why something is asked */
  readonly why: (question: Question) => string
}

/** The sentences of a language, by its texts. */
export const formatsWords = ({ sentence }: Words, texts: SaidTexts): FormatsWords => ({
  said: (part) => sentence(saidIn(part, texts)),
  why: ({ why }) => sentence(whyIn(why, texts)),
})
