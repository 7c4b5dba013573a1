/** Opens a moment of a training in the view of steps: the net as it was, on one of the sequences. */
import { gradientOf, type Trace } from '../../src/index.ts'
import type { Session } from './session.ts'
import { runOf } from './trace.ts'

export interface Moment {
  /** after how many updates */
  readonly done: number
  /** the place of the sequence in the batch of the next update, from 0; or which it is among all */
  readonly of: { readonly at: number } | { readonly sequence: number }
  readonly title: string
  /** the frame that is shown; where absent or not found: the first of the update */
  readonly frame?: (trace: Trace) => number | undefined
}

/** False where the run can no longer be asked. */
export async function openStep(
  session: Session,
  id: string,
  { done, of, title, frame }: Moment,
): Promise<boolean> {
  const found = await session.stepAt(id, done, of).catch(() => undefined)
  if (!found) return false
  session.openDocument({ ...found.experiment, title })
  session.noteStep({ ...found, id, experiment: session.get().experiment })
  session.openView('step')
  const trace = runOf(session.get())
  const first = frame?.(trace) ?? trace.frames.find(({ phase }) => phase === 'update')?.index
  if (first !== undefined) session.goTo(first)
  return true
}

/** Where the answer of a timestep, the last where absent, meets its target: the last frame of its forward pass. */
export const answerFrame =
  (t?: number) =>
  ({ frames, T }: Trace): number | undefined =>
    frames.findLast(({ phase, t: at }) => phase === 'forward' && at === (t ?? T))?.index

/** The last value of a symbol in the forward pass. */
export const lastFrame =
  (symbol: string) =>
  ({ frames }: Trace): number | undefined =>
    frames.findLast(({ phase, equation }) => phase === 'forward' && equation.symbol === symbol)?.index

/** The gradient of what a layer says, by its lag: counted from the timestep that its direction visits last. */
export const lagFrame =
  (h: string, lag: number) =>
  ({ frames, net, T }: Trace): number | undefined => {
    const reverse = net.tracks.find((track) => track.h === h)?.reverse ?? false
    const t = reverse ? 1 + lag : T - lag
    return frames.findLast(
      ({ phase, t: at, equation }) => phase === 'backward' && at === t && equation.symbol === gradientOf(h),
    )?.index
  }
