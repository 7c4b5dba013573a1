/** A square matrix in blocks as a heat map; the number under the pointer, or the one that the arrow keys go to, is told. */
import { useMemo } from 'react'
import { Sized } from '../ui/Sized.tsx'
import type { Box } from '../ui/useBox.ts'
import styles from './MatrixMap.module.css'
import { heatPaths, largest } from './scale.ts'
import squareStyles from './square.module.css'

interface Props {
  readonly data: Float64Array
  /** rows and columns of the whole */
  readonly size: number
  /** of its rows, and of its columns: what they are called, where they begin, how many they are */
  readonly blocks: readonly { readonly name: string; readonly at: number; readonly size: number }[]
  readonly label: string
  readonly cell: readonly [number, number]
  readonly onCell: (cell: readonly [number, number]) => void
}

export function MatrixMap(props: Props) {
  return <Sized className={squareStyles.square}>{(box) => <Drawing {...props} box={box} />}</Sized>
}

function Drawing({
  data,
  size,
  blocks,
  label,
  cell,
  onCell,
  box: { width, em },
}: Props & { readonly box: Box }) {
  const [left, top] = [2.6 * em, 1.6 * em]
  const side = Math.max(em, width - left - 2)
  const each = side / size
  const paths = useMemo(() => {
    const draw = (k: number) => {
      const [i, j] = [Math.floor(k / size), k % size]
      return `M${(left + j * each).toFixed(2)} ${(top + i * each).toFixed(2)}h${each.toFixed(2)}v${each.toFixed(2)}h${(-each).toFixed(2)}z`
    }
    return heatPaths(data, largest(data), draw)
  }, [data, size, each, left, top])
  const clamp = (n: number) => Math.max(0, Math.min(size - 1, n))
  return (
    <svg
      className={styles.map}
      viewBox={`0 0 ${left + side + 2} ${top + side + 2}`}
      width={left + side + 2}
      height={top + side + 2}
      tabIndex={0}
      role="group"
      aria-label={label}
      onPointerMove={(event) => {
        const box = event.currentTarget.getBoundingClientRect()
        const [x, y] = [event.clientX - box.left - left, event.clientY - box.top - top]
        if (x >= 0 && y >= 0) onCell([clamp(Math.floor(y / each)), clamp(Math.floor(x / each))])
      }}
      onKeyDown={(event) => {
        const by = { ArrowDown: [1, 0], ArrowUp: [-1, 0], ArrowRight: [0, 1], ArrowLeft: [0, -1] }[event.key]
        if (!by) return
        event.preventDefault()
        onCell([clamp(cell[0] + by[0]!), clamp(cell[1] + by[1]!)])
      }}
    >
      {paths.map(({ fill, d }) => (
        <path key={fill} fill={fill} d={d} shapeRendering="crispEdges" />
      ))}
      <rect className={styles.outline} x={left} y={top} width={side} height={side} />
      {blocks.map(({ name, at, size }) => (
        <g key={name}>
          {at > 0 && (
            <path
              className={styles.outline}
              d={`M${left} ${top + at * each}h${side}M${left + at * each} ${top}v${side}`}
            />
          )}
          <text x={left - 0.3 * em} y={top + (at + size / 2) * each + 0.33 * em} textAnchor="end">
            {name}
          </text>
          <text x={left + (at + size / 2) * each} y={top - 0.45 * em} textAnchor="middle">
            {name}
          </text>
        </g>
      ))}
      <rect
        className={styles.here}
        x={left + cell[1] * each}
        y={top + cell[0] * each}
        width={Math.max(2, each)}
        height={Math.max(2, each)}
      />
    </svg>
  )
}
