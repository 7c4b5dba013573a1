import type en from '../language/en/paper.ts'
import { textsOf } from '../language/texts.ts'

export type Texts = typeof en

export const useTexts = textsOf(
  import.meta.glob<Texts>('../language/*/paper.ts', { eager: true, import: 'default' }),
)
