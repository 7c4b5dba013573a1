/** The cells whose drawing has places by hand, because they are those of the textbooks; all others lay themselves out. */
import type { Layer, Network } from '../../../../src/index.ts'
import type { Pins } from './common.ts'
import { gruPins } from './gru.ts'
import { lstmPins } from './lstm.ts'
import { rnnPins } from './rnn.ts'

const pins: Readonly<Partial<Record<string, (options: Readonly<Record<string, unknown>>) => Pins>>> = {
  rnn: rnnPins,
  lstm: lstmPins,
  gru: gruPins,
}

/** The places by hand of a cell of the library, by its options, in the names of its layer; undefined where it has none. */
export function pinsOf(layer: Layer, track: Network['tracks'][number]): Pins | undefined {
  const found = typeof layer.cell === 'string' ? pins[layer.cell]?.({ ...layer }) : undefined
  return found && track.suffix + track.x !== 'x' ? renamed(found, track) : found
}

/** What is drawn beside the cell keeps its name. */
const ofHead = new Set(['box', 'y', 'p', 'L', 'target'])

/** Places by hand in the names of a layer above the first or of a direction against time. */
function renamed(of: Pins, { suffix, x, reverse }: Network['tracks'][number]): Pins {
  const named = (id: string) =>
    id
      .replace(/(?<![\p{L}\d_])\p{L}[\p{L}\d_]*(?![\p{L}\d_(])/gu, (name) =>
        name === 'x' ? x : ofHead.has(name) || name === 't' ? name : name + suffix,
      )
      .replaceAll('[t-1]', reverse ? '[t+1]' : '[t-1]')
  const each = <Value>(all: Readonly<Record<string, Value>>): Record<string, Value> =>
    Object.fromEntries(Object.entries(all).map(([id, value]) => [named(id), value]))
  return { at: each(of.at), ways: each(of.ways), forks: each(of.forks), far: of.far.map(named) }
}
