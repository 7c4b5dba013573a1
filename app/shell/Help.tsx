import { useEffect, useRef } from 'react'
import { SymbolName } from '../math/Symbol.tsx'
import { allCommands, keyName } from '../parts/commands/commands.ts'
import { useSession } from '../state/context.ts'
import { useStore, useTrace } from '../state/store.ts'
import ui from '../ui/ui.module.css'
import { useWords } from '../words/words.ts'
import styles from './Help.module.css'

/** A dialog of the platform that follows a flag of the store. */
export function Dialog({
  open,
  onClose,
  title,
  children,
}: {
  readonly open: boolean
  readonly onClose: () => void
  readonly title: string
  readonly children: React.ReactNode
}) {
  const words = useWords()
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    const element = dialog.current
    if (open && !element?.open) element?.showModal()
    if (!open && element?.open) element.close()
  }, [open])
  return (
    <dialog ref={dialog} className={ui.dialog} onClose={onClose} aria-label={title}>
      {open && (
        <>
          <header>
            <h2>{title}</h2>
            <button type="button" onClick={onClose}>
              {words.close}
            </button>
          </header>
          {children}
        </>
      )}
    </dialog>
  )
}

/** Keys (from the table of commands), the six symbols, and where it all comes from. */
export function Help() {
  const session = useSession()
  const words = useWords()
  const open = useStore((s) => s.help)
  return (
    <Dialog open={open} onClose={() => session.showHelp(false)} title={words.help}>
      <HelpText />
    </Dialog>
  )
}

function HelpText() {
  const session = useSession()
  const words = useWords()
  const trace = useTrace()
  return (
    <>
      <h3>{words.glossary}</h3>
      <dl className={styles.glossary}>
        {(Object.keys(words.glossaryTexts) as (keyof typeof words.glossaryTexts)[]).map((name) => (
          <div key={name}>
            <dt>
              <SymbolName trace={trace} name={name} t={null} />
            </dt>
            <dd>{words.glossaryTexts[name]}</dd>
          </div>
        ))}
      </dl>
      <h3>{words.keys}</h3>
      <table className={styles.keys}>
        <tbody>
          {allCommands
            .filter(({ keys }) => keys.length > 0)
            .map(({ keys, label }) => (
              <tr key={keys[0]}>
                <td>
                  {keys
                    .filter((key) => !key.startsWith('Numpad'))
                    .map((key) => (
                      <kbd key={key}>{keyName(key)}</kbd>
                    ))}
                </td>
                <td>{label(words)}</td>
              </tr>
            ))}
        </tbody>
      </table>
      <p>
        <button
          type="button"
          onClick={() => {
            session.showHelp(false)
            session.showTour(0)
          }}
        >
          {words.tour}
        </button>
      </p>
      <h3>{words.about}</h3>
      {words.aboutTexts.map((text) => (
        <p key={text}>{text}</p>
      ))}
    </>
  )
}
