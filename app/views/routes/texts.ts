import type en from '../../words/en/routes.ts'
import { textsOf } from '../../words/texts.ts'

export type Texts = typeof en

export const useTexts = textsOf(
  import.meta.glob<Texts>('../../words/*/routes.ts', { eager: true, import: 'default' }),
)
