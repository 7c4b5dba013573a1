import type en from '../../words/en/path.ts'
import { textsOf } from '../../words/texts.ts'

export const useTexts = textsOf(
  import.meta.glob<typeof en>('../../words/*/path.ts', { eager: true, import: 'default' }),
)
