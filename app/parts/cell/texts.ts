/** The options of a cell in words. */
import { type CellChoice, optionsIn } from '../../../src/index.ts'
import { cellName } from '../../words/cell.ts'
import type { Words } from '../../words/words.ts'

type Texts = Readonly<
  Record<string, { readonly name: string; readonly choices: Readonly<Record<string, string>> }>
>

export const optionName = ({ options }: Words, option: string): string =>
  (options as Texts)[option]?.name ?? option

export const choiceText = ({ options }: Words, option: string, choice: string | boolean): string =>
  (options as Texts)[option]?.choices[String(choice)] ?? String(choice)

/** What is particular about a model's options, in a word each. */
export function shortOptions(words: Words, model: CellChoice): readonly string[] {
  const texts: Readonly<Record<string, Readonly<Record<string, string>>>> = words.shortOptions
  return optionsIn(model).flatMap(({ option, chosen }) => texts[option]?.[String(chosen)] ?? [])
}

/** The cell of a model with all of its options, as one reads it: "GRU, Reset gate: after the product (PyTorch), …". */
export function cellInWords(model: CellChoice, words: Words): string {
  const details = optionsIn(model).map(({ option, chosen }) =>
    words.labelled(optionName(words, option), choiceText(words, option, chosen)),
  )
  return words.list([cellName(model, words), ...details])
}
