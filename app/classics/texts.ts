import type en from '../language/en/classics.ts'
import { textsOf } from '../language/texts.ts'

export const useTexts = textsOf(
  import.meta.glob<typeof en>('../language/*/classics.ts', { eager: true, import: 'default' }),
)
