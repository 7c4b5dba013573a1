import type en from '../language/en/predict.ts'
import { textsOf } from '../language/texts.ts'

export const useTexts = textsOf(
  import.meta.glob<typeof en>('../language/*/predict.ts', { eager: true, import: 'default' }),
)
