/** Opens moments of the runs that this view shows. */
import { useSession } from '../../state/context.ts'
import { answerFrame, type Moment, openStep } from '../../state/openStep.ts'
import type { Shown } from './shown.ts'
import { useTexts } from './texts.ts'

/** What opens moments of the runs. */
export function useOpener() {
  const session = useSession()
  const texts = useTexts()
  return {
    /** the update after so many; `frame`: what is shown of it */
    update: async ({ run, name }: Shown, done: number, frame?: Moment['frame']): Promise<boolean> => {
      if (!run) return false
      const which = Math.min(done, Math.max(0, (run.facts?.updates ?? 1) - 1))
      const title = texts.step(name, String(which + 1))
      return openStep(session, run.id, { done: which, of: { at: 0 }, title, ...(frame && { frame }) })
    },
    /** a sequence that is asked for its answer, at a timestep, the last where absent */
    answer: async ({ run, name }: Shown, done: number, sequence: number, t?: number): Promise<boolean> => {
      if (!run) return false
      const title = texts.answer(name, String(done), String(sequence + 1))
      return openStep(session, run.id, { done, of: { sequence }, title, frame: answerFrame(t) })
    },
  }
}

export type Opener = ReturnType<typeof useOpener>
