import type en from '../../words/en/compare.ts'
import { textsOf } from '../../words/texts.ts'

export type Texts = typeof en

export const useTexts = textsOf(
  import.meta.glob<Texts>('../../words/*/compare.ts', { eager: true, import: 'default' }),
)
