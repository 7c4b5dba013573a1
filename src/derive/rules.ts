import { opRules } from '../algebra/ops.ts'

/**
 * Every rule that a line of a derivation can name: those of the table of operations, and
 * question: what is asked · time: a shared weight, the sum of what each timestep adds · steps: that sum written out, or one
 * timestep taken out of it · gather: a value without a time, the sum of what each timestep that reads it sends · routes: the sum over the consumers · chain: the chain rule along one route · identity: the consumer is
 * the symbol itself · collect: what one consumer sends on several ways, bracketed · name: what has a name is written by it · substitute: a gradient replaced by its own equation,
 * whose rules stand earlier · powers: a matrix that is applied again and again · fold: what was unfolded stands as its symbol again ·
 * numbers: numbers put in · result: the engine's own gradient.
 */
export const ruleIds = [
  'question',
  'time',
  'steps',
  'gather',
  'routes',
  'chain',
  'identity',
  'collect',
  'name',
  'substitute',
  'powers',
  'fold',
  'numbers',
  'result',
  ...opRules,
] as const

/** The id of a rule that a line of a derivation names. */
export type RuleId = (typeof ruleIds)[number]
