/** How a model is called: its cell and what is particular about its weights. */
import {
  type Choice,
  forgetBiasOf,
  type LayerChoice,
  layersIn,
  networkOfChoice,
  raised,
} from '../../../src/index.ts'
import { shortOptions } from '../../parts/cell/texts.ts'
import { textIn } from '../../parts/equation/explain.ts'
import { type Entry, layersOfEntry, modelOfEntry } from '../../state/models.ts'
import { cellName } from '../../words/cell.ts'
import type { Words } from '../../words/words.ts'
import type { Texts } from './texts.ts'

export function nameOf(entry: Entry, texts: Texts, words: Words): string {
  if (entry.kind === 'given') {
    // What is open may have another cell than its title says.
    const title = entry.text === '@' ? '' : textIn(entry.experiment.title, words.languageCode)
    const { model, sequence } = entry.experiment
    return title || `${shortNameOf(entry, words)} H = ${model.hiddenSize}, T = ${sequence.inputs.length}`
  }
  return nameOfChoice(entry.choice, texts, words)
}

/** The units of a layer where it says its own. */
const sizeOf = ({ hiddenSize }: LayerChoice) => (hiddenSize === undefined ? [] : [String(hiddenSize)])

/** The cells of a model, their own units and their options; equal layers are counted. */
function nameOfLayers(layers: readonly LayerChoice[], texts: Texts, words: Words): string {
  const names = layers.map((layer) =>
    [cellName(layer, words), ...sizeOf(layer), ...shortOptions(words, layer)].join(' '),
  )
  const equal = names.length > 1 && names.every((name) => name === names[0])
  return equal ? texts.models.layersOf(names.length, names[0]!) : names.join(' + ')
}

function nameOfChoice({ model, init }: Choice, texts: Texts, words: Words): string {
  const layers = layersIn(model)
  const { scheme, gain = 1, sd = 0.1, forgetBias, inputSd } = init
  const drawn = scheme === 'normal' ? `${texts.models.short.normal} ${sd}` : texts.models.short[scheme]
  const usual = scheme === 'pytorch' && gain === 1 && forgetBias !== undefined
  return [
    nameOfLayers(layers, texts, words),
    usual ? '' : gain === 1 ? drawn : `${gain} × ${drawn}`,
    forgetBias === undefined ? '' : `${forgetBiasIn(layers)} = ${forgetBias}`.replace('-', '−'),
    inputSd === undefined ? '' : `W ${inputSd}`,
  ]
    .filter((part) => part !== '')
    .join(' ')
}

/** A name where letters cannot stand lower, as in a list to choose from: bf for b_f. */
export const flatName = (name: string): string => name.replace(/(\p{L})_(?=[\p{L}\d])/gu, '$1')

/** The forget bias that a model's layers have: that of the lowest with one. */
export const forgetBiasIn = (layers: readonly LayerChoice[]): string | undefined =>
  layers.map(forgetBiasOf).find((name) => name !== undefined)

/** A state of one of several layers, 0 at the bottom, as the field writes it: h⁽²⁾. */
export const inLayer = (state: string, layer: number): string => `${state}${raised(`(${layer + 1})`)}`

/** A state of a model by its name in the net, written so where there are several layers. */
export function writtenState(entry: Entry, name: string): string {
  const count = layersOfEntry(entry).length
  if (count === 1) return name
  const { base = name, layer = 0, reverse } = networkOfChoice(modelOfEntry(entry)).info(name)
  return inLayer(reverse ? `${base}_reverse` : base, layer)
}

/** The same in little room: the cells alone. */
export const shortNameOf = (entry: Entry, words: Words): string =>
  [...new Set(layersOfEntry(entry).map((layer) => cellName(layer, words)))].join(' + ')
