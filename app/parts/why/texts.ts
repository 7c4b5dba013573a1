import type en from '../../words/en/ask.ts'
import { textsOf } from '../../words/texts.ts'

export const useTexts = textsOf(
  import.meta.glob<typeof en>('../../words/*/ask.ts', { eager: true, import: 'default' }),
)
