/** Opening, saving and linking. What is wrong in a file is said with its place, and the experiment on the page stays. */
import { useState } from 'react'
import { type Mistake, mistakeIn } from '../../../src/index.ts'
import { later } from '../../parts/boundary/later.tsx'
import { saveExperiment } from '../../parts/take/saveExperiment.ts'
import { useSession } from '../../state/context.ts'
import { isLocal, linkOf, longest } from '../../state/link.ts'
import type { Session } from '../../state/session.ts'
import { useStore } from '../../state/store.ts'
import { needsTrainingFile } from '../../state/training-link.ts'
import ui from '../../ui/ui.module.css'
import { useWords } from '../../words/words.ts'
import { Dialog } from '../Help.tsx'
import { bringing, filesGiven, textGiven, useDoors } from './dropAndPaste.ts'
import { KeptExperiments } from './Kept.tsx'
import type { Brought } from './openFiles.ts'
import { type Reading, ReadingNow } from './ReadingNow.tsx'
import type { Given } from './reading.ts'

const Along = later(() => import('../../parts/take/Along.tsx'))
const Sheet = later(() => import('./sheet/Sheet.tsx'))

type Wrong = { readonly mistake: Mistake } | undefined

export function Files() {
  const session = useSession()
  const words = useWords()
  const [open, setOpen] = useState(false)
  const [reading, setReading] = useState<Reading>()
  const [brought, setBrought] = useState<Brought>()
  const present = useStore((s) => s.present)

  /** Gives what is wrong with it where nothing of it can be used. */
  async function take(given: readonly Given[]) {
    if (reading || brought) return []
    const outcome = await bringing(session, given, (stop) => setReading({ given, stop }))
    setReading(undefined)
    if (outcome?.id === 'sheet') setBrought(outcome.brought)
    if (outcome?.id === 'sheet' || outcome?.id === 'opened') setOpen(false)
    return outcome?.id === 'refused' ? outcome.wrong : []
  }
  async function takeAndTell(given: readonly Given[]): Promise<void> {
    const wrong = await take(given)
    const sentences = wrong.map(({ name, mistake }) => {
      const sentence = mistakeIn(mistake, words.mistakes)
      return name === undefined ? sentence : words.fileTrouble(name, sentence)
    })
    if (wrong.length > 0) session.tell(words.sentences(sentences))
  }
  useDoors((given) => void takeAndTell(given))

  return (
    <>
      {!present && (
        <button type="button" onClick={() => setOpen(true)}>
          {words.file}
        </button>
      )}
      <Dialog open={open && !present} onClose={() => setOpen(false)} title={words.file}>
        <FromFile onFiles={(given) => void takeAndTell(given).then(() => setOpen(false))} />
        <Pasted onText={async (text) => (await take(textGiven(text)))[0]} />
        <KeptExperiments onOpen={() => setOpen(false)} />
        <Along />
      </Dialog>
      {reading && <ReadingNow reading={reading} />}
      {brought && <Sheet brought={brought} onClose={() => setBrought(undefined)} />}
    </>
  )
}

function FromFile({ onFiles }: { readonly onFiles: (given: readonly Given[]) => void }) {
  const words = useWords()
  return (
    <>
      <p>
        <label>
          {words.openFile}{' '}
          <input
            type="file"
            multiple
            aria-label={words.openFile}
            onChange={({ target }) => {
              const given = filesGiven(target.files ?? [])
              if (given.length > 0) onFiles(given)
              target.value = ''
            }}
          />
        </label>
      </p>
      <p className={ui.hint}>{words.openHint}</p>
    </>
  )
}

/** A text that is pasted; what is wrong with it is said where it can be corrected. */
function Pasted({ onText }: { readonly onText: (text: string) => Promise<Wrong> }) {
  const session = useSession()
  const words = useWords()
  const [text, setText] = useState('')
  const [wrong, setWrong] = useState<Wrong>()
  return (
    <>
      <label>
        {words.pasteText}
        <textarea
          rows={6}
          value={text}
          spellCheck={false}
          aria-invalid={wrong !== undefined}
          onChange={({ target }) => {
            setText(target.value)
            setWrong(undefined)
          }}
        />
      </label>
      {wrong && <p role="alert">{mistakeIn(wrong.mistake, words.mistakes)}</p>}
      <p data-part="actions" className={ui.actions}>
        <button type="button" disabled={text.trim() === ''} onClick={() => void onText(text).then(setWrong)}>
          {words.useText}
        </button>
        <button type="button" onClick={() => saveExperiment(session)}>
          {words.save}
        </button>
        <button type="button" onClick={() => void copyLink(session, words)}>
          {words.copyLink}
        </button>
      </p>
    </>
  )
}

async function copyLink(session: Session, words: ReturnType<typeof useWords>): Promise<void> {
  const hash = await linkOf(session.get())
  if (hash.length > longest || isLocal(hash)) return session.tell(words.linkTooLong, ['opened'], true)
  if (needsTrainingFile(hash)) return session.tell(words.trainingTooLong, ['opened', 'brought', 'view'])
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
