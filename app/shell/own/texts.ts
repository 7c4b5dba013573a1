import type en from '../../words/en/own.ts'
import { textsOf } from '../../words/texts.ts'

export const useTexts = textsOf(
  import.meta.glob<typeof en>('../../words/*/own.ts', { eager: true, import: 'default' }),
)
