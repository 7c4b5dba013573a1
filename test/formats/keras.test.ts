/** Weights by Keras' names give the outputs that PyTorch has of the same net (float32, so to 1e-6). */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { outputsOf, plan, textOf } from '../support/opened.ts'

interface Case {
  readonly state: Readonly<Record<string, unknown>>
  readonly inputs: number[][]
  readonly outputs: number[][]
}

const cases = JSON.parse(readFileSync('test/formats/keras.json', 'utf8')) as Record<string, Case>

test.each(Object.entries(cases))(
  '%s, by names and as the list of get_weights()',
  async (cell, { state, inputs, outputs }) => {
    for (const given of [state, Object.values(state)]) {
      const { experiment } = await plan(textOf(JSON.stringify(given)), { activation: 'tanh' })
      expect(experiment.model.cell).toBe(cell)
      for (const [t, row] of outputsOf(experiment, inputs).entries())
        for (const [k, y] of row.entries()) expect(Math.abs(y - outputs[t]![k]!)).toBeLessThan(1e-6)
    }
  },
)
