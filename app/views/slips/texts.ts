import type { Slip } from '../../../src/index.ts'
import type en from '../../words/en/slips.ts'
import { textsOf } from '../../words/texts.ts'

export type Texts = typeof en

export const useTexts = textsOf(
  import.meta.glob<Texts>('../../words/*/slips.ts', { eager: true, import: 'default' }),
)

/** The title and the sentence of a slip. */
export const textsFor = (texts: Texts, slip: Slip) => texts.slips[slip.id as keyof Texts['slips']]
