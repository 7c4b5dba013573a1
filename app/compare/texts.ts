import type en from '../language/en/compare.ts'
import { textsOf } from '../language/texts.ts'

export type Texts = typeof en

export const useTexts = textsOf(
  import.meta.glob<Texts>('../language/*/compare.ts', { eager: true, import: 'default' }),
)
