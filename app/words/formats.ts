/** Whole sentences of what was decided about files: their texts are loaded with the readers. */
import { type Decided, type Question, type SaidTexts, saidIn, whyIn } from '../../src/index.ts'
import type { Language } from '../state/slices/appearance.ts'

export interface FormatsWords {
  readonly said: (part: Decided) => string
  /** why something is asked */
  readonly why: (question: Question) => string
}

/** The sentences of a language, by its texts. */
export function formatsWords(language: Language, texts: SaidTexts): FormatsWords {
  const sentence = (text: string) =>
    language === 'zh' ? `${text}。` : `${text.charAt(0).toUpperCase()}${text.slice(1)}.`
  return {
    said: (part) => sentence(saidIn(part, texts)),
    why: ({ why }) => sentence(whyIn(why, texts)),
  }
}
