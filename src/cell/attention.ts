/**
 * Additive attention over the timesteps (Bahdanau, Cho & Bengio 2015): a score for each feature, softmax over t, and the sum of the
 * features by these weights. The query is the last feature.
 */
import { apply, type Expr, symbol } from '../algebra/expression.ts'
import type { Pass } from './passes.ts'
import type { SymbolInfo } from './symbols.ts'

/** The names that attention takes from the cells around it. */
export const attentionNames = ['e', 'alpha', 'context']

const weight = (name: string) => symbol(`attention.${name}`, null)
/** W_s s: what the query gives to every score, computed once. */
const query = 'attention.q'
/** log Σ exp e_t, so that α_t = exp(e_t − log Z) holds its digits for any e. */
const logZ = 'attention.logZ'

/** q = W_s f_T; e_t = vᵀ tanh(W_h f_t + q); α_t = exp(e_t − log Σ exp e_τ); context = Σ α_t f_t. `feature`: f_t. */
export function attentionOver(feature: Expr): Pass[] {
  const scored = apply('tanh', apply('add', apply('matvec', weight('W_h'), feature), symbol(query, null)))
  return [
    {
      order: 'once',
      equations: [
        { symbol: query, expr: apply('matvec', weight('W_s'), feature), when: 'last', once: 'here' },
      ],
    },
    { order: 'along', equations: [{ symbol: 'e', expr: apply('dot', weight('v'), scored) }] },
    { order: 'once', equations: [{ symbol: logZ, expr: symbol('e'), once: 'logsumexp' }] },
    {
      order: 'along',
      equations: [{ symbol: 'alpha', expr: apply('exp', apply('sub', symbol('e'), symbol(logZ, null))) }],
    },
    {
      order: 'once',
      equations: [{ symbol: 'context', expr: apply('scale', symbol('alpha'), feature), once: 'sum' }],
    },
  ]
}

/** The symbols of the attention; `features`: the letter of the length of a feature. */
export function attentionSymbols(features: string): [string, SymbolInfo][] {
  const value = { kind: 'value', idea: 'hidden' } as const
  const scored = { kind: 'weight', idea: 'hidden', timed: false } as const
  return [
    ['attention.feature', { ...value, kind: 'part', shape: [features], timed: true }],
    [query, { ...value, shape: ['A'], timed: false }],
    ['e', { ...value, shape: [], timed: true }],
    [logZ, { ...value, shape: [], timed: false }],
    ['alpha', { ...value, kind: 'gate', shape: [], timed: true }],
    ['context', { ...value, shape: [features], timed: false }],
    ['attention.W_h', { ...scored, shape: ['A', features] }],
    ['attention.W_s', { ...scored, shape: ['A', features] }],
    ['attention.v', { ...scored, shape: ['A'] }],
  ]
}
