/** Measures the page in a real Chromium: npm run -s bench -- ui. A step is from the key press until the frame that shows it is painted. */
import { cpus } from 'node:os'
import { gzipSync } from 'node:zlib'
import { emptyPage, type Opened, painted, quantile, slow, withPage, worked } from './page.ts'
import { typing } from './typing.ts'

const document = (hidden: number, steps: number) => ({
  format: 'unrolled/1',
  model: {
    cell: 'lstm',
    inputSize: 1,
    hiddenSize: hidden,
    outputSize: 1,
    init: { scheme: 'pytorch', seed: 1 },
  },
  sequence: { inputs: Array.from({ length: steps }, (_, t) => [Math.sin(t)]), targets: [[0]] },
  loss: { kind: 'mse', at: 'last', reduction: 'mean' },
})

const key =
  "window.dispatchEvent(new KeyboardEvent('keydown', { code: 'ArrowRight', key: 'ArrowRight', bubbles: true, cancelable: true }))"

const aboveEmpty = (times: number[], emptyMs: number) => {
  const p95 = quantile(times, 0.95)
  return { p50: quantile(times, 0.5), p95, p95AboveEmpty: Number((p95 - emptyMs).toFixed(1)) }
}

export const benchUi = (): Promise<unknown> => withPage(measure)

async function measure({ browser, page, url, emptyMs, workMs }: Opened): Promise<unknown> {
  async function open(hidden: number, steps: number): Promise<void> {
    await page.bringToFront()
    await page.goto(url)
    await page.getByRole('button', { name: /Open and save|打开与保存/ }).click()
    await page.locator('textarea').fill(JSON.stringify(document(hidden, steps)))
    await page.getByRole('button', { name: /Use this text|使用这段文本/ }).click()
    await page.waitForFunction(
      (n) => window.document.querySelector('[data-part=facts]')?.textContent?.includes(String(n)),
      steps,
    )
  }

  const step = async (hidden: number, steps: number) => {
    await open(hidden, steps)
    const since = await worked(page)
    const times = await painted(page, 150, key)
    return { hidden, steps, ...aboveEmpty(times, emptyMs), processorMs: await since(times.length) }
  }

  /** A step on a processor that is slowed four times. */
  const slowedStep = async (hidden: number, steps: number) => {
    const slowed = 4
    const { emptyMs } = await emptyPage(browser, slowed)
    await open(hidden, steps)
    const atFullSpeed = await slow(page, slowed)
    const times = await painted(page, 100, key)
    await atFullSpeed()
    return { hidden, steps, slowed, emptyMs, ...aboveEmpty(times, emptyMs) }
  }

  /** From the key End, or Home, to the frame that shows where it leads, in turn; the first of them is not counted. */
  const end = async (hidden: number, steps: number) => {
    await open(hidden, steps)
    const there = key.replaceAll('ArrowRight', 'End')
    const times = await painted(
      page,
      11,
      `if (k % 2) { ${there.replaceAll('End', 'Home')} } else { ${there} }`,
    )
    return {
      hidden,
      steps,
      ms: quantile(
        times.filter((_, k) => k > 0 && k % 2 === 0),
        0.5,
      ),
    }
  }

  const drag = async (hidden: number, steps: number) => {
    await open(hidden, steps)
    await page.locator('select[aria-label="Step size"], select[aria-label="步长"]').selectOption('assignment')
    await page.keyboard.press('Home')
    await page.locator('[data-part=formula] [data-ref="W_f[0,0]"]').first().click()
    const box = (await page.locator('[data-part=asked] [data-part=handle]').boundingBox())!
    const { frames, times } = await page.evaluate(
      async ({ x, y }) => {
        const handle = window.document.querySelector('[data-part=asked] [data-part=handle]')!
        const send = (type: string, clientX: number) =>
          handle.dispatchEvent(
            new PointerEvent(type, { clientX, clientY: y, pointerId: 1, buttons: 1, bubbles: true }),
          )
        Object.assign(handle, { setPointerCapture: () => undefined })
        send('pointerdown', x)
        const from = performance.now()
        const times: number[] = []
        let before = from
        while (before - from < 2000 || times.length < 5) {
          send('pointermove', x + (times.length % 60))
          await new Promise((done) => requestAnimationFrame(done))
          times.push(performance.now() - before)
          before = performance.now()
        }
        send('pointerup', x)
        return { frames: times.length / ((before - from) / 1000), times }
      },
      { x: box.x + 10, y: box.y + 5 },
    )
    const msPerFrame = quantile(times, 0.5)
    return { hidden, steps, framesPerSecond: Number(frames.toFixed(1)), msPerFrame }
  }

  const bytes = async () => {
    const fresh = await browser.newPage()
    let sum = 0
    fresh.on('response', async (response) => {
      const body = await response.body().catch(() => Buffer.alloc(0))
      sum += /woff2/.test(response.url()) ? body.length : gzipSync(body).length
    })
    await fresh.goto(url)
    // Fonts are asked for by what is shown, which may be after the network was idle for a while.
    await fresh.waitForSelector('[data-part=assignment]')
    await fresh.evaluate(() => globalThis.document.fonts.ready.then(() => undefined))
    await fresh.waitForLoadState('networkidle')
    return Math.round(sum / 1024)
  }

  const result = {
    cores: cpus().length,
    emptyMs,
    workMs,
    step: [await step(4, 20), await step(32, 100), await step(64, 200)],
    slowedStep: await slowedStep(4, 20),
    end: await end(64, 2000),
    drag: [await drag(4, 20), await drag(16, 50), await drag(256, 200)],
    typing: await typing(page, url),
    firstLoadKB: await bytes(),
  }
  await open(4, 20)
  const heap = () =>
    page.evaluate(() => {
      ;(globalThis as { gc?: () => void }).gc?.()
      return (performance as unknown as { memory: { usedJSHeapSize: number } }).memory.usedJSHeapSize / 1e6
    })
  const back = key.replaceAll('ArrowRight', 'ArrowLeft')
  await page.evaluate(
    ({ there, back }) => {
      const [forward, backward] = [new Function(there), new Function(back)]
      for (let k = 0; k < 500; k++) (k % 100 < 50 ? forward : backward)()
    },
    { there: key, back },
  )
  const before = await heap()
  await page.evaluate(
    async ({ there, back }) => {
      const [forward, backward] = [new Function(there), new Function(back)]
      for (let k = 0; k < 5000; k++) {
        ;(k % 400 < 200 ? forward : backward)()
        if (k % 10 === 0) await new Promise((done) => setTimeout(done))
      }
    },
    { there: key, back },
  )
  const after = await heap()
  return {
    ...result,
    heapMB: { before: Number(before.toFixed(1)), after5000Steps: Number(after.toFixed(1)) },
  }
}
