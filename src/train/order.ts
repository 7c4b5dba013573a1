/** Which sequences each update learns from. */
import { random } from '../tensor/random.ts'
import type { Settings } from './document.ts'

export interface Order {
  readonly updatesPerEpoch: number
  readonly updates: number
  /** the sequences of an update, counted from 0 */
  readonly batch: (update: number) => Int32Array
}

/** The order of `train` sequences: as they come, or shuffled anew for each epoch; the last batch of an epoch may be smaller. */
export function orderOf(
  { batch = 'full', shuffle = false, seed = 1, epochs }: Settings,
  train: number,
): Order {
  const size = batch === 'full' ? train : batch
  const updatesPerEpoch = Math.ceil(train / size)
  const inOrder = Int32Array.from({ length: train }, (_, i) => i)
  let known: { readonly epoch: number; readonly order: Int32Array } = { epoch: -1, order: inOrder }
  const orderOfEpoch = (epoch: number): Int32Array => {
    if (!shuffle) return inOrder
    // Each epoch has a seed of its own, so that any of them can be had without those before.
    if (known.epoch !== epoch)
      known = { epoch, order: shuffled(inOrder, (seed + Math.imul(epoch, 0x9e3779b9)) >>> 0) }
    return known.order
  }
  return {
    updatesPerEpoch,
    updates: updatesPerEpoch * epochs,
    batch: (update) => {
      if (!shuffle && size === train) return inOrder
      const at = (update % updatesPerEpoch) * size
      return orderOfEpoch(Math.floor(update / updatesPerEpoch)).subarray(at, Math.min(at + size, train))
    },
  }
}

/** Fisher and Yates' shuffle. */
function shuffled(list: Int32Array, seed: number): Int32Array {
  const from = random(seed)
  const order = list.slice()
  for (let i = order.length - 1; i > 0; i--) {
    const j = Math.floor(from.uniform(0, i + 1))
    const [a, b] = [order[i]!, order[j]!]
    order[i] = b
    order[j] = a
  }
  return order
}
