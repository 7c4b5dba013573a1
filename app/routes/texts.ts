import type en from '../language/en/routes.ts'
import { textsOf } from '../language/texts.ts'

export type Texts = typeof en

export const useTexts = textsOf(
  import.meta.glob<Texts>('../language/*/routes.ts', { eager: true, import: 'default' }),
)
