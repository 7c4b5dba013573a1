import type en from '../../words/en/along.ts'
import { textsOf } from '../../words/texts.ts'

export const useTexts = textsOf(
  import.meta.glob<typeof en>('../../words/*/along.ts', { eager: true, import: 'default' }),
)
