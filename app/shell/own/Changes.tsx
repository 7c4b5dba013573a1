import styles from './Changes.module.css'
import { lineChanges } from './lines.ts'
import { useTexts } from './texts.ts'

/** What was changed of the text that one began with. */
export function Changes({ before, after }: { readonly before: string; readonly after: string }) {
  const texts = useTexts()
  const changes = lineChanges(before, after)
  const count = (kind: 'added' | 'removed') => changes.filter((each) => each.kind === kind).length
  if (before === '' || count('added') + count('removed') === 0) return null
  const said = { added: texts.addedLine, removed: texts.removedLine, same: '' }
  const sign = { added: '+', removed: '−', same: ' ' }
  return (
    <details className={styles.changes}>
      <summary>{texts.changes(count('added'), count('removed'))}</summary>
      <ol>
        {changes.map(({ kind, text }, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a line of a comparison is known by its place
          <li key={i} data-kind={kind}>
            <span role="img" aria-label={said[kind]} aria-hidden={kind === 'same'}>
              {sign[kind]}
            </span>{' '}
            <code>{text}</code>
          </li>
        ))}
      </ol>
    </details>
  )
}
