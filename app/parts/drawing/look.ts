/** How each value and each gradient of the drawing takes part in the step. */
import { type Frame, frameOf, gradientOf, type Sym, symbolsShown, type Trace } from '../../../src/index.ts'

/** Blank: not computed yet at this place of the run. Covered: the result that is to be guessed. Absent: it has no strip here. */
export type Look = 'absent' | 'blank' | 'plain' | 'operand' | 'result' | 'covered'

export interface Step {
  readonly trace: Trace
  readonly cursor: number
  /** the timestep that is drawn */
  readonly t: number
  /** the assignments of this step */
  readonly group: readonly Frame[]
  readonly covered: boolean
  readonly backward: boolean
}

export interface Looks {
  readonly value: (symbol: Sym) => Look
  readonly gradient: (symbol: Sym) => Look
}

export function looksOf(step: Step): Looks {
  const { trace, cursor, t, backward } = step
  const roles = rolesOf(step)
  return {
    value: ({ name, dt }) => {
      const at = t + dt!
      if (trace.net.info(name).idea === 'loss' && !trace.hasLoss(t)) return 'absent'
      return isWritten(trace, name, at, cursor) ? (roles.get(`${name}@${at}`) ?? 'plain') : 'blank'
    },
    gradient: ({ name, dt }) => {
      const at = t + dt!
      const frame = backward ? frameOf(trace, { name, gradient: true, t: at }) : undefined
      if (!frame || (dt !== 0 && frame.index > cursor)) return 'absent'
      return frame.index > cursor ? 'blank' : (roles.get(`${gradientOf(name)}@${at}`) ?? 'plain')
    },
  }
}

/** What the step reads and what it writes, by name and timestep. */
function rolesOf({ group, covered, trace }: Step): ReadonlyMap<string, Look> {
  const roles = new Map<string, Look>()
  for (const { t, equation } of group)
    for (const { name, dt } of symbolsShown(trace.net, equation.expr))
      if (dt !== null && t !== null) roles.set(`${name}@${t + dt}`, 'operand')
  const last = group.at(-1)
  for (const frame of group)
    if (!frame.equation.overTime)
      roles.set(
        `${frame.equation.symbol}@${frame.t ?? trace.T}`,
        covered && frame === last ? 'covered' : 'result',
      )
  return roles
}

function isWritten(trace: Trace, name: string, t: number, cursor: number): boolean {
  const frame = frameOf(trace, { name, gradient: false, t })
  return frame ? frame.index <= cursor : true
}
