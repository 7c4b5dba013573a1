import { fullValue, numberText } from '../../src/index.ts'
import styles from './Heat.module.css'
import { heat, largest } from './scale.ts'

interface Props {
  readonly values: ArrayLike<number>
  readonly rows: number
  readonly columns: number
  /** the name of a number, by its place */
  readonly nameOf: (row: number, column: number) => string
  readonly selected: number
  readonly onSelect: (row: number) => void
  /** what the figure shows, with its size as a text */
  readonly label: (size: string) => string
  /** rows of the figure are columns of the matrix */
  readonly transposed?: boolean
}

/** A matrix as a heat map; a row can be pointed at, or chosen with the arrow keys. */
export function Heat({
  values,
  rows,
  columns,
  nameOf,
  selected,
  onSelect,
  label,
  transposed = false,
}: Props) {
  const [m, n] = transposed ? [columns, rows] : [rows, columns]
  const most = largest(values)
  const size = Math.max(7, Math.min(22, 260 / n, 180 / m))
  const at = (i: number, j: number) => (transposed ? values[j * columns + i]! : values[i * columns + j]!)
  const key = (event: React.KeyboardEvent) => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (by === undefined) return
    event.preventDefault()
    onSelect(Math.max(0, Math.min(m - 1, selected + by)))
  }
  return (
    <svg
      className={styles.heat}
      tabIndex={0}
      width={n * size + 4}
      height={m * size + 4}
      role="img"
      aria-label={label(`${m} × ${n}`)}
      onKeyDown={key}
    >
      {Array.from({ length: m }, (_, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a row is its index
        <g key={i} onPointerEnter={() => onSelect(i)}>
          {Array.from({ length: n }, (_, j) => {
            const name = transposed ? nameOf(j, i) : nameOf(i, j)
            return (
              <rect
                key={name}
                data-ref={name}
                data-value={fullValue(at(i, j))}
                x={2 + j * size}
                y={2 + i * size}
                width={size - 1}
                height={size - 1}
                fill={heat(at(i, j), most)}
              >
                <title>{`${name} = ${numberText(at(i, j))}`}</title>
              </rect>
            )
          })}
          {i === selected && (
            <rect className={styles.chosen} x={1} y={1 + i * size} width={n * size + 1} height={size + 1} />
          )}
        </g>
      ))}
    </svg>
  )
}
