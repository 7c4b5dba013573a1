/** What adds up to a gradient where a value forks: from above its layer by each way, and from its cell and along time by each term. */
import {
  comesFromAbove,
  evaluate,
  type Frame,
  ofGradient,
  precisionOfSums,
  type Trace,
  type WayOut,
  type WaysOut,
  waysOut,
} from '../../../src/index.ts'
import { isWritten } from '../../figure/Strip.tsx'
import { largest } from '../../figure/scale.ts'

type Term = Frame['equation']['terms'][number]

interface Part {
  readonly values: ArrayLike<number>
  /** with how many digits each number is written, so that their sum can be checked; undefined: four */
  readonly written?: readonly number[]
}

export interface Arriving {
  readonly above: readonly (Part & { readonly way: WayOut })[]
  readonly here: readonly (Part & { readonly term: Term })[]
  /** the length of a full bar: bars of parts that add can be compared */
  readonly full: number
}

const made = new WeakMap<Frame, Arriving>()

/** `whole`: the run with all of its layers; `trace`: what is drawn of it, which has the head where that shows what comes from above. */
export function arrivingAt(whole: Trace, trace: Trace, frame: Frame): Arriving {
  const found = made.get(frame) ?? divide(whole, trace, frame)
  made.set(frame, found)
  return found
}

function divide(whole: Trace, trace: Trace, { equation, t }: Frame): Arriving {
  const of = ofGradient(equation.symbol)!
  const isFromAbove = (term: Term) => trace.net.head.length === 0 && comesFromAbove(whole.net, of, term)
  const terms = equation.terms.filter((term) => !isFromAbove(term))
  const ways = terms.length === equation.terms.length ? [] : fromAbove(whole, of, t!)
  const values = [
    ...ways.map((way) => way.values),
    ...terms.map((term) => evaluate(term.expr, trace.memory, t!)),
  ]
  const { shape } = trace.memory(of)
  const isList = shape.length < 2 && values.length > 0 && isWritten(values[0]!.length)
  const digits = isList
    ? precisionOfSums(Array.from(values[0]!, (_, unit) => values.map((each) => each[unit]!))).digits
    : undefined
  const part = (i: number): Part => ({
    values: values[i]!,
    ...(digits ? { written: digits.map((ofUnit) => ofUnit[i]!) } : {}),
  })
  return {
    above: ways.map(({ way }, i) => ({ way, ...part(i) })),
    here: terms.map((term, i) => ({ term, ...part(ways.length + i) })),
    full: Math.max(...values.map(largest)),
  }
}

const divided = new WeakMap<Trace, Map<string, WaysOut>>()

/** The gradient of what a layer says that comes back from above, by the way; divided once for each run. */
function fromAbove(run: Trace, of: string, t: number) {
  const ofRun = divided.get(run) ?? new Map<string, WaysOut>()
  divided.set(run, ofRun)
  const found = ofRun.get(of) ?? waysOut(run, of)
  ofRun.set(of, found)
  return found.ways.flatMap((way, k) =>
    way.kind === 'time' ? [] : [{ way, values: found.at[t - 1]!.parts[k]! }],
  )
}
