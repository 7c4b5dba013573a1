/** The first rows of a table as they were understood. The head of each column says what it is for, and takes another answer. */
import { useId } from 'react'
import {
  type Decisions,
  numberText,
  type Preview,
  type PreviewCell,
  type PreviewColumn,
} from '../../../../src/index.ts'
import ui from '../../../ui/ui.module.css'
import { Wide } from '../../../ui/Wide.tsx'
import styles from './Sheet.module.css'
import { useTexts } from './texts.ts'

type Role = PreviewColumn['role']

/** What a column can be. */
const rolesOf = ({ kind, numeric }: PreviewColumn): readonly Role[] => [
  ...(numeric ? (['input', 'both'] as const) : []),
  ...(numeric || kind === 'text' ? (['target'] as const) : []),
  'steps',
  'out',
]

/** The decisions about columns once one of them has another role. A target that nobody chose gives way to one that is chosen. */
export function withRole(
  columns: readonly PreviewColumn[],
  n: number,
  role: Role,
  before: Decisions,
): Decisions {
  const isTarget = role === 'target' || role === 'both'
  const now = columns.map((each): readonly [string, Role] => {
    if (each.n === n) return [`#${each.n}`, role]
    const yields = isTarget && before.target === undefined && each.role === 'both'
    return [`#${each.n}`, yields ? 'input' : each.role]
  })
  const named = (...roles: readonly Role[]) =>
    now.flatMap(([name, of]) => (roles.includes(of) ? [name] : [])).join(',')
  const { target: _, ...rest } = before
  const target = named('target', 'both')
  return {
    ...rest,
    inputs: named('input', 'both'),
    ...(target === '' ? {} : { target }),
    label: named('steps') || 'none',
  }
}

interface Props {
  readonly preview: Preview
  readonly decisions: Decisions
  readonly onChange: (decisions: Decisions) => void
}

export function TablePreview({ preview: { columns, rows, of }, decisions, onChange }: Props) {
  const texts = useTexts()
  const title = useId()
  return (
    <section data-part="columns">
      <h3 id={title}>
        {texts.columns} <small>{texts.rowsShown(rows.length, of)}</small>
      </h3>
      <Wide label={texts.columns} className={styles.table}>
        <table aria-labelledby={title}>
          <thead>
            <tr>
              <th scope="col">{texts.line}</th>
              {columns.map((column) => (
                <th key={column.n} scope="col" data-role={column.role}>
                  <span>{texts.column(column.n, column.name)}</span>
                  <select
                    aria-label={texts.roleOf(texts.column(column.n, column.name))}
                    value={column.role}
                    onChange={({ target }) =>
                      onChange(withRole(columns, column.n, target.value as Role, decisions))
                    }
                  >
                    {rolesOf(column).map((role) => (
                      <option key={role} value={role}>
                        {texts.roles[role]}
                      </option>
                    ))}
                  </select>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.line} data-out={row.out} title={row.out ? texts.outRow : undefined}>
                <th scope="row">{row.line}</th>
                {row.cells.map((cell, k) => (
                  <Cell key={columns[k]!.n} cell={cell} column={columns[k]!} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </Wide>
    </section>
  )
}

function Cell({ cell, column }: { readonly cell: PreviewCell; readonly column: PreviewColumn }) {
  const texts = useTexts()
  const { text, number, filled } = cell
  if (number !== undefined)
    return (
      <td data-role={column.role} data-number title={text}>
        {plain(number)}
      </td>
    )
  if (column.kind !== 'number') return <td data-role={column.role}>{text}</td>
  return (
    <td data-role={column.role} data-number data-missing title={text}>
      {filled === undefined ? `∅ ${texts.missing}` : `∅ → ${plain(filled)}`}
      {filled !== undefined && <span className={ui.heard}> {texts.filled}</span>}
    </td>
  )
}

/** A number as it is, where it is short. */
const plain = (n: number): string => (String(n).length <= 12 ? String(n) : numberText(n, 6))
