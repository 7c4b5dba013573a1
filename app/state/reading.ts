import type { Reading } from '../../src/index.ts'
import { type State, useStore } from './store.ts'

/** How formulas are written now: the same object until that changes, so that one look at the store tells a symbol that it stays. */
export const useReading = (): Reading => useStore(readingOf)

let latest: Reading = { notation: 'graves', gradient: 'partial', weights: 'split' }

function readingOf({ notation, gradient, weights }: State): Reading {
  if (latest.notation !== notation || latest.gradient !== gradient || latest.weights !== weights)
    latest = { notation, gradient, weights }
  return latest
}
