import type en from '../../words/en/train.ts'
import { textsOf } from '../../words/texts.ts'

export type Texts = typeof en

export const useTexts = textsOf(
  import.meta.glob<Texts>('../../words/*/train.ts', { eager: true, import: 'default' }),
)
