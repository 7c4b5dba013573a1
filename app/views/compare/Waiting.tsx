import type { Task } from '../../work/task.ts'
import { useTexts } from './texts.ts'

/** What is said while something is computed, stopped, or could not be done. */
export function Waiting<A>({ task, busy }: { readonly task: Task<A>; readonly busy: string }) {
  const { step } = useTexts()
  if (task.state === 'busy')
    return (
      <p role="status">
        {task.total > 0 && <progress value={task.done} max={task.total} aria-label={busy} />} {busy}{' '}
        <button type="button" onClick={task.stop}>
          {step.stop}
        </button>
      </p>
    )
  if (task.state === 'stopped')
    return (
      <p role="status">
        {step.stopped}{' '}
        <button type="button" onClick={task.start}>
          {step.start}
        </button>
      </p>
    )
  return task.state === 'failed' ? <p role="alert">{step.failed}</p> : null
}
