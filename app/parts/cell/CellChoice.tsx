/** The cell of a layer: one of the library, one of one's own, or a new one. */
import { type FamilyId, familyIds, type Layer, libraryCellOf, type OwnCell } from '../../../src/index.ts'
import { textCells, useKeptCells } from '../../state/cells.ts'
import ui from '../../ui/ui.module.css'
import { cellName } from '../../words/cell.ts'
import { useWords } from '../../words/words.ts'

interface Props {
  readonly of: Pick<Layer, 'cell'>
  /** of the label; absent: its name beside the list */
  readonly className?: string
  readonly onChoose: (cell: FamilyId | OwnCell) => void
  /** asks for the editor; absent: only cells that are there can be chosen */
  readonly onWrite?: () => void
}

export function CellChoice({ of, className = ui.named, onChoose, onWrite }: Props) {
  const words = useWords()
  const kept = useKeptCells().cells
  const present = kept.findIndex((cell) => JSON.stringify(cell) === JSON.stringify(of.cell))
  const value = libraryCellOf(of)?.id ?? (present >= 0 ? `kept/${present}` : 'present')
  const { label, write, own, library } = words.cellChoice
  function choose(chosen: string): void {
    const family = familyIds.find((id) => id === chosen)
    const cell = family ?? textCells.get(chosen) ?? kept[Number(/^kept\/(\d+)$/.exec(chosen)?.[1])]
    if (cell) onChoose(cell)
    else if (chosen === 'write') onWrite?.()
  }
  return (
    <>
      <label className={className}>
        {label}{' '}
        <select aria-label={label} value={value} onChange={(event) => choose(event.target.value)}>
          {familyIds.map((id) => (
            <option key={id} value={id}>
              {words.cells[id]}
            </option>
          ))}
          <optgroup label={library}>
            {[...textCells.keys()].map((id) => (
              <option key={id} value={id}>
                {words.cells[id as keyof typeof words.cells]}
              </option>
            ))}
          </optgroup>
          {(value === 'present' || kept.length > 0 || onWrite) && (
            <optgroup label={own}>
              {value === 'present' && <option value="present">{cellName(of, words)}</option>}
              {kept.map((cell, i) => (
                <option key={cell.name} value={`kept/${i}`}>
                  {cell.name}
                </option>
              ))}
              {onWrite && <option value="write">{words.cellChoice.another}</option>}
            </optgroup>
          )}
        </select>
      </label>
      {onWrite && (
        <button type="button" onClick={onWrite}>
          {write}
        </button>
      )}
    </>
  )
}
