/** The program of the notes in a page: how long its first update takes, and an epoch by one worker or by two. */
import { advanceShared, checkTraining, type Port, shared, trainingRun } from '../../../src/index.ts'
import Share from './worker.ts?worker'

const result = checkTraining({
  format: 'unrolled-training/1',
  model: {
    cell: 'lstm',
    inputSize: 1,
    hiddenSize: 64,
    outputSize: 1,
    init: { scheme: 'pytorch', seed: 1 },
  },
  data: { kind: 'task', name: 'sine', seed: 1 },
  loss: { kind: 'mse', at: 'last', reduction: 'mean' },
  training: { optimizer: { kind: 'adam', lr: 0.001 }, clipNorm: 0.5, epochs: 1000, precision: 'float32' },
})
if (!result.ok) throw new Error(result.error)
const document = result.value

const started = (count: number): (Port & Worker)[] =>
  Array.from({ length: count }, () => new Share() as Port & Worker)

/** A worker that has begun and is warm, as those of a page whose view of training is open. */
const begun = (worker: Port & Worker): Promise<void> =>
  new Promise((done) => {
    const listen = () => {
      worker.removeEventListener('message', listen)
      done()
    }
    worker.addEventListener('message', listen)
    worker.postMessage({ warm: true })
  })

/** Milliseconds from the click to the first update, those of the epochs after it, and the last loss. */
async function train(count: number, epochs: number) {
  const workers = started(count)
  await Promise.all(workers.map(begun))
  const from = performance.now()
  const crew = shared(workers, document)
  const run = trainingRun(document)
  await crew.ready
  await advanceShared(run, crew, 1)
  const firstMs = performance.now() - from
  const times: number[] = []
  for (let epoch = 1; epoch < epochs; epoch++) {
    const before = performance.now()
    await advanceShared(run, crew, 1)
    times.push(performance.now() - before)
  }
  for (const worker of workers) worker.terminate()
  return { firstMs, times, loss: run.losses.at(-1)! }
}

Object.assign(globalThis, { train })
