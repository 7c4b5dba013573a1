/** The weights of a changed model: what still has its place is kept, the rest is drawn. */
import { cellOf, storedOf } from '../cell/cell-of.ts'
import type { Model, Problem, Weights } from '../cell/model.ts'
import { blockOf, placesOf, weightOf } from '../cell/parameters.ts'
import { renamed } from '../cell/renamed.ts'
import { size, type Tensor } from '../tensor/tensor.ts'
import type { WeightLists } from './document.ts'
import { initialWeights } from './initial.ts'
import { listsOf } from './problem.ts'

/** New weights, with every number that stands at the same place of the same gate, or of the same symbol, as before. */
export function carried(old: Problem, model: Model, seed: number): WeightLists {
  const drawn = initialWeights(model, { scheme: 'pytorch', seed })
  if (storedOf(model) && storedOf(old.model)) keepBlocks(drawn, model, old)
  else keepSymbols(drawn, model, old)
  return listsOf(drawn)
}

/** Both cells have PyTorch's tensors: their blocks are kept by the gate, each of the two biases too. */
function keepBlocks(drawn: Weights, model: Model, old: Problem): void {
  const blocks = storedOf(model)!.blocks
  const oldBlocks = storedOf(old.model)!.blocks
  for (const [name, { shape, data }] of Object.entries(drawn)) {
    const from = old.weights[name]
    if (!from) continue
    const gated = /^(weight|bias)_/.test(name)
    const width = shape[1] ?? 1
    const oldWidth = from.shape[1] ?? 1
    const H = gated ? model.hiddenSize : shape[0]!
    const oldH = gated ? old.model.hiddenSize : from.shape[0]!
    for (let k = 0; k < size(shape); k++) {
      const row = Math.floor(k / width)
      const column = k % width
      const oldBlock = gated ? oldBlocks.indexOf(blocks[Math.floor(row / H)]!) : 0
      if (oldBlock < 0 || row % H >= oldH || column >= oldWidth) continue
      data[k] = from.data[(oldBlock * oldH + (row % H)) * oldWidth + column]!
    }
  }
}

/** A cell of somebody's own keeps the weights of the symbols that had the same shape, in letters, before; renamed ones too. */
function keepSymbols(drawn: Weights, model: Model, old: Problem): void {
  const [before, after] = [cellOf(old.model), cellOf(model)]
  const names = renamed(before, after)
  const oldPlaces = placesOf(old.model)
  for (const [name, place] of placesOf(model)) {
    const from = names.get(name) ?? name
    const oldPlace = oldPlaces.get(from)
    if (!oldPlace || String(before.shapes.get(from)) !== String(after.shapes.get(name))) continue
    const value = weightOf(old.weights, oldPlace)
    const [first, second] = place.tensors.map((each) => blockOf(drawn[each]!, place))
    copy(value, first!, 1)
    // Of two biases that act as their sum the other one is zero.
    if (second) copy(value, second, 0)
  }
}

/** Copies what stands at the same place of both, times a factor. */
function copy(from: Tensor, to: Tensor, factor: number): void {
  const [rows = 1, columns = 1] = from.shape
  const width = to.shape[1] ?? 1
  for (let k = 0; k < size(to.shape); k++) {
    const [row, column] = [Math.floor(k / width), k % width]
    if (row < rows && column < columns) to.data[k] = from.data[row * columns + column]! * factor
  }
}
