import { symbolInfo } from '../../src/index.ts'

const letters = ['f', 'i', 'g', 'o', 'r', 'z', 'n']
const names = [
  'x',
  'h',
  'C',
  'y',
  'p',
  'L',
  'a',
  'W',
  'U',
  'b',
  'target',
  'head.weight',
  'head.bias',
  ...letters,
  ...letters.flatMap((q) => ['a', 'W', 'U', 'b', 'c', 'peephole'].map((kind) => `${kind}_${q}`)),
]

/** The colour of every symbol, by the idea that it belongs to: one rule a symbol, from the engine's own table. */
export const symbolColours = names
  .map((name) => {
    const selectors = [name, `d:${name}`, `${name}'`].map((each) => `[data-sym="${each}"]`)
    return `${selectors.join(',')}{color:var(--${symbolInfo(name)!.idea})}`
  })
  .join('\n')
