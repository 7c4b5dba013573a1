/** Opening, saving and linking. What is wrong in a file is said with its place, and the experiment on the page stays. */
import { useEffect, useState } from 'react'
import { type Mistake, mistakeIn } from '../../../src/index.ts'
import { later } from '../../parts/boundary/later.tsx'
import { saveExperiment } from '../../parts/take/saveExperiment.ts'
import { useSession } from '../../state/context.ts'
import { isLocal, linkOf, longest } from '../../state/link.ts'
import { useStore } from '../../state/store.ts'
import ui from '../../ui/ui.module.css'
import { useWords } from '../../words/words.ts'
import { Dialog } from '../Help.tsx'
import { KeptExperiments } from './Kept.tsx'
import { takeFiles, takeText } from './take.ts'

const Along = later(() => import('../../parts/take/Along.tsx'))

export function Files() {
  const session = useSession()
  const words = useWords()
  const [open, setOpen] = useState(false)
  const [text, setText] = useState('')
  const [wrong, setWrong] = useState<Mistake>()
  const present = useStore((s) => s.present)

  useEffect(() => {
    const over = (event: DragEvent) => event.preventDefault()
    const drop = (event: DragEvent) => {
      event.preventDefault()
      const files = [...(event.dataTransfer?.files ?? [])]
      if (files.length > 0) void takeFiles(session, files)
    }
    addEventListener('dragover', over)
    addEventListener('drop', drop)
    return () => {
      removeEventListener('dragover', over)
      removeEventListener('drop', drop)
    }
  }, [session])

  function close(): void {
    setOpen(false)
    setWrong(undefined)
  }

  async function copy(): Promise<void> {
    const hash = await linkOf(session.get())
    if (hash.length > longest || isLocal(hash)) return session.tell(words.linkTooLong, ['opened'], true)
    history.replaceState(null, '', hash)
    const about = ['cursor', 'experiment', 'view'] as const
    try {
      await navigator.clipboard.writeText(location.href)
      session.tell(words.linkCopied, about)
    } catch {
      // Where the clipboard is forbidden the address bar has the link.
      session.tell(location.href, about)
    }
  }

  if (present) return null
  return (
    <>
      <button type="button" onClick={() => setOpen(true)}>
        {words.file}
      </button>
      <Dialog open={open} onClose={close} title={words.file}>
        <p>
          <label>
            {words.openFile}{' '}
            <input
              type="file"
              multiple
              aria-label={words.openFile}
              onChange={(event) => {
                const files = [...(event.target.files ?? [])]
                if (files.length > 0) void takeFiles(session, files).then(() => setOpen(false))
                event.target.value = ''
              }}
            />
          </label>
        </p>
        <p className={ui.hint}>{words.openHint}</p>
        <label>
          {words.pasteText}
          <textarea
            rows={6}
            value={text}
            spellCheck={false}
            aria-invalid={wrong !== undefined}
            onChange={(event) => {
              setText(event.target.value)
              setWrong(undefined)
            }}
          />
        </label>
        {wrong && <p role="alert">{mistakeIn(wrong, words.mistakes)}</p>}
        <p data-part="actions" className={ui.actions}>
          <button
            type="button"
            disabled={text.trim() === ''}
            onClick={() => {
              // What is wrong with it is said where it can be corrected.
              void takeText(session, text).then((mistake) => {
                setWrong(mistake)
                if (mistake === undefined) setOpen(false)
              })
            }}
          >
            {words.useText}
          </button>
          <button type="button" onClick={() => saveExperiment(session)}>
            {words.save}
          </button>
          <button type="button" onClick={() => void copy()}>
            {words.copyLink}
          </button>
        </p>
        <KeptExperiments onOpen={close} />
        <Along />
      </Dialog>
    </>
  )
}
