import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { temporalOrder, trainer } from '../../../src/index.ts'
import { random } from '../../../src/tensor/random.ts'
import { address, axeFinds, newPage, openBrowser, smallText } from '../chromium.ts'

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})

interface Counted {
  workers: number
  /** the next worker breaks off */
  breakNext: boolean
}

/** Opens the view; the page counts its workers, and can be told to break one. */
async function at(hash: string, options = {}) {
  const watched = await newPage(browser, options)
  await watched.page.addInitScript(() => {
    const counted = { workers: 0, breakNext: false }
    Object.assign(window, { counted })
    const Real = window.Worker
    window.Worker = class extends Real {
      constructor(url: string | URL, how?: WorkerOptions) {
        const broken = counted.breakNext
        counted.breakNext = false
        counted.workers++
        const script = 'throw new Error("out of order")'
        super(broken ? URL.createObjectURL(new Blob([script])) : url, how)
      }
    }
  })
  await watched.page.goto(`${address()}#store-and-ask@f1.f&view=paper&${hash}`)
  await watched.page.waitForSelector('main h2')
  return watched
}

const counted = (page: Page) =>
  page.evaluate(() => ({ ...(window as unknown as { counted: Counted }).counted }))
const row = (page: Page, kind: string, seed: number) =>
  page.locator(`[data-part=results] tbody[data-kind="${kind}"] tr[data-seed="${seed}"]`)
const state = (page: Page, kind: string, seed: number) => row(page, kind, seed).getAttribute('data-state')
/** What stands in a row: sequences, error, wrong. */
const numbers = (page: Page, kind: string, seed: number) =>
  row(page, kind, seed)
    .locator('data')
    .evaluateAll((all) => all.map((each) => Number(each.getAttribute('value'))))
const untilBeyond = (page: Page, kind: string, seed: number, sequences: number) =>
  expect.poll(async () => (await numbers(page, kind, seed))[0] ?? 0).toBeGreaterThan(sequences)
const button = (page: Page, name: RegExp | string) => page.getByRole('button', { name })

/** The page stays, and what was trained with it. */
async function follow(page: Page, hash: string): Promise<void> {
  await page.evaluate((link) => {
    location.hash = link
  }, `#store-and-ask@f1.f&view=paper&${hash}`)
  await page.waitForTimeout(250)
}

