import type en from '../language/en/derive.ts'
import { textsOf } from '../language/texts.ts'

export const useTexts = textsOf(
  import.meta.glob<typeof en>('../language/*/derive.ts', { eager: true, import: 'default' }),
)
