/** The sentences of what was decided about files: loaded with the readers, in the language of the page. */
import { type Decided, type Question, saidIn, whyIn } from '../../src/index.ts'
import type { Language } from '../state/slices/appearance.ts'

export interface FormatsWords {
  readonly said: (part: Decided) => string
  /** a question with the answer that was taken */
  readonly taken: (question: Question) => string
}

export async function formatsWords(language: Language): Promise<FormatsWords> {
  if (language === 'zh') {
    const { formats: texts } = await import('./zh/formats.ts')
    return {
      said: (part) => `${saidIn(part, texts)}。`,
      taken: ({ why, usual }) => `${whyIn(why, texts)}：取 ${usual}。`,
    }
  }
  const { formats: texts } = await import('./en/formats.ts')
  const sentence = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`
  return {
    said: (part) => sentence(saidIn(part, texts)),
    taken: ({ why, usual }) => sentence(`${whyIn(why, texts)}: ${usual} is taken`),
  }
}
