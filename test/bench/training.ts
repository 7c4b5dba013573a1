/**
 * Training in Chromium: a sine of 1,000 points, 800 windows of 20, an LSTM of 64 units, Adam, clipping, all windows in one update. An epoch by
 * one worker and by two, medians; and the first update after the click, its preparation included, with workers that have begun.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import { build, preview } from 'vite'
import { withPolicy } from '../../build/policy.ts'
import { ensureChromium, quietly } from '../chromium.mjs'
import { quantile, size } from './page.ts'

interface Trained {
  readonly firstMs: number
  readonly times: number[]
  readonly loss: number
}

export async function benchTraining() {
  const outDir = mkdtempSync(join(tmpdir(), 'unrolled-training-'))
  const root = join(import.meta.dirname, 'training-page')
  const common = { configFile: false, root, base: './', logLevel: 'error' } as const
  await build({
    ...common,
    plugins: [withPolicy()],
    build: { outDir, target: 'es2022', modulePreload: false },
  })
  const server = await preview({ ...common, build: { outDir }, preview: { port: 0, host: '127.0.0.1' } })
  const browser = await chromium.launch({ executablePath: ensureChromium()!, args: [...quietly] })
  try {
    const page = await browser.newPage(size)
    await page.goto(server.resolvedUrls!.local[0]!)
    const train = (workers: number, epochs: number) =>
      page.evaluate(
        ([count, most]) =>
          (globalThis as unknown as { train: (count: number, most: number) => Promise<Trained> }).train(
            count!,
            most!,
          ),
        [workers, epochs] as const,
      )
    const [one, two] = [await train(1, 30), await train(2, 30)]
    const firsts = [one.firstMs, two.firstMs]
    for (let k = 0; k < 5; k++) firsts.push((await train(2, 1)).firstMs)
    // The first epochs are those of code that is not compiled yet.
    const epoch = ({ times }: Trained) => quantile(times.slice(5), 0.5)
    return { oneThreadMs: epoch(one), twoWorkersMs: epoch(two), firstStepMs: quantile(firsts, 0.5) }
  } finally {
    await browser.close()
    await server.close()
    rmSync(outDir, { recursive: true })
  }
}
