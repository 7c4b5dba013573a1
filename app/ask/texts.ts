import type en from '../language/en/ask.ts'
import { textsOf } from '../language/texts.ts'

export const useTexts = textsOf(
  import.meta.glob<typeof en>('../language/*/ask.ts', { eager: true, import: 'default' }),
)
