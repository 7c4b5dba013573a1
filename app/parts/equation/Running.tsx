/** The gradient of a weight so far: the sum over the timesteps that the backward pass has seen. */
import { gradientOf, runningSum, type Trace } from '../../../src/index.ts'
import { Num } from '../../figure/Num.tsx'
import { Wide } from '../../ui/Wide.tsx'
import type { Words } from '../../words/words.ts'
import styles from './Running.module.css'

interface Props {
  readonly trace: Trace
  readonly t: number
  /** one, or two that are written as one, side by side */
  readonly weights: readonly string[]
  readonly words: Words
}

/** More rows or columns are left out. */
const most = { rows: 6, columns: 8 }

export function Running({ trace, t, weights, words }: Props) {
  const columns = weights.flatMap((weight) => columnsOf(trace, weight, t))
  const [height] = trace.memory(weights[0]!).shape as [number]
  return (
    <>
      <h3>{words.runningSum(t, trace.T)}</h3>
      <Wide className={styles.running} label={words.runningSum(t, trace.T)}>
        <table>
          <tbody>
            {Array.from({ length: Math.min(height, most.rows) }, (_, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a row is its index
              <tr key={i}>
                {columns.slice(0, most.columns).map((cell) => {
                  const { name, value } = cell(i)
                  return (
                    <td key={name}>
                      <Num value={value} name={name} />
                    </td>
                  )
                })}
                {columns.length > most.columns && <td>⋯</td>}
              </tr>
            ))}
            {height > most.rows && (
              <tr>
                <td>⋮</td>
              </tr>
            )}
          </tbody>
        </table>
      </Wide>
    </>
  )
}

/** The columns of the sum of one weight: the number in each row, and its name. */
function columnsOf(trace: Trace, weight: string, t: number) {
  const sum = runningSum(trace, trace.net.adjoints.find((a) => a.of === weight)!, t)
  const { shape } = trace.memory(weight)
  const width = shape[1] ?? 1
  return Array.from({ length: width }, (_, j) => (i: number) => {
    const index = shape.length === 1 ? `${i}` : `${i},${j}`
    return { name: gradientOf(`${weight}@${t}+[${index}]`), value: sum[i * width + j]! }
  })
}
