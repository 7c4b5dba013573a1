/** Opens a moment of a training in the view of steps, at its update: the net as it was, on one of the sequences that it learned from next. */
import type { Session } from './session.ts'
import { runOf } from './trace.ts'

/** `at`: the place of the sequence in the batch, from 0. False where the run can no longer be asked. */
export async function openStep(
  session: Session,
  id: string,
  done: number,
  at: number,
  title: string,
): Promise<boolean> {
  const found = await session.stepAt(id, done, at).catch(() => undefined)
  if (!found) return false
  session.openDocument({ ...found.experiment, title })
  session.noteStep({ ...found, id, at, experiment: session.get().experiment })
  session.openView('step')
  const first = runOf(session.get()).frames.find(({ phase }) => phase === 'update')
  if (first) session.goTo(first.index)
  return true
}
