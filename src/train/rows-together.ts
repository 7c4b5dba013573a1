/** How many sequences are run together: so many that their values stay in the processor's cache, and none where one is too large for any memory. */
import { sizesOf } from '../algebra/shape.ts'
import type { Model } from '../cell/model.ts'
import { shapeIn, sizesOfNet, tracksOf } from '../cell/tracks.ts'
import { size } from '../tensor/tensor.ts'

/** The usual number, and the memory that they, and one alone, may take. */
const usual = 32
const megabytes = { together: 256, alone: 1024 }

export const mostMegabytes = megabytes.alone

/** The bytes of all values and gradients of a sequence of T timesteps. */
function bytesOf(model: Model, T: number, precision: 'float32' | 'float64'): number {
  const sizes = sizesOfNet(model)
  const numbers = tracksOf(model).map(({ layer, cell, equations }) =>
    equations.reduce((sum, _, i) => {
      const shape = cell.shapes.get(cell.equations[i]!.symbol)!
      return sum + size(sizesOf(shapeIn(model, layer, shape), sizes))
    }, 0),
  )
  const perStep = 2 * (numbers.reduce((a, b) => a + b, 0) + model.inputSize + model.outputSize)
  return perStep * (T + 2) * (precision === 'float32' ? 4 : 8)
}

/** How many sequences of at most T timesteps are run together; 0 where not even one can be. */
export function rowsTogether(model: Model, T: number, precision: 'float32' | 'float64'): number {
  const each = bytesOf(model, T, precision) / 2 ** 20
  if (each > megabytes.alone) return 0
  return Math.max(1, Math.min(usual, Math.floor(megabytes.together / each)))
}
