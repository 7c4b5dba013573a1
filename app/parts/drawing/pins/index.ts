/** The cells whose drawing has places by hand, because they are those of the textbooks; all others lay themselves out. */
import type { Model } from '../../../../src/index.ts'
import type { Pins } from './common.ts'
import { gruPins } from './gru.ts'
import { lstmPins } from './lstm.ts'
import { rnnPins } from './rnn.ts'

const pins: Readonly<Partial<Record<string, (options: Readonly<Record<string, unknown>>) => Pins>>> = {
  rnn: rnnPins,
  lstm: lstmPins,
  gru: gruPins,
}

/** The places by hand of a cell of the library, by its options; undefined where it has none. */
export function pinsOf(model: Model): Pins | undefined {
  return typeof model.cell === 'string' ? pins[model.cell]?.({ ...model }) : undefined
}
