import type { Model } from '../cell/model.ts'
import { blocksOf } from '../cell/parameters.ts'

/** The gate that a variant leaves out, and its peephole with it. */
const without: Partial<Record<Model['variant'], string>> = { NIG: 'i', NFG: 'f', NOG: 'o', CIFG: 'f' }

/** The shape of each tensor of a model, by PyTorch's name, in PyTorch's order. A variant keeps the rows of a gate that it leaves out. */
export function tensorShapes(model: Model): Record<string, readonly number[]> {
  const { hiddenSize: H, inputSize: D, outputSize: K } = model
  const R = blocksOf(model).length
  const shapes: Record<string, readonly number[]> = {
    weight_ih_l0: [R * H, D],
    weight_hh_l0: [R * H, H],
    bias_ih_l0: [R * H],
    bias_hh_l0: [R * H],
  }
  if (model.cell === 'lstm' && model.peephole)
    for (const q of ['i', 'f', 'o']) if (without[model.variant] !== q) shapes[`peephole_${q}`] = [H]
  shapes['head.weight'] = [K, H]
  shapes['head.bias'] = [K]
  return shapes
}
