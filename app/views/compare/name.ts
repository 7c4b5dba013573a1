/** How a model is called: its cell and what is particular about its weights. */
import { type Choice, forgetBiasOf } from '../../../src/index.ts'
import { shortOptions } from '../../parts/cell/texts.ts'
import { textOf } from '../../parts/equation/explain.ts'
import { cellOf, type Entry } from '../../state/models.ts'
import { cellName } from '../../words/cell.ts'
import type { Words } from '../../words/words.ts'
import type { Texts } from './texts.ts'

export function nameOf(entry: Entry, texts: Texts, words: Words): string {
  if (entry.kind === 'given')
    return (
      textOf(entry.experiment.title, words.languageCode) ||
      (entry.text === '@' ? texts.models.current : entry.text)
    )
  return nameOfChoice(entry.choice, texts, words)
}

function nameOfChoice({ model, init }: Choice, texts: Texts, words: Words): string {
  const { scheme, gain = 1, sd = 0.1, forgetBias, inputSd } = init
  const special = shortOptions(words, model)
  const drawn = scheme === 'normal' ? `${texts.models.short.normal} ${sd}` : texts.models.short[scheme]
  const usual = scheme === 'pytorch' && gain === 1 && forgetBias !== undefined
  return [
    cellName(model, words),
    ...special,
    usual ? '' : gain === 1 ? drawn : `${gain} × ${drawn}`,
    forgetBias === undefined ? '' : `${forgetBiasOf(model)} = ${forgetBias}`.replace('-', '−'),
    inputSd === undefined ? '' : `W ${inputSd}`,
  ]
    .filter((part) => part !== '')
    .join(' ')
}

/** A name where letters cannot stand lower, as in a list to choose from: bf for b_f. */
export const flatName = (name: string): string => name.replace(/(\p{L})_(?=[\p{L}\d])/gu, '$1')

/** The same in little room: the cell alone. */
export const shortNameOf = (entry: Entry, words: Words): string => cellName(cellOf(entry), words)

/** In the figure: an experiment by its cell and size, a drawn model by its name. */
export function figureNameOf(entry: Entry, name: string, words: Words): string {
  return entry.kind === 'drawn'
    ? name
    : `${shortNameOf(entry, words)} H = ${entry.experiment.model.hiddenSize}`
}
