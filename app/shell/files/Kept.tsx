/** The experiments that are kept in this browser because no link holds them: each can be opened again, and deleted. */
import { useEffect, useState } from 'react'
import { textIn } from '../../parts/equation/explain.ts'
import { homeOf } from '../../state/homes.ts'
import { deleteKept, type Kept, listKept } from '../../state/kept.ts'
import { languages } from '../../state/language.ts'
import { useStore } from '../../state/store.ts'
import ui from '../../ui/ui.module.css'
import { useWords } from '../../words/words.ts'
import styles from './Kept.module.css'

export function KeptExperiments({ onOpen }: { readonly onOpen: () => void }) {
  const words = useWords()
  const [all, setAll] = useState<readonly Kept[]>([])
  const refresh = () => void listKept().then(setAll)
  useEffect(refresh, [])
  if (all.length === 0) return null
  return (
    <details data-part="kept" className={styles.kept}>
      <summary>{words.kept.title(all.length)}</summary>
      <p className={ui.hint}>{words.kept.hint}</p>
      <ul>
        {all.map((kept) => (
          <Row key={kept.id} kept={kept} onOpen={onOpen} onDelete={refresh} />
        ))}
      </ul>
    </details>
  )
}

interface Props {
  readonly kept: Kept
  readonly onOpen: () => void
  readonly onDelete: () => void
}

function Row({ kept, onOpen, onDelete }: Props) {
  const words = useWords()
  const language = useStore((s) => s.language)
  const [sure, setSure] = useState(false)
  const isOpen = kept.id === homeOf(useStore((s) => s.opened))
  const title = textIn(kept.title, language) || words.ownExperiment
  const when = new Date(kept.saved).toLocaleString(languages[language].tag, {
    dateStyle: 'medium',
    timeStyle: 'short',
  })

  function reopen(): void {
    location.hash = `#local.${kept.id}@`
    onOpen()
  }

  function remove(): void {
    if (sure) void deleteKept(kept.id).then(onDelete)
    setSure(true)
  }

  return (
    <li>
      <span>
        <strong>{title}</strong> <span className={ui.hint}>{words.kept.facts(when, kept.size)}</span>
      </span>
      {isOpen ? (
        <span className={ui.hint}>{words.kept.open}</span>
      ) : (
        <>
          <button type="button" onClick={reopen}>
            {words.openFile}
          </button>
          <button type="button" onClick={remove}>
            {sure ? words.kept.sure : words.kept.remove}
          </button>
        </>
      )}
    </li>
  )
}
