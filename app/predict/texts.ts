import type en from '../language/en/predict.ts'
import type slipsEn from '../language/en/slips.ts'
import { textsOf } from '../language/texts.ts'

export const useTexts = textsOf(
  import.meta.glob<typeof en>('../language/*/predict.ts', { eager: true, import: 'default' }),
)

/** The gallery's sentences. */
export const useSlipTexts = textsOf(
  import.meta.glob<typeof slipsEn>('../language/*/slips.ts', { eager: true, import: 'default' }),
)
