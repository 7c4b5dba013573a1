/**
 * The comparison's engine time, in milliseconds: one draw of RNN, LSTM and GRU with all gradients (H = 32, T = 100), as after a move of
 * a slider; and 20 draws of six models, state gradients only (H = 64, T = 100), by two workers that are running already.
 */
import { Worker } from 'node:worker_threads'
import {
  type DecaySpec,
  decayOf,
  drawn,
  modelNamed,
  runStates,
  withWeightGradients,
} from '../../src/index.ts'

const spec = (name: string, hidden: number, seed: number): DecaySpec => ({
  ...modelNamed(name)!,
  hidden,
  inputs: 8,
  steps: 100,
  inputScale: 1,
  seed,
})

const three = ['rnn-torch', 'lstm-bf=2', 'gru-torch']
const six = ['rnn-torch', 'rnn-orthogonal', 'lstm-torch', 'lstm-bf=0', 'lstm-bf=2', 'gru-torch']
const draws = 20

const median = (times: number[]) => Number(times.sort((a, b) => a - b)[times.length >> 1]!.toFixed(2))

function oneDraw(): number {
  const times = Array.from({ length: 60 }, (_, seed) => {
    const from = performance.now()
    for (const name of three) decayOf(withWeightGradients(runStates(drawn(spec(name, 32, seed), 0))))
    return performance.now() - from
  })
  // The first rounds are those of a page that has just been opened.
  return median(times.slice(20))
}

/** Jobs for the workers, dealt out one at a time, so that neither waits for the other's long ones. */
function round(workers: readonly Worker[], seed: number): Promise<number> {
  const jobs = six.flatMap((name) =>
    Array.from({ length: draws }, (_, draw) => ({ spec: spec(name, 64, seed), draw })),
  )
  const from = performance.now()
  return new Promise((resolve, reject) => {
    let left = jobs.length
    let next = 0
    for (const worker of workers) {
      worker.removeAllListeners()
      worker.on('error', reject)
      worker.on('message', () => {
        left--
        if (left === 0) resolve(performance.now() - from)
        else if (next < jobs.length) worker.postMessage(jobs[next++])
      })
    }
    for (const worker of workers) worker.postMessage(jobs[next++])
  })
}

async function twentyDraws(): Promise<number> {
  // A worker of Node 20 does not take over the loader that reads TypeScript, and registers its own.
  const start = `import('tsx/esm/api').then(({ register }) => {
    register()
    return import(require('node:worker_threads').workerData)
  })`
  const url = new URL('./decay-worker.ts', import.meta.url).href
  const workers = [1, 2].map(() => new Worker(start, { eval: true, workerData: url }))
  const times: number[] = []
  for (let seed = 0; seed < 6; seed++) times.push(await round(workers, seed))
  await Promise.all(workers.map((worker) => worker.terminate()))
  return median(times.slice(1))
}

export async function benchCompare(): Promise<{ oneDrawMs: number; sixModelsTwentyDrawsMs: number }> {
  return { oneDrawMs: oneDraw(), sixModelsTwentyDrawsMs: await twentyDraws() }
}
