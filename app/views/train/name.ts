/** What a net is called: its cell, what is particular about it, and its units; and what it learns. */
import { type ExperimentModel, modelOf, type TrainingDocument } from '../../../src/index.ts'
import { shortOptions } from '../../parts/cell/texts.ts'
import { textIn } from '../../parts/equation/explain.ts'
import { netName } from '../../words/cell.ts'
import type { Words } from '../../words/words.ts'
import type { Texts } from './texts.ts'

export function nameOfNet(model: ExperimentModel, texts: Texts, words: Words): string {
  const whole = modelOf(model)
  const { init } = model
  const drawn = [
    init && init.scheme !== 'pytorch' ? texts.nets.schemes[init.scheme] : '',
    init?.gain !== undefined && init.gain !== 1 ? `${init.gain} × U` : '',
    init?.forgetBias === undefined ? '' : `b = ${init.forgetBias}`,
  ]
  return [netName(whole, words), ...shortOptions(words, whole), ...drawn]
    .filter((part) => part !== '')
    .join(' · ')
}

/** What a document is called by what is learned: its task, or the title of its data. */
export function taskName(
  { data, title }: TrainingDocument,
  { task: { names } }: Texts,
  words: Words,
): string {
  const name = data.kind === 'task' && Object.hasOwn(names, data.name) ? data.name : 'brought'
  return (name === 'brought' && textIn(title, words.languageCode)) || names[name as keyof typeof names]
}
