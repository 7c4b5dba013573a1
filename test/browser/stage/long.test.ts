/** A long run of many units: what is out of sight is not made, and is there once it is looked at. */
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { address } from '../chromium.ts'
import { pages } from '../page.ts'

const { fresh } = pages()

const run = (hidden: number, steps: number) => ({
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

async function opened(hidden: number, steps: number) {
  const watched = await fresh()
  const { page, stage } = watched
  await page.goto(`${address()}#store-and-ask&language=en`)
  await stage.button('Open and save').click()
  await page.locator('textarea').fill(JSON.stringify(run(hidden, steps)))
  await stage.button('Use this text').click()
  await page.waitForFunction(
    (n) => document.querySelector('[data-part=facts]')?.textContent?.replace(/\D/g, '').endsWith(String(n)),
    steps,
  )
  return watched
}

const elements = (page: Page) => page.evaluate(() => document.querySelectorAll('*').length)

const column = (page: Page, t: number) => page.getByRole('button', { name: `t = ${t}`, exact: true })

/** The timesteps whose columns are at the edges of what is seen of the strip. */
const edges = (page: Page) =>
  page.evaluate(() => {
    const { left, right, top, bottom } = document
      .querySelector('[data-part=columns]')!
      .getBoundingClientRect()
    return [left + 3, right - 3].map((x) => {
      const under = document.elementFromPoint(x, (top + bottom) / 2)
      return under?.closest('[data-part=column]')?.getAttribute('aria-label') ?? null
    })
  })

test('of 2,000 timesteps of 64 units the columns in view are made, wherever the strip is scrolled', async () => {
  const { page, stage } = await opened(64, 2000)
  const most = 6000
  expect(await elements(page)).toBeLessThan(most)
  const strip = page.locator('[data-part=columns]')
  const long = await strip.evaluate((each) => each.scrollWidth)
  expect(long).toBeGreaterThanOrEqual(2000 * 22)
  // A far timestep is scrolled to and clicked.
  await strip.evaluate((each) => each.scrollTo({ left: each.scrollWidth / 2 }))
  await column(page, 1010).click()
  expect(await page.locator('[data-part=column][aria-current]').getAttribute('aria-label')).toBe('t = 1010')
  expect(await page.locator('[data-part=place]').textContent()).toContain('t = 1010')
  expect(await edges(page)).not.toContain(null)
  expect(await strip.evaluate((each) => each.scrollWidth)).toBe(long)
  // It keeps the focus far away too, and the keyboard goes on from there.
  await page.keyboard.press('End')
  await page.keyboard.press('ArrowLeft')
  const label = () => page.evaluate(() => document.activeElement?.getAttribute('aria-label'))
  expect(await label()).toBe('t = 1010')
  await page.keyboard.press('Home')
  expect(await label()).toBe('t = 1010')
  expect(await page.locator('[data-part=column][aria-current]').getAttribute('aria-label')).toBe('t = 1')
  expect(await edges(page)).not.toContain(null)
  expect(await column(page, 1).evaluate((each) => each.getBoundingClientRect().left)).toBeLessThan(200)
  expect(await elements(page)).toBeLessThan(most)
  // Where a link leads, the strip is.
  await stage.lead('b1500.C')
  await page.waitForSelector('[data-part=column][aria-label="t = 1500"][aria-current]')
  expect(await edges(page)).not.toContain(null)
  expect(await elements(page)).toBeLessThan(most)
  // Tab goes from column to column, beyond those that were made.
  await column(page, 1500).focus()
  // It may be held down: no press waits for the one before.
  await Promise.all(Array.from({ length: 60 }, () => page.keyboard.press('Tab')))
  await expect.poll(label).toBe('t = 1560')
  expect(await edges(page)).not.toContain(null)
  expect(await strip.evaluate((each) => each.scrollWidth)).toBe(long)
})

test('the bar of a long run shows its phases; on paper all columns stand', async () => {
  const { page } = await opened(2, 400)
  expect(await page.locator('[data-part=part]').count()).toBeLessThan(120)
  const phases = page.locator('[data-part=part]').evaluateAll((parts) =>
    parts.flatMap((part) => {
      const { width, paddingRight } = getComputedStyle(part)
      return Number.parseFloat(width) - Number.parseFloat(paddingRight) > 10
        ? [part.getAttribute('data-phase')]
        : []
    }),
  )
  expect((await phases).toSorted()).toEqual(['backward', 'forward', 'loss', 'update'])
  expect(await page.locator('[data-part=column]').count()).toBeLessThan(100)
  await page.emulateMedia({ media: 'print' })
  await expect.poll(() => page.locator('[data-part=column]').count()).toBe(400)
  await page.emulateMedia({ media: 'screen' })
  await expect.poll(() => page.locator('[data-part=column]').count()).toBeLessThan(100)
})
