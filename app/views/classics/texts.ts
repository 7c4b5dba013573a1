import type en from '../../words/en/classics.ts'
import { textsOf } from '../../words/texts.ts'

export type Texts = typeof en

export const useTexts = textsOf(
  import.meta.glob<Texts>('../../words/*/classics.ts', { eager: true, import: 'default' }),
)
