/** Whole sentences of what was decided about files: their texts are loaded with the readers. */
import { type Decided, type Question, type SaidTexts, saidIn, whyIn } from '../../src/index.ts'
import type { Language } from '../state/slices/appearance.ts'

export interface FormatsWords {
  readonly said: (part: Decided) => string
  /** a question with the answer that was taken */
  readonly taken: (question: Question) => string
}

/** The sentences of a language, by its texts. */
export function formatsWords(language: Language, texts: SaidTexts): FormatsWords {
  if (language === 'zh')
    return {
      said: (part) => `${saidIn(part, texts)}。`,
      taken: ({ why, usual }) => `${whyIn(why, texts)}：取 ${usual}。`,
    }
  const sentence = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`
  return {
    said: (part) => sentence(saidIn(part, texts)),
    taken: ({ why, usual }) => sentence(`${whyIn(why, texts)}: ${usual} is taken`),
  }
}
