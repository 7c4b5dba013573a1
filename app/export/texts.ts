import type en from '../language/en/along.ts'
import { textsOf } from '../language/texts.ts'

export const useTexts = textsOf(
  import.meta.glob<typeof en>('../language/*/along.ts', { eager: true, import: 'default' }),
)
