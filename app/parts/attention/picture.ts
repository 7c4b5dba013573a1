/** What the picture of an attention shows at a frame: its symbols, and how each value takes part in the step. */
import {
  type AttentionPart,
  attentionPartOf,
  type Frame,
  frameOf,
  type Network,
  ofGradient,
  refOfFrame,
  symbolsShown,
  type Trace,
  valuesOf,
} from '../../../src/index.ts'

/** A value that is not written yet is blank; of a step the operands and the result are marked. */
export type Mark = 'blank' | 'plain' | 'operand' | 'result' | 'covered'

export interface Picture {
  readonly trace: Trace
  /** does it show gradients? */
  readonly backward: boolean
  /** the symbols of the attention by what each is */
  readonly of: Readonly<Record<AttentionPart, string>>
  /** what the last layer says, by direction: the vectors that are weighed */
  readonly features: readonly string[]
  /** how a value takes part; `t` null: it has no time */
  readonly mark: (name: string, t: number | null) => Mark
}

const partsOf = (net: Network) =>
  Object.fromEntries(
    net.attention.flatMap(({ symbol }) => {
      const part = attentionPartOf(net, symbol)
      return part ? [[part, symbol]] : []
    }),
  ) as Record<AttentionPart, string>

/** `group`: the assignments of the step up to the cursor. */
export function pictureOf(trace: Trace, group: readonly Frame[], covered: boolean): Picture {
  const { net } = trace
  const last = net.tracks.at(-1)!.layer
  const roles = rolesOf(trace, group, covered)
  const { index: cursor, phase } = group.at(-1)!
  return {
    trace,
    backward: phase === 'backward' || phase === 'update',
    of: partsOf(net),
    features: net.tracks.filter(({ layer }) => layer === last).map(({ h }) => h),
    mark: (name, t) => {
      const of = ofGradient(name)
      const frame = frameOf(trace, { name: of ?? name, gradient: of !== undefined, t })
      if (!frame || frame.index > cursor) return 'blank'
      return roles.get(t === null ? name : `${name}@${t}`) ?? 'plain'
    },
  }
}

/** What the step reads and what it writes, by name and timestep; a sum over time reads all timesteps. */
function rolesOf(trace: Trace, group: readonly Frame[], covered: boolean): ReadonlyMap<string, Mark> {
  const roles = new Map<string, Mark>()
  const everywhere = Array.from({ length: trace.T }, (_, s) => s + 1)
  for (const { t, equation } of group)
    for (const { name, dt } of symbolsShown(trace.net, equation.expr)) {
      if (dt === null) roles.set(name, 'operand')
      else
        for (const at of equation.over ? everywhere : t === null ? [] : [t + dt])
          roles.set(`${name}@${at}`, 'operand')
    }
  for (const frame of group)
    if (!frame.equation.overTime)
      roles.set(refOfFrame(frame), covered && frame === group.at(-1) ? 'covered' : 'result')
  return roles
}

/** What a symbol of the attention sends to a feature at a timestep; undefined where it sends nothing there. */
export const sentTo = (
  trace: Trace,
  feature: string,
  via: string,
  t: number,
): ArrayLike<number> | undefined =>
  valuesOf(trace, { name: feature, gradient: true, t, running: false, index: [], from: { name: via, t } })
    ?.data

/** What a timestep adds to the context. */
export const addedAt = (trace: Trace, context: string, t: number): ArrayLike<number> =>
  valuesOf(trace, { name: context, gradient: false, t, running: false, index: [], from: null })!.data

/** The values of the head, in the order in which they are written. */
export const headOf = ({ net }: Trace) => net.head.filter(({ silent }) => !silent).map(({ symbol }) => symbol)

export const timesOf = (T: number) => Array.from({ length: T }, (_, s) => s + 1)
