/** Cells of one's own: listed, opened, deleted, kept, saved as a file and opened from one. */
import { useState } from 'react'
import { mistakeIn, type OwnCell, readCell, writeCell } from '../../../src/index.ts'
import { deleteCell, keepCell, keptCells } from '../../state/cells.ts'
import { saveFile } from '../../ui/save.ts'
import ui from '../../ui/ui.module.css'
import { useWords } from '../../words/words.ts'
import styles from './Kept.module.css'
import { useTexts } from './texts.ts'

/** A cell that was deleted, and what puts it back. */
interface Taken {
  readonly name: string
  readonly putBack: () => boolean
}

/** The button that was pressed is gone: the keyboard goes on at the one that undoes it. */
const focused = (button: HTMLButtonElement | null) => button?.focus()

interface Props {
  /** the cell that stands in the editor, where it has no mistake */
  readonly own: OwnCell | undefined
  readonly onOpen: (cell: OwnCell) => void
}

export function KeptCells({ own, onOpen }: Props) {
  const words = useWords()
  const texts = useTexts()
  const [kept, setKept] = useState(keptCells)
  const [told, setTold] = useState<string>()
  const [taken, setTaken] = useState<Taken>()
  const [back, setBack] = useState<string>()
  const replaces = own !== undefined && kept.cells.some(({ name }) => name === own.name)
  function keep(cell: OwnCell): void {
    setTold(keepCell(cell) ? texts.isKept(cell.name) : texts.notKept)
    setTaken(undefined)
    setKept(keptCells())
  }
  function remove(name: string): void {
    const putBack = deleteCell(name)
    setTaken(putBack && { name, putBack })
    setTold(putBack ? undefined : texts.notKept)
    setBack(undefined)
    setKept(keptCells())
  }
  function undo({ name, putBack }: Taken): void {
    setTold(putBack() ? undefined : texts.notKept)
    setTaken(undefined)
    setBack(name)
    setKept(keptCells())
  }
  async function openFile(file: File): Promise<void> {
    const result = readCell(await file.text())
    if (!result.ok) return setTold(texts.notRead(mistakeIn(result.mistake, words.mistakes)))
    setTold(undefined)
    onOpen(result.value)
  }
  return (
    <section className={styles.kept}>
      <p data-part="actions" className={ui.actions}>
        <button type="button" disabled={!own} onClick={() => keep(own!)}>
          {replaces ? texts.replaces(own.name) : texts.keep}
        </button>
        <button
          type="button"
          disabled={!own}
          onClick={() => saveFile('cell.json', [writeCell(own!)], 'application/json')}
        >
          {texts.saveFile}
        </button>
        <label>
          {texts.openFile}{' '}
          <input
            type="file"
            accept=".json,application/json"
            onChange={(event) => {
              const file = event.target.files?.[0]
              if (file) void openFile(file)
              event.target.value = ''
            }}
          />
        </label>
      </p>
      {told && <p role="status">{told}</p>}
      {taken && (
        <p key={taken.name} role="status">
          {texts.isDeleted(taken.name)}{' '}
          <button type="button" ref={focused} onClick={() => undo(taken)}>
            {texts.putBack}
          </button>
        </p>
      )}
      {kept.damaged > 0 && <p role="alert">{texts.damaged(kept.damaged)}</p>}
      {kept.cells.length > 0 && (
        <>
          <h3>{texts.kept}</h3>
          <ul>
            {kept.cells.map((cell) => (
              <li key={cell.name}>
                <button
                  type="button"
                  ref={cell.name === back ? focused : undefined}
                  aria-label={texts.open(cell.name)}
                  onClick={() => onOpen(cell)}
                >
                  {cell.name}
                </button>{' '}
                <button
                  type="button"
                  aria-label={texts.removeNamed(cell.name)}
                  onClick={() => remove(cell.name)}
                >
                  {texts.remove}
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  )
}
