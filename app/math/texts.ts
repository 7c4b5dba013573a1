import type en from '../words/en/speech.ts'
import { textsOf } from '../words/texts.ts'

/** The words in which formulas are read aloud. */
export const useSpeech = textsOf(
  import.meta.glob<typeof en>('../words/*/speech.ts', { eager: true, import: 'default' }),
)
