import { errorOfLast, windowsOf } from '../windows.ts'
import { tenths } from './seattle.ts'
import { type Task, whole } from './task.ts'

const degrees = tenths
  .trim()
  .split(/\s+/)
  .map((text) => Number(text) / 10)
/** Degrees are scaled so that most numbers stand between −2 and 2. */
const scaling = { column: '°C', subtract: 16, divide: 8 }
/** The last year is held out. */
const lastYear = 365

/** The highest temperature of tomorrow, from those of the last days. */
export const weather: Task = {
  options: { window: whole(10, 1, 365) },
  inputs: 1,
  outputs: 1,
  kinds: ['mse'],
  at: 'last',
  inOneUpdate: true,
  scaling: [scaling],
  draw: ({ window }) => {
    const series = Float64Array.from(degrees, (n) => (n - scaling.subtract) / scaling.divide)
    const windows = { series, columns: 1, window: window!, ahead: 1, targetColumns: [0] }
    const items = windowsOf(windows)
    return { items, train: items.length - lastYear, windows }
  },
  baselines: (_, { items, train }) => ({ last: errorOfLast(items.slice(train), 1) }),
}
