import type en from '../../words/en/questions.ts'
import { textsOf } from '../../words/texts.ts'

export const useTexts = textsOf(
  import.meta.glob<typeof en>('../../words/*/questions.ts', { eager: true, import: 'default' }),
)
