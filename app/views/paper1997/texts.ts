import type en from '../../words/en/paper1997.ts'
import { textsOf } from '../../words/texts.ts'

export type Texts = typeof en

export const useTexts = textsOf(
  import.meta.glob<Texts>('../../words/*/paper1997.ts', { eager: true, import: 'default' }),
)
