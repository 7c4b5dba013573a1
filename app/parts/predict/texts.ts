import type en from '../../words/en/predict.ts'
import type slipsEn from '../../words/en/slips.ts'
import { textsOf } from '../../words/texts.ts'

export const useTexts = textsOf(
  import.meta.glob<typeof en>('../../words/*/predict.ts', { eager: true, import: 'default' }),
)

/** The gallery's sentences. */
export const useSlipTexts = textsOf(
  import.meta.glob<typeof slipsEn>('../../words/*/slips.ts', { eager: true, import: 'default' }),
)
