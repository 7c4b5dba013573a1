/**
 * The comparison, in milliseconds, in the page: one draw of RNN, LSTM and GRU (H = 32, T = 100), from the move of a slider to the frame
 * that shows it, p95, above what an empty page takes; and 20 draws of six models (H = 64, T = 100) until all of them are shown, median.
 * Beside them, what the engine alone takes: with all gradients of the weights for the one draw, by two workers for the many.
 */
import { cpus } from 'node:os'
import { Worker } from 'node:worker_threads'
import {
  type DecaySpec,
  decayOf,
  drawn,
  modelNamed,
  runStates,
  withWeightGradients,
} from '../../src/index.ts'
import { type Opened, painted, quantile, withPage } from './page.ts'

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

/** Moves a slider as a hand does; k says which value. */
const move = (slider: string, value: string) =>
  `const input = ${slider}
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set.call(input, String(${value}))
  input.dispatchEvent(new Event('input', { bubbles: true }))`
const forgetBias = "document.querySelector('[data-part=editor] input[type=range]')"
const seedSlider = "document.querySelectorAll('[data-part=shared] input[type=range]')[3]"

async function inPage({ page, url, emptyMs }: Opened) {
  const open = async (names: readonly string[], hidden: number, count: number) => {
    await page.goto('about:blank')
    await page.goto(
      `${url}#store-and-ask&view=compare&models=${names}&hidden=${hidden}&draws=${count}&language=en`,
    )
    await page.waitForSelector('[data-part=readout] data')
    await page.waitForFunction(
      () => document.querySelector('figure[data-part=decay] [data-part=progress]')?.textContent === '',
    )
    await page.waitForTimeout(3000)
  }
  await open(three, 32, 1)
  const slid = await painted(page, 120, move(forgetBias, '((k * 7) % 80) / 10 - 2'))
  await open(six, 64, draws)
  const many: number[] = []
  for (let round = 0; round < 5; round++) {
    many.push(
      await page.evaluate(
        async (act) => {
          const progress = () =>
            document.querySelector('figure[data-part=decay] [data-part=progress]')!.textContent
          const frame = () => new Promise((done) => requestAnimationFrame(done))
          const from = performance.now()
          new Function(act)()
          while (progress() === '') await frame()
          while (progress() !== '') await frame()
          return performance.now() - from
        },
        move(seedSlider, '+input.value + 1'),
      ),
    )
    await page.waitForTimeout(1500)
  }
  return {
    oneDrawMs: Number((quantile(slid, 0.95) - emptyMs).toFixed(1)),
    sixModelsTwentyDrawsMs: Math.round(quantile(many, 0.5)),
    emptyMs,
    cores: cpus().length,
  }
}

export async function benchCompare() {
  const page = await withPage(inPage)
  return { ...page, engine: { oneDrawMs: oneDraw(), sixModelsTwentyDrawsMs: await twentyDraws() } }
}
