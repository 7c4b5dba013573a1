/** Runs that are kept in this browser from another time: they can be gone on with, or thrown away. */
import { useEffect } from 'react'
import { useSession } from '../../state/context.ts'
import { useStore } from '../../state/store.ts'
import ui from '../../ui/ui.module.css'
import { useWords } from '../../words/words.ts'
import { nameOfNet, taskName } from './name.ts'
import styles from './Shelf.module.css'
import { groupsOf } from './shelved.ts'
import { useTexts } from './texts.ts'

/** The name of a net as it was kept, which may be damaged. */
function nameOfKept(...[model, texts, words]: Parameters<typeof nameOfNet>): string {
  try {
    return nameOfNet(model, texts, words)
  } catch {
    return '?'
  }
}

export function Shelf() {
  const session = useSession()
  const texts = useTexts()
  const words = useWords()
  const shelf = useStore((s) => s.shelf)
  const runs = useStore((s) => s.runs)
  const tell = (damaged: Promise<number>) =>
    void damaged.then((count) => count > 0 && session.tell(texts.shelf.damaged(count))).catch(() => undefined)
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is looked once, whatever the language is.
  useEffect(() => tell(session.lookAtShelf()), [session])
  const groups = groupsOf((shelf ?? []).filter(({ place }) => !runs.some(({ id }) => id === place)))
  if (groups.length === 0 || runs.length > 0) return null
  return (
    <section data-part="shelf" className={styles.shelf} aria-label={texts.shelf.title}>
      <p>{texts.shelf.title}</p>
      <ul>
        {groups.map((group) => {
          const [first] = group
          const names = words.list(group.map(({ document }) => nameOfKept(document.model, texts, words)))
          const { training } = first!.document
          const epochs = Math.min(
            ...group.map(({ done, updatesPerEpoch }) => Math.floor(done / updatesPerEpoch)),
          )
          return (
            <li key={first!.place}>
              <span>
                {texts.shelf.run(
                  names,
                  taskName(first!.document, texts, words),
                  String(epochs),
                  String(training.epochs),
                )}
              </span>
              <button type="button" onClick={() => tell(session.takeFromShelf(group))}>
                {group.every(({ ended }) => ended) ? texts.shelf.show : texts.shelf.take}
              </button>
              <button type="button" className={ui.quiet} onClick={() => void session.clearShelf(group)}>
                {texts.shelf.clear}
              </button>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
