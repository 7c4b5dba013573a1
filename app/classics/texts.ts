import type en from '../language/en/classics.ts'
import { textsOf } from '../language/texts.ts'

export type Texts = typeof en

export const useTexts = textsOf(
  import.meta.glob<Texts>('../language/*/classics.ts', { eager: true, import: 'default' }),
)
