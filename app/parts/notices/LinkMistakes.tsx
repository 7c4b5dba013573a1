import type { Expected, ParamMistake } from '../../state/params.ts'
import ui from '../../ui/ui.module.css'
import { useWords, type Words } from '../../words/words.ts'

/** The most words that are told one by one; of more, some examples. */
const toldOneByOne = 8

function expectedText(words: Words, expected: Expected): string {
  if ('range' in expected) return words.range(...expected.range)
  if ('among' in expected && expected.among.length <= toldOneByOne)
    return words.params.among(words.list(expected.among))
  const examples = 'among' in expected ? expected.among.slice(0, 3) : expected.like
  const most = 'most' in expected ? expected.most : undefined
  return words.params.like(words.list(examples), most)
}

/** What the address says of the view and cannot be: each parameter, what stands there, and what was expected. */
export function LinkMistakes({ mistakes }: { readonly mistakes: readonly ParamMistake[] }) {
  const words = useWords()
  return mistakes.map(({ param, text, expected }) => (
    <p key={`${param} ${text}`} data-part="trouble" className={ui.trouble} role="alert">
      {words.params.wrong(param, text, expectedText(words, expected))}
    </p>
  ))
}
