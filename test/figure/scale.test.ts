/** Heat maps as paths. */
import { expect, test } from 'vitest'
import { heat, heatRuns } from '../../app/figure/scale.ts'

test('cells of a grid that have one shade are drawn together, and each cell has the shade of its number', () => {
  const [columns, values] = [4, [1, 1, 0.1, 0.1, 0.1, Number.NaN, 1, 0]] as const
  const drawn: string[] = []
  const cells = new Map<number, string>()
  for (const { fill, d } of heatRuns(values, 1, columns, (...run) => `${run.join()};`))
    for (const run of d.split(';').slice(0, -1)) {
      drawn.push(run)
      const [row, column, count] = run.split(',').map(Number)
      for (let k = 0; k < count!; k++) cells.set(row! * columns + column! + k, fill)
    }
  // A run ends with its row.
  expect(drawn.toSorted()).toEqual(['0,0,2', '0,2,2', '1,0,1', '1,1,1', '1,2,1', '1,3,1'])
  expect(values.map((_, i) => cells.get(i))).toEqual(values.map((value) => heat(value, 1)))
})
