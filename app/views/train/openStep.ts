/** Opens a moment of a run in the view of steps: the net as it was, on the first sequence of the batch that it learned from next. */

import type { Run } from '../../state/run.ts'
import type { Session } from '../../state/session.ts'

export async function openStep(session: Session, run: Run, done: number, sequence = 0): Promise<void> {
  const experiment = await session.experimentAt(run.id, done, sequence).catch(() => undefined)
  if (!experiment) return
  session.openDocument(experiment)
  session.openView('step')
}
