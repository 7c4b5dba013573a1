/** The weights of a changed model: what still has its place is kept, the rest is drawn. */
import { storedOf } from '../cell/cell-of.ts'
import type { Model, Problem, Weights } from '../cell/model.ts'
import { blockOf, placesOf, tensorNames, tensorsAbove, weightOf } from '../cell/parameters.ts'
import { isEdited, renamed } from '../cell/renamed.ts'
import { type Track, tracksOf } from '../cell/tracks.ts'
import { size, type Tensor } from '../tensor/tensor.ts'
import type { WeightLists } from './document.ts'
import { initialWeights } from './initial.ts'
import { listsOf } from './problem.ts'

/** Does each layer of a changed model have the cell that it had before, or an edited form of it? New layers do not count. */
export function keepsCells(before: Model, after: Model): boolean {
  const old = tracksOf(before)
  return tracksOf(after).every(({ suffix, cell }) => {
    const from = old.find((track) => track.suffix === suffix)
    return !from || isEdited(from.cell, cell)
  })
}

/**
 * New weights, with every number that stands at the same place of the same gate, or of the same symbol, of the same layer as before. What
 * has the same name in quite another cell means something else, and is drawn; so is then the head, which read that cell.
 */
export function carried(old: Problem, model: Model, seed: number): WeightLists {
  const drawn = initialWeights(model, { scheme: 'pytorch', seed })
  const before = tracksOf(old.model)
  for (const track of tracksOf(model)) {
    const from = before.find(({ suffix }) => suffix === track.suffix)
    if (!from || !isEdited(from.cell, track.cell)) continue
    if (storedOf(track.of) && storedOf(from.of)) keepBlocks(drawn, track, old, from)
    else keepSymbols(drawn, model, track, old, from)
  }
  if (keepsCells(old.model, model))
    for (const name of tensorsAbove(model)) if (old.weights[name]) copy(old.weights[name]!, drawn[name]!, 1)
  return listsOf(drawn)
}

/** Both cells have PyTorch's tensors: their blocks are kept by the gate, each of the two biases too. */
function keepBlocks(drawn: Weights, track: Track, old: Problem, before: Track): void {
  const { blocks, own } = storedOf(track.of)!
  const { blocks: oldBlocks } = storedOf(before.of)!
  const [H, oldH] = [track.of.hiddenSize, before.of.hiddenSize]
  for (const name of own) {
    const from = old.weights[name + track.suffix]
    if (from) copy(from, drawn[name + track.suffix]!, 1)
  }
  for (const name of tensorNames(track)) {
    const [to, from] = [drawn[name]!, old.weights[name]!]
    const width = to.shape[1] ?? 1
    const oldWidth = from.shape[1] ?? 1
    for (let k = 0; k < size(to.shape); k++) {
      const row = Math.floor(k / width)
      const column = k % width
      const oldBlock = oldBlocks.indexOf(blocks[Math.floor(row / H)]!)
      if (oldBlock < 0 || row % H >= oldH || column >= oldWidth) continue
      to.data[k] = from.data[(oldBlock * oldH + (row % H)) * oldWidth + column]!
    }
  }
}

/** A cell of somebody's own keeps the weights of the symbols that had the same shape, in letters, before; renamed ones too. */
function keepSymbols(drawn: Weights, model: Model, track: Track, old: Problem, before: Track): void {
  const names = renamed(before.cell, track.cell)
  const [oldPlaces, places] = [placesOf(old.model), placesOf(model)]
  for (const name of track.cell.weights) {
    const place = places.get(name + track.suffix)!
    const from = names.get(name) ?? name
    const oldPlace = oldPlaces.get(from + before.suffix)
    if (!oldPlace || String(before.cell.shapes.get(from)) !== String(track.cell.shapes.get(name))) continue
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
