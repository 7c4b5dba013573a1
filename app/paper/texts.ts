import type en from '../language/en/paper.ts'
import { textsOf } from '../language/texts.ts'

export const useTexts = textsOf(
  import.meta.glob<typeof en>('../language/*/paper.ts', { eager: true, import: 'default' }),
)
