/** Weights by Keras' names give the outputs that PyTorch has of the same net (float32, so to 1e-6). */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { readAny } from '../../app/shell/files/read.ts'
import { numberOf, problemOf, record } from '../../src/index.ts'
import { builtIn, experimentOf } from '../support/cases.ts'

interface Case {
  readonly state: Readonly<Record<string, unknown>>
  readonly inputs: number[][]
  readonly outputs: number[][]
}

const cases = JSON.parse(readFileSync('test/shell/keras.json', 'utf8')) as Record<string, Case>
const page = experimentOf(builtIn.find((each) => each.name === 'sine')!)

test.each(Object.entries(cases))(
  '%s, by names and as the list of get_weights()',
  (cell, { state, inputs, outputs }) => {
    for (const given of [state, Object.values(state)]) {
      const read = readAny(JSON.stringify(given), page)
      if (!read.ok) throw new Error(read.error)
      const { experiment } = read.value
      expect(experiment.model.cell).toBe(cell)
      const loss = { ...experiment.loss, at: 'all' } as const
      const targets = outputs.map((row) => row.map(() => 0))
      const trace = record(problemOf({ ...experiment, sequence: { inputs, targets }, loss }), 0.1)
      for (const [t, row] of outputs.entries())
        for (const [k, y] of row.entries())
          expect(Math.abs(numberOf(trace, `y@${t + 1}[${k}]`)! - y)).toBeLessThan(1e-6)
    }
  },
)
