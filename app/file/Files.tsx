/** Opening, saving and linking. What is wrong in a file is said with its place, and the experiment on the page stays. */
import { useEffect, useState } from 'react'
import { type Mistake, mistakeIn, tooLarge, writeExperiment } from '../../src/index.ts'
import { words as currentWords, useWords } from '../language/words.ts'
import { later } from '../part/later.tsx'
import { Dialog } from '../step/Help.tsx'
import { linkOf, longest } from '../store/link.ts'
import { change, get, open as openExperiment, set, useStore } from '../store/store.ts'
import { readAny } from './read.ts'
import { saveFile } from './save.ts'

const Along = later(() => import('../export/Along.tsx'))

/** Opens the text of a file and says what it was; returns what is wrong with it, if anything is. */
function take(name: string, text: string): Mistake | undefined {
  const words = currentWords()
  const result = readAny(text, get().experiment)
  if (!result.ok) return result.mistake
  if (result.value.kind === 'experiment') openExperiment(result.value.experiment)
  else change(result.value.experiment)
  const notes = result.value.notes.map(({ kind, about }) => words.readNotes[kind](about))
  set({ message: words.sentences([words.opened(name), ...notes]) })
  return undefined
}

const unreadable: Mistake = { where: { id: 'file' }, expected: { id: 'readable' } }

/** Reads a file into the page; returns what is wrong with it, if anything is. */
async function read(file: File): Promise<Mistake | undefined> {
  const text = await file.text().catch(() => undefined)
  return text === undefined ? unreadable : take(file.name, text)
}

async function takeFile(file: File): Promise<void> {
  const wrong = tooLarge(file.size) ?? (await read(file))
  const words = currentWords()
  if (wrong) set({ message: words.fileTrouble(file.name, mistakeIn(wrong, words.mistakes)) })
}

export function Files() {
  const words = useWords()
  const [open, setOpen] = useState(false)
  const [text, setText] = useState('')
  const [wrong, setWrong] = useState<Mistake>()
  const present = useStore((s) => s.present)

  useEffect(() => {
    const over = (event: DragEvent) => event.preventDefault()
    const drop = (event: DragEvent) => {
      event.preventDefault()
      const [file] = event.dataTransfer?.files ?? []
      if (file) void takeFile(file)
    }
    addEventListener('dragover', over)
    addEventListener('drop', drop)
    return () => {
      removeEventListener('dragover', over)
      removeEventListener('drop', drop)
    }
  }, [])

  function close(): void {
    setOpen(false)
    setWrong(undefined)
  }

  function save(): void {
    saveFile(`${get().name ?? 'experiment'}.json`, [writeExperiment(get().experiment)], 'application/json')
  }

  async function copy(): Promise<void> {
    const hash = await linkOf(get())
    if (hash.length > longest || hash.startsWith('#local@')) return set({ message: words.linkTooLong })
    history.replaceState(null, '', hash)
    try {
      await navigator.clipboard.writeText(location.href)
      set({ message: words.linkCopied })
    } catch {
      // Where the clipboard is forbidden the address bar has the link.
      set({ message: location.href })
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
          <label className="file">
            {words.openFile}{' '}
            <input
              type="file"
              aria-label={words.openFile}
              accept=".json,.csv,.txt,application/json,text/csv,text/plain"
              onChange={(event) => {
                const [file] = event.target.files ?? []
                if (file) void takeFile(file).then(() => setOpen(false))
                event.target.value = ''
              }}
            />
          </label>
        </p>
        <p className="hint">{words.openHint}</p>
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
        <p className="actions">
          <button
            type="button"
            disabled={text.trim() === ''}
            onClick={() => {
              // What is wrong with it is said where it can be corrected.
              const mistake = take(words.pasteText, text)
              setWrong(mistake)
              if (mistake === undefined) setOpen(false)
            }}
          >
            {words.useText}
          </button>
          <button type="button" onClick={save}>
            {words.save}
          </button>
          <button type="button" onClick={() => void copy()}>
            {words.copyLink}
          </button>
        </p>
        <Along />
      </Dialog>
    </>
  )
}
