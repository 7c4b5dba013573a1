import { layersOf, libraryCellOf, type Model } from '../../src/index.ts'
import type { Words } from './words.ts'

/** The name of a model's cell: that of the library in the language of the page, or its author's. */
export function cellName({ cell }: Pick<Model, 'cell'>, words: Words): string {
  if (typeof cell === 'string') return words.cells[cell]
  const entry = libraryCellOf({ cell })
  return entry?.names.en === cell.name ? words.cells[entry.id] : cell.name
}

const arrows = { forward: '', backward: ' ←', both: ' ⇄' } as const

/** What a net is called: its cell and how many units it has; of several layers each, bottom up, with its direction. */
export function netName(model: Model, words: Words): string {
  const layers = layersOf(model)
  const plain = layers.length === 1 && !model.attention && !model.direction
  if (plain) return `${cellName(model, words)} · ${words.units(model.hiddenSize)}`
  const names = layers.map(
    (layer) => `${cellName(layer, words)} ${layer.hiddenSize}${arrows[layer.direction ?? 'forward']}`,
  )
  return words.netName(names, model.attention !== undefined)
}
