import { indices } from '../../src/algebra/element.ts'
import { refOfFrame, resultOf, type Trace } from '../../src/index.ts'

/** The name of every number that the trace's frames write. */
export function written(trace: Trace): string[] {
  return trace.frames.flatMap((frame) => {
    const place = refOfFrame(frame)
    return indices(resultOf(trace, frame).shape).map((i) => (i.length > 0 ? `${place}[${i}]` : place))
  })
}

/** The gradient of every element of every weight, and its first running sum. */
export function totals(trace: Trace): string[] {
  return trace.net.weights.flatMap((name) =>
    indices(trace.memory(name).shape).flatMap((i) => [`d:${name}[${i}]`, `d:${name}@1+[${i}]`]),
  )
}
