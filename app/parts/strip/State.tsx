/** A state at a timestep: a vector as a row of cells, a matrix as a small heat map, a number as one cell. */
import { memo } from 'react'
import type { Trace } from '../../../src/index.ts'
import { Cells, valuesAt } from '../../figure/Mini.tsx'
import { heatPaths, largestOf } from '../../figure/scale.ts'
import { cellsOf } from '../../figure/units.ts'
import styles from './Column.module.css'

interface Props {
  readonly trace: Trace
  readonly name: string
  readonly t: number
  readonly width: number
  readonly blank: boolean
}

export function State({ trace, name, ...place }: Props) {
  const { data, shape } = trace.memory(name)
  if (shape.length === 2) return <Matrix trace={trace} name={name} {...place} />
  return <Cells trace={trace} name={name} full={Math.max(1, largestOf(data))} {...place} />
}

/** Rows from top to bottom, columns from left to right, as a matrix is written. */
const Matrix = memo(function Matrix({ trace, name, t, width, blank }: Props) {
  const { data, shape } = trace.memory(name)
  const [rows, columns] = shape as [number, number]
  const cell = (i: number) => `M${i % columns} ${Math.floor(i / columns)}h1v1h-1z`
  const paths = blank ? [] : heatPaths(valuesAt(trace, name, t), largestOf(data), cell)
  return (
    <svg
      className={styles.matrix}
      data-idea={trace.net.info(name).idea}
      {...cellsOf(`${name}@${t}`, rows, columns)}
      viewBox={`0 0 ${columns} ${rows}`}
      preserveAspectRatio="none"
      style={{ maxWidth: width, aspectRatio: `${columns} / ${rows}` }}
      shapeRendering="crispEdges"
      aria-hidden="true"
    >
      {paths.map(({ fill, d }) => (
        <path key={fill} style={{ fill }} d={d} />
      ))}
    </svg>
  )
})
