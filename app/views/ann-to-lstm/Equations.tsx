/** The equations of a net; the parts that the net before does not have are marked. */
import { type Trace, writingOf } from '../../../src/index.ts'
import { Formula } from '../../math/Formula.tsx'
import { useReading } from '../../state/store.ts'
import ui from '../../ui/ui.module.css'
import { changesOf, writtenIn } from './changes.ts'
import styles from './Equations.module.css'
import { useTexts } from './texts.ts'

interface Props {
  readonly trace: Trace
  readonly before: Trace | undefined
}

export function Equations({ trace, before }: Props) {
  const texts = useTexts()
  const reading = useReading()
  const now = writtenIn(trace.net, writingOf(trace, reading))
  const changes = changesOf(now, before && writtenIn(before.net, writingOf(before, reading)))
  return (
    <section className={styles.equations} aria-label={texts.equations}>
      <h4>{texts.equations}</h4>
      <ul>
        {changes.map(({ symbol, kind, tree, was }) => (
          <li key={symbol} data-part="path-equation" data-state={kind}>
            <Formula tree={tree} />
            {kind !== 'kept' && (
              <span className={styles.tag}>{kind === 'new' ? texts.isNew : texts.isChanged}</span>
            )}
            {was && (
              <span className={`${ui.hint} ${styles.was}`}>
                {texts.before} <Formula tree={was} />
              </span>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
