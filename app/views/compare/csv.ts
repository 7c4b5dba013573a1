import { fullValue } from '../../../src/index.ts'
import type { Shown } from './curves.ts'

/** The curves as a table: a row for each lag, three quantiles for each curve. */
export function csvOfCurves(curves: readonly Shown[], steps: number): string {
  const columns = curves.flatMap(({ model, quantity, band }) =>
    (['q10', 'q50', 'q90'] as const).map((q) => ({
      head: `${model + 1}:${quantity.kind === 'state' ? quantity.of : quantity.name}:${q}`,
      values: band[q],
    })),
  )
  const rows = Array.from({ length: steps }, (_, lag) =>
    [
      lag,
      steps - lag,
      ...columns.map(({ values }) => (lag < values.length ? fullValue(values[lag]!) : '')),
    ].join(),
  )
  return [['lag', 't', ...columns.map(({ head }) => head)].join(), ...rows, ''].join('\n')
}
