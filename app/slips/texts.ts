import type { Slip } from '../../src/index.ts'
import type en from '../language/en/slips.ts'
import { textsOf } from '../language/texts.ts'

export type Texts = typeof en

export const useTexts = textsOf(
  import.meta.glob<Texts>('../language/*/slips.ts', { eager: true, import: 'default' }),
)

/** The title and the sentence of a slip. */
export const textsFor = (texts: Texts, slip: Slip) => texts.slips[slip.id as keyof Texts['slips']]
