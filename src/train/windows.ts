/** Windows over a series: each is a sequence whose target stands some timesteps after it. */
import type { Item } from './batch.ts'
import type { WindowData } from './document.ts'

export interface Windows {
  /** rows of so many columns, one a timestep */
  readonly series: Float64Array
  readonly columns: number
  /** how many rows a window reads */
  readonly window: number
  /** how many rows its target stands after its last one */
  readonly ahead: number
  readonly targetColumns: readonly number[]
}

/** One window: it looks into the series where it stands, when it is asked, so that hundreds of thousands take little memory. */
class Window implements Item {
  readonly #of: Windows
  readonly #row: number

  constructor(of: Windows, row: number) {
    this.#of = of
    this.#row = row
  }

  get T(): number {
    return this.#of.window
  }

  get inputs(): Float64Array {
    const { series, columns, window } = this.#of
    return series.subarray(this.#row * columns, (this.#row + window) * columns)
  }

  get targets(): Float64Array {
    const { series, columns, window, ahead, targetColumns } = this.#of
    const row = (this.#row + window - 1 + ahead) * columns
    return Float64Array.from(targetColumns, (column) => series[row + column]!)
  }
}

/** The windows over a series, in order; each reads the series where it stands. */
export function windowsOf(windows: Windows): Item[] {
  const { series, columns, window, ahead } = windows
  const rows = series.length / columns
  return Array.from({ length: rows - window - ahead + 1 }, (_, i) => new Window(windows, i))
}

/** The largest window that leaves one to train on. */
export const mostWindow = ({ series, window, ahead = 1, train }: WindowData): number =>
  train === undefined ? series.length - ahead : train + window - 1

/** The same data in windows of another size: the same rows train, and the same targets are held out. */
export function rewindowed(data: WindowData, window: number): WindowData {
  if (window === data.window) return data
  return {
    ...data,
    window,
    ...(data.train === undefined ? {} : { train: data.train + data.window - window }),
  }
}

/** The mean squared error of saying that the first target is the last value of its column again. */
export function errorOfLast(items: readonly Item[], columns: number, column = 0): number {
  const errors = items.map(
    ({ inputs, targets, T }) => (targets[0]! - inputs[(T - 1) * columns + column]!) ** 2,
  )
  return errors.reduce((a, b) => a + b, 0) / errors.length
}
