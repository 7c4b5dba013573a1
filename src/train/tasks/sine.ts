import { errorOfLast, windowsOf } from '../windows.ts'
import { real, steady, type Task, whole } from './task.ts'

/** A sine of 1,000 points over 0 … 100 with noise, and windows over it; the next point is to be told. */
export const sine: Task = {
  options: {
    points: whole(1000, 30, 20_000),
    window: whole(20, 1, 500),
    noise: real(0.1, 0, 10),
  },
  inputs: 1,
  outputs: 1,
  kinds: ['mse'],
  at: 'last',
  inOneUpdate: true,
  draw: ({ points, window, noise }, from) => {
    const step = 100 / 999
    const series = Float64Array.from(
      { length: points! },
      (_, i) => steady(Math.sin(i * step)) + noise! * from.normal(),
    )
    const reads = Math.min(window!, points! - 1)
    const windows = { series, columns: 1, window: reads, ahead: 1, targetColumns: [0] }
    const items = windowsOf(windows)
    return { items, train: Math.max(1, Math.round(items.length * (800 / 980))), windows }
  },
  baselines: ({ noise }, { items, train }) => ({
    noise: noise! ** 2,
    last: errorOfLast(items.slice(train), 1),
  }),
}
