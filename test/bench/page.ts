/** The built page in a real Chromium, and how long it takes to paint. */
import { type Browser, chromium, type Page } from 'playwright-core'
import { build, preview } from 'vite'
import { ensureChromium, quietly } from '../chromium.mjs'

export const size = { viewport: { width: 1440, height: 900 } }

export interface Opened {
  readonly browser: Browser
  readonly page: Page
  readonly url: string
  /** what an empty page takes from an event to the frame that shows it, p95 */
  readonly emptyMs: number
  /** how fast the machine is in this run: what a fixed piece of work takes in the empty page, median */
  readonly workMs: number
}

/** Builds, serves and opens the page; measures an empty page in the same run. */
export async function withPage<T>(measure: (opened: Opened) => Promise<T>): Promise<T> {
  await build({ logLevel: 'error' })
  const server = await preview({ logLevel: 'error', preview: { port: 0, host: '127.0.0.1' } })
  const browser = await chromium.launch({
    executablePath: ensureChromium()!,
    args: [...quietly, '--js-flags=--expose-gc'],
  })
  try {
    const page = await browser.newPage(size)
    // The compiler of the bench names functions by a helper that the page does not have.
    await page.addInitScript('globalThis.__name = (f) => f')
    const { emptyMs, workMs } = await emptyPage(browser)
    await page.bringToFront()
    return await measure({ browser, page, url: server.resolvedUrls!.local[0]!, emptyMs, workMs })
  } finally {
    await browser.close()
    await server.close()
  }
}

/** What an empty page takes, on a processor that is slowed so many times. */
export async function emptyPage(browser: Browser, slowed = 1): Promise<Pick<Opened, 'emptyMs' | 'workMs'>> {
  const empty = await browser.newPage(size)
  await empty.setContent('<p>empty</p>')
  await empty.bringToFront()
  await slow(empty, slowed)
  const emptyMs = quantile(await painted(empty, 100, "document.querySelector('p').textContent = k"), 0.95)
  const workMs = quantile(await empty.evaluate(work), 0.5)
  await empty.close()
  return { emptyMs, workMs }
}

/** The processor runs a page as if it were so many times slower, until the function that this gives is called. */
export async function slow(page: Page, rate: number): Promise<() => Promise<void>> {
  const processor = await page.context().newCDPSession(page)
  await processor.send('Emulation.setCPUThrottlingRate', { rate })
  // Of several sessions each has its own rate.
  return () => processor.detach()
}

/**
 * How long the page's main thread has worked, and for what, in milliseconds of the processor: other programs that make the page wait
 * do not count. Call the function that it gives once more to know what has come since.
 */
export async function worked(page: Page) {
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable', { timeDomain: 'threadTicks' })
  const read = async () => {
    const { metrics } = await session.send('Performance.getMetrics')
    const of = (name: string) => 1000 * metrics.find((metric) => metric.name === name)!.value
    return { all: of('TaskDuration'), style: of('RecalcStyleDuration'), layout: of('LayoutDuration') }
  }
  const before = await read()
  return async (times: number) => {
    const after = await read()
    const each = (key: keyof typeof before) => Number(((after[key] - before[key]) / times).toFixed(2))
    return { all: each('all'), style: each('style'), layout: each('layout') }
  }
}

/** A fixed piece of work, 15 times, in milliseconds: an empty page waits for the screen, and does not show how fast the machine is. */
function work(): number[] {
  return Array.from({ length: 15 }, () => {
    const from = performance.now()
    const made = Array.from({ length: 20_000 }, (_, i) => ({ name: `n${i}`, value: Math.sin(i) }))
    JSON.stringify(made.sort((a, b) => a.value - b.value))
    return performance.now() - from
  })
}

export const quantile = (times: number[], q: number) =>
  Number(times.sort((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * q))]!.toFixed(1))

/**
 * From an event until the frame that shows it is painted, in milliseconds, many times; `act` is told the how manieth as k. A message
 * that is sent from an animation frame arrives once that frame is laid out and painted. People press keys at any moment between
 * two frames of the screen, so the pauses are spread evenly over one: an empty page waits up to 17 ms for its frame.
 */
export async function painted(page: Page, times: number, act: string): Promise<number[]> {
  return page.evaluate(
    async ({ times, act }) => {
      const run = new Function('k', act) as (k: number) => void
      const found: number[] = []
      const [frame, spread] = [1000 / 60, 0.618]
      const { port1, port2 } = new MessageChannel()
      for (let k = 0; k < times; k++) {
        await new Promise((done) => setTimeout(done, 20 + frame * ((k * spread) % 1)))
        const from = performance.now()
        run(k)
        await new Promise((done) => {
          port1.onmessage = done
          requestAnimationFrame(() => port2.postMessage(null))
        })
        found.push(performance.now() - from)
      }
      return found
    },
    { times, act },
  )
}