describe('experiment 6a, live', () => {
  test('nothing starts by itself; training is seen, paused, left, continued, cancelled', async () => {
    const { page, assertClean } = await at('language=en&seeds=3,7')
    await page.waitForTimeout(300)
    expect((await counted(page)).workers).toBe(0)
    expect(await page.locator('[data-part=curve] [data-part=end], [data-part=curve] circle').count()).toBe(0)
    await button(page, 'Train 4 networks').click()
    await untilBeyond(page, 'truncated', 3, 1000)
    await untilBeyond(page, 'rnn', 3, 1000)
    // Two at a time.
    expect((await counted(page)).workers).toBe(2)
    expect(await page.textContent('[data-part=actions] [role=status]')).toBe('In training: 2. Waiting: 2.')
    expect(await state(page, 'truncated', 7)).toBe('waiting')
    expect(
      await page.locator('[data-part=training-plot] [data-part=curve][data-kind="truncated"] circle').count(),
    ).toBe(2)
    const label = await page
      .locator('svg[data-part=training-plot][role=img]')
      .first()
      .getAttribute('aria-label')
    expect(label).toMatch(/RNN, BPTT, seed 3: 0\.7\d\d after [\d,]+ sequences/)

    await button(page, 'Pause').press('Enter')
    await expect.poll(() => button(page, 'Continue').count()).toBe(1)
    await page.waitForTimeout(700)
    await expect.poll(() => state(page, 'truncated', 3)).toBe('paused')
    const paused = await numbers(page, 'truncated', 3)
    // What the worker of this browser computed is what Node computes, to the last digit.
    const here = trainer({ network: 'lstm', gradient: 'truncated', seed: 3 }).advance(paused[0]!)
    expect(paused).toEqual([here.sequences, here.recentError])
    await page.getByRole('button', { name: 'Step', exact: true }).click()
    await page.waitForSelector('[data-part=place]')
    await page.waitForTimeout(300)
    await button(page, 'The 1997 paper').click()
    await page.waitForSelector('[data-part=results]')
    expect(await numbers(page, 'truncated', 3)).toEqual(paused)

    await button(page, 'Continue').click()
    await untilBeyond(page, 'truncated', 3, paused[0]!)
    // It goes on while another view is open.
    let absent = 350
    const gained = async () => {
      const [before] = await numbers(page, 'truncated', 3)
      await button(page, 'Step').first().click()
      // A slow machine trains less within the same time.
      absent *= 2
      await page.waitForTimeout(absent)
      await button(page, 'The 1997 paper').click()
      await page.waitForSelector('[data-part=results]')
      return (await numbers(page, 'truncated', 3))[0]! - before!
    }
    await expect.poll(gained).toBeGreaterThan(500)

    await button(page, 'Cancel').click()
    expect(await state(page, 'truncated', 3)).toBe('cancelled')
    expect(await state(page, 'truncated', 7)).toBe('none')
    const kept = await numbers(page, 'truncated', 3)
    await page.waitForTimeout(400)
    expect(await numbers(page, 'truncated', 3)).toEqual(kept)
    expect((await counted(page)).workers).toBe(2)
    await button(page, 'Train 4 networks').waitFor()
    assertClean()
    await page.context().close()
  })

  test('a seed solves it as in Node; the table is taken along; the switch has results of its own', async () => {
    const { page, assertClean } = await at('language=en&seeds=16&network=lstm')
    await button(page, 'Train 1 network').click()
    const expected = trainer({ network: 'lstm', gradient: 'truncated', seed: 16 })
    const { sequences, recentError, solved } = expected.advance(100_000)
    expect(solved).toBe(true)
    await expect.poll(() => state(page, 'truncated', 16)).toBe('solved')
    expect(await numbers(page, 'truncated', 16)).toEqual([sequences, recentError, expected.test()])
    expect(await page.textContent('[data-part=results] [data-part=published]')).toMatch(
      /156 weights.*31,390.*1/,
    )
    expect(await button(page, 'All of these are trained').getAttribute('aria-disabled')).toBe('true')

    const [file] = await Promise.all([page.waitForEvent('download'), button(page, 'Table as CSV').click()])
    const lines = readFileSync((await file.path())!, 'utf8').split('\r\n')
    expect(lines[0]).toMatch(/^source,network,gradient,seed,n,state,sequences,/)
    expect(lines[1]).toBe('paper,lstm-1997,truncated,mean,20,solved,31390,,,,1,2560,')
    expect(
      lines[2]!.startsWith(`unrolled,lstm-1997,truncated,16,1,solved,${sequences},,,${recentError},`),
    ).toBe(true)
    expect(lines.slice(0, -1).map((line) => line.split(',').length)).toEqual([13, 13, 13, 13])

    // The figure as it stands, with its set-up under it.
    const taken = async (name: string) => {
      const [download] = await Promise.all([page.waitForEvent('download'), button(page, name).click()])
      return readFileSync((await download.path())!)
    }
    const svg = (await taken('experiment-6a-error.svg')).toString()
    expect(svg).toMatch(/^<svg [^>]*viewBox/)
    expect(svg).toContain(`seed 16: ${recentError.toFixed(3)} after`)
    expect((await taken('experiment-6a-mistakes.png')).subarray(1, 4).toString()).toBe('PNG')
    const csv = (await taken('experiment-6a-error.csv')).toString()
    expect(csv).toContain(`lstm-1997,truncated,16,${sequences},`)
    expect(csv).toMatch(new RegExp(`^# .*seed 16: ${recentError.toFixed(3)} after`, 'm'))

    await page.getByLabel('full', { exact: true }).check()
    expect(await state(page, 'full', 16)).toBe('none')
    expect(await page.locator('[data-kind="truncated"]').count()).toBe(0)
    await page.waitForFunction(() => location.hash.includes('truncation=full'))
    await page.getByLabel('truncated, as in the paper').check()
    expect(await state(page, 'truncated', 16)).toBe('solved')
    assertClean()
    await page.context().close()
  })

  test('a worker that breaks off is told; the others go on, and it can be trained again', async () => {
    const { page } = await at('language=en&seeds=3-5&network=lstm')
    await page.evaluate(() => {
      Object.assign((window as unknown as { counted: Counted }).counted, { breakNext: true })
    })
    await button(page, 'Train 3 networks').click()
    await page.waitForSelector('[data-part=actions] [role=alert]')
    expect(await page.textContent('[data-part=actions] [role=alert]')).toMatch(
      /from seed 3 broke off.*out of order/,
    )
    expect(await state(page, 'truncated', 3)).toBe('failed')
    await untilBeyond(page, 'truncated', 4, 500)
    await untilBeyond(page, 'truncated', 5, 500)
    await button(page, 'Train 1 network').click()
    expect(await page.locator('[data-part=actions] [role=alert]').count()).toBe(0)
    expect(await state(page, 'truncated', 3)).toBe('waiting')
    await button(page, 'Cancel').click()
    await page.context().close()
  })

  test('one file, opened by double click, trains too', async () => {
    const { page, assertClean } = await newPage(browser)
    const file = resolve('dist/unrolled.html')
    await page.goto(`file://${file}#store-and-ask@f1.f&view=paper&language=zh&seeds=1&network=lstm`)
    await button(page, '训练 1 个网络').click()
    await untilBeyond(page, 'truncated', 1, 250)
    assertClean()
    await page.context().close()
  })
})

