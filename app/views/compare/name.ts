/** How a model is called: its cell and what is particular about its weights. */
import { type Choice, nameOfCell } from '../../../src/index.ts'
import { textOf } from '../../parts/equation/explain.ts'
import type { Language } from '../../state/slices/appearance.ts'
import type { Entry } from './models.ts'
import type { Texts } from './texts.ts'

export function nameOf(entry: Entry, texts: Texts, language: Language): string {
  if (entry.kind === 'given')
    return (
      textOf(entry.experiment.title, language) || (entry.text === '@' ? texts.models.current : entry.text)
    )
  return nameOfChoice(entry.choice, texts)
}

function nameOfChoice({ model, init }: Choice, texts: Texts): string {
  const { cell, activation = 'tanh', variant = 'vanilla', peephole } = model
  const { scheme, gain = 1, sd = 0.1, forgetBias, inputSd } = init
  const kind =
    cell === 'rnn' ? `RNN ${texts.models.activations[activation]}` : nameOfCell({ cell }).toUpperCase()
  const special = variant === 'NFG' ? 'f = 1' : variant === 'vanilla' ? '' : variant
  const reset = model.resetAfter === false ? 'r ⊙ h' : ''
  const drawn = scheme === 'normal' ? `${texts.models.short.normal} ${sd}` : texts.models.short[scheme]
  const usual = scheme === 'pytorch' && gain === 1 && (forgetBias !== undefined || special !== '')
  return [
    kind,
    special,
    reset,
    peephole ? texts.models.peepholeName : '',
    usual ? '' : gain === 1 ? drawn : `${gain} × ${drawn}`,
    forgetBias === undefined ? '' : `b_f = ${forgetBias}`.replace('-', '−'),
    inputSd === undefined ? '' : `W ${inputSd}`,
  ]
    .filter((part) => part !== '')
    .join(' ')
}

/** The same in little room: the cell alone. */
export function shortNameOf(entry: Entry): string {
  return nameOfCell(entry.kind === 'drawn' ? entry.choice.model : entry.experiment.model).toUpperCase()
}

/** In the figure: an experiment by its cell and size, a drawn model by its name. */
export function figureNameOf(entry: Entry, name: string): string {
  return entry.kind === 'drawn' ? name : `${shortNameOf(entry)} H = ${entry.experiment.model.hiddenSize}`
}
