/** Elman 1990. */
import type { Family } from './family.ts'

const activations = { tanh: '', relu: 'h = relu(a)', linear: 'h = a' } as const

export interface RnnOptions {
  readonly activation: keyof typeof activations
}

export const rnn: Family<'rnn', RnnOptions & Readonly<Record<string, unknown>>> = {
  id: 'rnn',
  options: { activation: ['tanh', 'relu', 'linear'] },
  text: `
    a = W x + U h[t-1] + b
    h = tanh(a)
  `,
  changes: ({ activation }) => [activations[activation]],
  stored: () => ({ blocks: [''], own: [] }),
}
