import { useWords } from '../../words/words.ts'
import type { Task } from '../../work/task.ts'

interface Props {
  readonly task: Task<unknown>
  /** what is being computed */
  readonly busy: string
  /** what is said where it broke */
  readonly failed?: string
}

/** What is said, and can be done, while something is computed, where it was stopped, and where it broke; nothing once it is done. */
export function Waiting({ task, busy, failed }: Props) {
  const { task: texts } = useWords()
  if (task.state === 'done') return null
  if (task.state === 'busy')
    return (
      <p role="status">
        <progress {...(task.total > 0 ? { value: task.done, max: task.total } : {})} aria-label={busy} />{' '}
        {busy}{' '}
        <button type="button" onClick={task.stop}>
          {texts.stop}
        </button>
      </p>
    )
  return (
    <p role={task.state === 'failed' ? 'alert' : 'status'}>
      {task.state === 'failed' ? (failed ?? texts.failed) : texts.stopped}{' '}
      <button type="button" onClick={task.start}>
        {task.state === 'failed' ? texts.again : texts.start}
      </button>
    </p>
  )
}
