import type en from '../../words/en/paper.ts'
import { textsOf } from '../../words/texts.ts'

export type Texts = typeof en

export const useTexts = textsOf(
  import.meta.glob<Texts>('../../words/*/paper.ts', { eager: true, import: 'default' }),
)