describe('what the view is about', () => {
  test('the example is a sequence of the task, marked, and another one is asked for', async () => {
    const { page, assertClean } = await at('language=en&example=7')
    for (const seed of [7, 8]) {
      const { T, t1, t2, target, sequence } = temporalOrder(random(seed))
      const symbols = page.locator('[data-part=symbols] b')
      expect(await symbols.count()).toBe(T)
      const marked = await symbols.evaluateAll((all) =>
        all.flatMap((each, i) => (each.getAttribute('data-role') === 'counts' ? [i + 1] : [])),
      )
      expect(marked).toEqual([t1, t2])
      expect(await symbols.nth(t1 - 1).textContent()).toBe('EBabcdXY'[sequence[t1 - 1]!])
      expect(await page.textContent('[data-part=class][data-target=true]')).toContain(`= ${'QRSU'[target]}`)
      await button(page, 'Another example').click()
    }
    await page.waitForFunction(() => location.hash.includes('example=9'))
    assertClean()
    await page.context().close()
  })

  test('seeds are typed; what is damaged is told and the usual taken', async () => {
    const { page, assertClean } = await at('language=en&network=gru&truncation=%3Cb%3E&seeds=1-99&example=x')
    expect(await page.locator('main [data-part=trouble]').count()).toBe(4)
    expect(await page.locator('[data-part=results] tr[data-seed]').count()).toBe(10)
    const seeds = page.getByLabel('Seeds')
    await seeds.fill('4, 2')
    expect(
      await page.locator('[data-part=results] tbody[data-kind=rnn] tr[data-seed]').allTextContents(),
    ).toHaveLength(2)
    await button(page, 'Train 4 networks').waitFor()
    for (const wrong of ['1-', 'a', '1-30', '-3', '1.5', '4294967296', '']) {
      await seeds.fill(wrong)
      expect([wrong, await seeds.getAttribute('aria-invalid')]).toEqual([wrong, 'true'])
      await button(page, 'Train 4 networks').waitFor()
    }
    await seeds.fill('１，３')
    await page.waitForFunction(() => location.hash.includes('seeds=%EF%BC%91'))
    expect(
      await page.locator('[data-part=results] tbody[data-kind=rnn] tr').nth(2).getAttribute('data-seed'),
    ).toBe('3')
    assertClean()
    await page.context().close()
  })

  test('axe finds nothing in three themes and both languages; no letter is too small for the projector', async () => {
    const { page, assertClean } = await at('language=en&seeds=1,2&truncation=both')
    await page.locator('[data-part=train]').click()
    await untilBeyond(page, 'truncated', 1, 500)
    await page.locator('[data-part=actions] button').nth(1).click()
    for (const theme of ['light', 'dark', 'projector'])
      for (const language of ['en', 'zh']) {
        await follow(page, `seeds=1,2&truncation=both&theme=${theme}&language=${language}`)
        expect([theme, language, ...(await axeFinds(page))]).toEqual([theme, language])
        if (theme === 'projector') {
          await page.setViewportSize({ width: 1920, height: 1080 })
          expect(await smallText(page)).toEqual([])
        }
      }
    assertClean()
    await page.context().close()
  })

  test('no horizontal scroll bar of the page from a phone to a wall', async () => {
    const { page, assertClean } = await at('language=en&seeds=1,2')
    await button(page, 'Train 4 networks').click()
    await untilBeyond(page, 'truncated', 1, 500)
    await button(page, 'Pause').click()
    for (const [theme, language] of [
      ['light', 'en'],
      ['projector', 'zh'],
    ]) {
      await page.evaluate((hash) => {
        location.hash = hash
      }, `#store-and-ask@f1.f&view=paper&seeds=1,2&theme=${theme}&language=${language}`)
      await page.waitForTimeout(200)
      for (const width of [360, 390, 768, 1024, 1440, 1920, 3840]) {
        await page.setViewportSize({ width, height: 800 })
        const over = await page.evaluate(() => [
          document.documentElement.scrollWidth - innerWidth,
          document.querySelector('main')!.scrollWidth - document.querySelector('main')!.clientWidth,
        ])
        expect([theme, width, ...over]).toEqual([theme, width, 0, 0])
      }
    }
    assertClean()
    await page.context().close()
  })
})
