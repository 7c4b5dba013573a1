/**
 * The view Train in Chromium, with what it shows first (a sine, an LSTM of 64 units, 800 windows, 100 epochs) and settings that stand still: from the
 * click until the first update stands on the page, and which share of the page's frames come within 40 ms while it trains.
 */
import { type Opened, quantile, withPage } from './page.ts'

const runs = 5

export const benchTrainingView = (): Promise<unknown> => withPage(measure)

async function measure({ browser, url }: Opened): Promise<unknown> {
  const measured: Awaited<ReturnType<typeof trainOnce>>[] = []
  for (let k = 0; k < runs; k++) {
    // What a browser keeps of a run before is another one's.
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
    const page = await context.newPage()
    await page.addInitScript("globalThis.__name = (f) => f; localStorage.setItem('unrolled:toured', 'yes')")
    await page.goto(`${url}#store-and-ask@f1.f&view=train&language=en`)
    await page.waitForSelector('[data-part=train]')
    await page.waitForTimeout(4000)
    measured.push(await page.evaluate(trainOnce))
    await context.close()
  }
  const frames = measured.flatMap((each) => each.frames)
  return {
    firstUpdateMs: quantile(
      measured.map(({ firstMs }) => firstMs),
      0.5,
    ),
    within40: Number((frames.filter((ms) => ms <= 40).length / frames.length).toFixed(3)),
    frameP95: quantile(frames, 0.95),
    secondsOfTraining: quantile(
      measured.map(({ allMs }) => allMs / 1000),
      0.5,
    ),
  }
}

/** In the page: clicks on Train, and watches until the run is done. */
async function trainOnce() {
  const frames: number[] = []
  let [last, going] = [performance.now(), true]
  const frame = () => {
    const now = performance.now()
    frames.push(now - last)
    last = now
    if (going) requestAnimationFrame(frame)
  }
  const run = () => document.querySelector<HTMLElement>('[data-part=run]')!.dataset
  /** Resolves when something of the page has changed so that it is so. */
  const until = (isSo: () => boolean) =>
    new Promise<number>((done) => {
      const observer = new MutationObserver(() => {
        if (!isSo()) return
        observer.disconnect()
        done(performance.now())
      })
      observer.observe(document.body, { subtree: true, attributes: true, childList: true })
    })
  const from = performance.now()
  last = from
  document.querySelector<HTMLElement>('[data-part=train]')!.click()
  requestAnimationFrame(frame)
  const first = await until(() => Number(run().done) > 0)
  const end = await until(() => run().state === 'done')
  going = false
  return { firstMs: first - from, allMs: end - from, frames }
}
