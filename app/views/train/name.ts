/** What a net is called: its cell, what is particular about it, and its units. */
import { type ExperimentModel, modelOf } from '../../../src/index.ts'
import { shortOptions } from '../../parts/cell/texts.ts'
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
