/** What is needed in every language at once, whichever the page is in. */
import type { Noun } from '../../../src/index.ts'

/** What a symbol is called by what it is. */
export const nouns = {
  forget: 'forget gate',
  input: 'input gate',
  output: 'output gate',
  update: 'update gate',
  reset: 'reset gate',
  gate: 'gate',
  candidate: 'candidate',
  proposal: 'candidate',
  cell: 'cell state',
  memory: 'memory',
  normaliser: 'normaliser',
  state: 'state',
  hidden: 'hidden state',
  data: 'input',
  below: 'layer below',
  value: '',
} as const satisfies Readonly<Record<Noun, string>>

/** Titles of what is pasted. */
export const pasted = { sequence: 'Pasted sequence', weights: 'Pasted weights' }
