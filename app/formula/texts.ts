import type en from '../language/en/speech.ts'
import { textsOf } from '../language/texts.ts'

/** The words in which formulas are read aloud. */
export const useSpeech = textsOf(
  import.meta.glob<typeof en>('../language/*/speech.ts', { eager: true, import: 'default' }),
)
