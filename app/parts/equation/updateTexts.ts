import type en from '../../words/en/update.ts'
import { textsOf } from '../../words/texts.ts'

export const useUpdateTexts = textsOf(
  import.meta.glob<typeof en>('../../words/*/update.ts', { eager: true, import: 'default' }),
)
