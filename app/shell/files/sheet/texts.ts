import type { SaidTexts } from '../../../../src/index.ts'
import type en from '../../../words/en/file-sheet.ts'
import { formatsWords } from '../../../words/formats.ts'
import { textsOf } from '../../../words/texts.ts'
import { useWords } from '../../../words/words.ts'

export const useTexts = textsOf(
  import.meta.glob<typeof en>('../../../words/*/file-sheet.ts', { eager: true, import: 'default' }),
)

/** What was decided, and why something is asked, in the language of the page. */
export const useSaidTexts = textsOf(
  import.meta.glob<SaidTexts>('../../../words/*/formats.ts', { eager: true, import: 'formats' }),
)

/** The same as whole sentences. */
export const useSentences = () => formatsWords(useWords(), useSaidTexts())
