/** The steps of the path as a row of stations, with the error that each reaches, and buttons to go on and back. */
import { numberText } from '../../../src/index.ts'
import styles from './Stations.module.css'
import { steps } from './steps.ts'
import { useTexts } from './texts.ts'

interface Props {
  readonly at: number
  readonly onGo: (step: number) => void
}

export function Stations({ at, onGo }: Props) {
  const texts = useTexts()
  return (
    <nav className={styles.stations} aria-label={texts.path}>
      <button type="button" disabled={at === 0} onClick={() => onGo(at - 1)} aria-label={texts.previous}>
        ←
      </button>
      <ol className={styles.list}>
        {steps.map(({ id, errors }, i) => {
          const share = Math.min(1, errors.asked / errors.nothing)
          const error = numberText(errors.asked, 2)
          return (
            <li key={id}>
              <button
                type="button"
                data-station={id}
                className={styles.station}
                aria-current={i === at ? 'step' : undefined}
                onClick={() => onGo(i)}
              >
                <span>{texts.steps[id].name}</span>
                <span className={styles.bar} aria-hidden="true">
                  <span style={{ width: `${100 * share}%` }} />
                </span>
                <span className={styles.error} title={texts.error}>
                  {error}
                </span>
              </button>
            </li>
          )
        })}
      </ol>
      <button
        type="button"
        disabled={at === steps.length - 1}
        onClick={() => onGo(at + 1)}
        aria-label={texts.next}
      >
        →
      </button>
    </nav>
  )
}
