/** Training documents for tests. */
import { readdirSync, readFileSync } from 'node:fs'
import { checkTraining, type TrainingDocument } from '../../src/index.ts'

export interface Run {
  readonly name: string
  readonly training: Record<string, unknown>
  readonly expect: {
    readonly losses: readonly number[]
    readonly gradNorms: readonly number[]
    readonly weights: Record<string, unknown>
  }
}

/** PyTorch's runs. The older ones have their parts in other places than a document has them. */
export const runs: readonly Run[] = readdirSync('test/golden/training').map((file) => {
  const read = JSON.parse(readFileSync(`test/golden/training/${file}`, 'utf8'))
  if (read.training) return read
  const { name, cell, hiddenSize, window, windows, series, epochs, optimizer, clipNorm, start, expect } = read
  const training = {
    format: 'unrolled-training/1',
    model: { cell, inputSize: 1, outputSize: 1, hiddenSize, weights: start },
    data: { kind: 'windows', series: series.map((n: number) => [n]), window, train: windows },
    loss: { kind: 'mse', at: 'last', reduction: 'mean' },
    training: { optimizer, ...(clipNorm === null ? {} : { clipNorm }), epochs },
  }
  return { name, training, expect }
})

export const runNamed = (name: string): Run => runs.find((run) => run.name === name)!

export function documentOf(value: unknown): TrainingDocument {
  const result = checkTraining(value)
  if (!result.ok) throw new Error(result.error)
  return result.value
}
