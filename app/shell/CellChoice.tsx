/** The cell of the net: one of the library, one of one's own, or a new one. */
import { useState } from 'react'
import { type FamilyId, familyIds, libraryCellOf, modelOf, type OwnCell } from '../../src/index.ts'
import { keptCells, textCells } from '../state/cells.ts'
import { useStore } from '../state/store.ts'
import ui from '../ui/ui.module.css'
import { cellName } from '../words/cell.ts'
import { useWords } from '../words/words.ts'

interface Props {
  readonly onChoose: (cell: FamilyId | OwnCell) => void
  /** asks for the editor */
  readonly onWrite: () => void
}

export function CellChoice({ onChoose, onWrite }: Props) {
  const words = useWords()
  const model = modelOf(useStore((s) => s.experiment.model))
  const [kept] = useState(() => keptCells().cells)
  const present = kept.findIndex((cell) => JSON.stringify(cell) === JSON.stringify(model.cell))
  const value = libraryCellOf(model)?.id ?? (present >= 0 ? `kept/${present}` : 'present')
  const { label, write, own, library } = words.cellChoice
  function choose(chosen: string): void {
    const family = familyIds.find((id) => id === chosen)
    const cell = family ?? textCells.get(chosen) ?? kept[Number(/^kept\/(\d+)$/.exec(chosen)?.[1])]
    if (cell) onChoose(cell)
    else if (chosen === 'write') onWrite()
  }
  return (
    <>
      <label className={ui.named}>
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
          <optgroup label={own}>
            {value === 'present' && <option value="present">{cellName(model, words)}</option>}
            {kept.map((cell, i) => (
              <option key={cell.name} value={`kept/${i}`}>
                {cell.name}
              </option>
            ))}
            <option value="write">{words.cellChoice.another}</option>
          </optgroup>
        </select>
      </label>
      <button type="button" onClick={onWrite}>
        {write}
      </button>
    </>
  )
}
