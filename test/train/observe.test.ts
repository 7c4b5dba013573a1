import { expect, test } from 'vitest'
import { problemOf, record, trainingRun } from '../../src/index.ts'
import { documentOf, runNamed } from './documents.ts'

test.each(['sine-lstm-adam-clip', 'sine-mgu-adam', 'tag-bilstm2-adam'])(
  'answers and gradients by lag are those of the trace of each sequence: %s',
  (name) => {
    const run = trainingRun(documentOf(runNamed(name).training))
    run.advance(7)
    const indices = [4, 1, 6]
    const traces = indices.map((index) => record(problemOf(run.experimentAt(7, index))))
    const outputs = run.outputs(indices)
    for (const [k, { T, memory, hasLoss, problem }] of traces.entries()) {
      const K = problem.model.outputSize
      const first = hasLoss(1) ? 1 : T
      const y = memory('y').data.subarray(first * K, (T + 1) * K)
      for (const [i, n] of outputs[k]!.entries()) expect(Math.abs(n - y[i]!)).toBeLessThan(1e-13)
      expect(outputs[k]).toHaveLength(y.length)
    }
    const norms = run.lagNorms(indices)
    expect([...norms.keys()]).toEqual(traces[0]!.net.tracks.map(({ h }) => h))
    for (const { h, reverse } of traces[0]!.net.tracks)
      for (const [lag, norm] of norms.get(h)!.entries()) {
        const of = traces.map(({ memory, T }) => {
          const { data, shape } = memory(`d:${h}`)
          const t = reverse ? lag + 1 : T - lag
          return Math.hypot(...data.subarray(t * shape[0]!, (t + 1) * shape[0]!))
        })
        const mean = of.reduce((a, b) => a + b, 0) / of.length
        expect(Math.abs(norm - mean)).toBeLessThan(1e-13)
      }
  },
)
