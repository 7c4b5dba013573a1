/** What the address says about this view: the unit (counted from 0, as in names), the timestep, the routes that are taken out. */
import { type ParamMistake, type Params, paramReader } from '../../state/params.ts'

export interface Choice {
  readonly unit: number
  readonly k: number
  readonly off: readonly string[]
  readonly mistakes: readonly ParamMistake[]
}

interface Net {
  /** the numbers of the state */
  readonly H: number
  readonly T: number
  /** of the routes */
  readonly names: readonly string[]
  /** the timestep that is looked at where the address says none */
  readonly usual: number
}

/** The state whose gradient is divided: one of the net's, the first where the address says none. */
export function stateOf(params: Params, states: readonly string[]) {
  const reader = paramReader(params)
  return { of: reader.word('along', states, states[0]), mistakes: reader.mistakes }
}

export function choiceOf(params: Params, { H, T, names, usual }: Net): Choice {
  const reader = paramReader(params)
  return {
    unit: reader.whole('unit', [0, H - 1], 0),
    k: reader.whole('k', [1, T], usual),
    off: reader.some('without', names),
    mistakes: reader.mistakes,
  }
}
