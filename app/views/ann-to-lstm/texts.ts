import type en from '../../words/en/ann-to-lstm.ts'
import { textsOf } from '../../words/texts.ts'

export const useTexts = textsOf(
  import.meta.glob<typeof en>('../../words/*/ann-to-lstm.ts', { eager: true, import: 'default' }),
)
