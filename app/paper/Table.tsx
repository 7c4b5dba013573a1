/** The paper's row, and ours. */
import { published, type Settings } from '../../src/index.ts'
import { Num } from '../figure/Num.tsx'
import type { Trial } from '../store/trials.ts'
import { useTexts } from './texts.ts'
import { pause, stop } from './trials.ts'

const count = (n: number) => n.toLocaleString('en')

export function Table({
  trials,
  name,
}: {
  readonly trials: readonly Trial[]
  readonly name: (settings: Settings) => string
}) {
  const texts = useTexts()
  const { columns } = texts
  const solved = trials.filter((trial) => trial.state === 'solved' && trial.settings.network === 'lstm')
  const numbers = solved.map((trial) => trial.progress!.sequences)
  const mean = numbers.reduce((sum, n) => sum + n, 0) / numbers.length
  return (
    <div className="wide" tabIndex={0} role="group" aria-label={texts.table}>
      <table className="trials">
        <thead>
          <tr>
            <th scope="col">{columns.who}</th>
            <th scope="col">{columns.sequences}</th>
            <th scope="col">{columns.error}</th>
            <th scope="col">{columns.wrong}</th>
            <th scope="col">{columns.seconds}</th>
            <td />
          </tr>
        </thead>
        <tbody>
          <tr className="published">
            <th scope="row">{texts.paper}</th>
            <td>{count(published.sequences)}</td>
            <td />
            <td>{published.wrong}</td>
            <td />
            <td />
          </tr>
          {trials.map((trial) => (
            <tr key={name(trial.settings)} data-state={trial.state}>
              <th scope="row">{name(trial.settings)}</th>
              <td>{trial.progress && count(trial.progress.sequences)}</td>
              <td>{trial.progress && <Num value={trial.progress.recentError} />}</td>
              <td>{trial.wrong}</td>
              <td>{trial.seconds > 0 && trial.seconds.toFixed(1)}</td>
              <td>
                <Actions trial={trial} />
              </td>
            </tr>
          ))}
          {solved.length > 1 && (
            <tr className="together">
              <th scope="row">{texts.mean(solved.length)}</th>
              <td>
                {count(Math.round(mean))} ({count(Math.min(...numbers))} … {count(Math.max(...numbers))})
              </td>
              <td />
              <td>{(solved.reduce((sum, trial) => sum + trial.wrong!, 0) / solved.length).toFixed(1)}</td>
              <td />
              <td />
            </tr>
          )}
        </tbody>
      </table>
    </div>
  )
}

function Actions({ trial: { settings, state } }: { readonly trial: Trial }) {
  const texts = useTexts()
  const going = state === 'running' || state === 'paused'
  return (
    <span className="actions">
      <span role="status">{texts.states[state]}</span>
      {going && (
        <button type="button" onClick={() => pause(settings, state === 'running')}>
          {state === 'running' ? texts.pause : texts.resume}
        </button>
      )}
      {(going || state === 'waiting') && (
        <button type="button" onClick={() => stop(settings)}>
          {texts.cancel}
        </button>
      )}
    </span>
  )
}

/** The table as a file. */
export function csv(trials: readonly Trial[], paper: typeof published): string {
  const rows = [
    ['network', 'gradient', 'seed', 'state', 'sequences', 'error', 'wrong', 'tested', 'seconds'],
    [
      'lstm',
      'truncated',
      `mean of ${paper.trials} (1997)`,
      'solved',
      paper.sequences,
      '',
      paper.wrong,
      paper.tested,
      '',
    ],
    ...trials.map(({ settings, state, progress, wrong, seconds }) => [
      settings.network,
      settings.gradient,
      settings.seed,
      state,
      progress?.sequences ?? '',
      progress?.recentError ?? '',
      wrong ?? '',
      wrong === null ? '' : paper.tested,
      seconds.toFixed(2),
    ]),
  ]
  return rows.map((row) => `${row.join(',')}\r\n`).join('')
}
