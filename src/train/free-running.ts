/** What a net says when it has to live on its own answers: each prediction is written into the series that the next window reads. */
import type { Loss } from '../cell/model.ts'
import type { Numbers } from '../tensor/kernels.ts'
import type { Item } from './batch.ts'
import { type Engine, engineOf, type GradientTask } from './gradient.ts'
import { outputsOf } from './observe.ts'
import { type Windows, windowsOf } from './windows.ts'

/** Does a net that is judged so say the next numbers themselves? */
const predicts = ({ kind }: Loss): boolean => kind === 'mse' || kind === 'bce'

/** The numbers that an output y stands for under a loss: y, or σ(y). */
export const predictedBy = ({ kind }: Loss, y: number): number =>
  kind === 'bce' ? 1 / (1 + Math.exp(-y)) : y

/**
 * The predictions of so many windows from one on, rows of K numbers. Nothing that was measured from the first predicted row on is read: the
 * target columns have what was predicted there, and the others stay at their last value before it. They end with the series. Undefined
 * where the outputs are no numbers of the series.
 */
export type FreeRunning = (parameters: Numbers, from: number, count: number) => Float64Array | undefined

/** Free running over the windows of a task; an engine of its own is made at the first call. */
export function freeRunning(task: GradientTask, windows: Windows | undefined): FreeRunning {
  let made: { readonly engine: Engine; readonly of: GradientTask; readonly item: Item } | undefined
  const make = () => {
    const { window, columns } = windows!
    const { T, targets } = task.items[0]!
    const item = { T, targets, inputs: new Float64Array(window * columns) }
    const of = { ...task, items: [item] }
    return { engine: engineOf(of), of, item }
  }
  return (parameters, from, count) => {
    if (!windows || !predicts(task.loss)) return undefined
    made ??= make()
    const { engine, of, item } = made
    const { window, columns, ahead, targetColumns } = windows
    const K = targetColumns.length
    const series = windows.series.slice()
    const first = from + window - 1 + ahead
    for (let row = first; row * columns < series.length; row++)
      series.copyWithin(row * columns, (first - 1) * columns, first * columns)
    const all = windowsOf({ ...windows, series }).slice(from, from + count)
    const said = new Float64Array(all.length * K)
    for (const [i, { inputs }] of all.entries()) {
      item.inputs.set(inputs)
      const [y] = outputsOf(engine, of, parameters, [0])
      const row = (from + i + window - 1 + ahead) * columns
      for (const [k, column] of targetColumns.entries()) {
        said[i * K + k] = predictedBy(task.loss, y![k]!)
        series[row + column] = said[i * K + k]!
      }
    }
    return said
  }
}
