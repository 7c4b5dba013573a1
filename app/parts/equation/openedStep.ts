/** The step of a training that the stage shows. */
import { useStore } from '../../state/store.ts'

/** The step that was opened from a training, and its run; null where the stage shows anything else, or the experiment was changed since. */
export function useOpenedStep() {
  const experiment = useStore((s) => s.experiment)
  const step = useStore((s) => s.step)
  const run = useStore((s) => s.runs.find(({ id }) => id === s.step?.id))
  return step && run && step.experiment === experiment ? { step, run } : null
}
