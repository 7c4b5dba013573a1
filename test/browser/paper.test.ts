/** The experiment of 1997, trained in the page. */
import { AxeBuilder } from '@axe-core/playwright'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { trainer } from '../../src/index.ts'
import { address, newPage, openBrowser } from './chromium.ts'

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser?.close())

test('trains on demand, with pause and cancel; a seed is the same trial as the engine’s', async () => {
  const { page, assertClean } = await newPage(browser)
  await page.goto(`${address()}#store-and-ask&view=paper&network=lstm&seeds=5&language=en`)
  await page.waitForSelector('.results')
  expect(await page.locator('.results .published').textContent()).toContain('31,390')
  const numbers = async () => (await page.locator('.results').textContent())!
  const before = await numbers()
  await page.waitForTimeout(400)
  // Nothing begins by itself.
  expect(await numbers()).toBe(before)
  await page.getByRole('button', { name: 'Train 1 network' }).click()
  await expect.poll(numbers, { timeout: 30_000 }).not.toBe(before)
  await page.getByRole('button', { name: 'Pause' }).click()
  await page.waitForTimeout(600)
  const paused = await numbers()
  await page.waitForTimeout(600)
  expect(await numbers()).toBe(paused)
  await page.getByRole('button', { name: 'Continue' }).click()
  // It goes on while another view is open.
  await page.getByRole('button', { name: 'Step', exact: true }).click()
  await page.waitForTimeout(300)
  await page.getByRole('button', { name: 'The 1997 paper' }).click()
  const engine = trainer({ network: 'lstm', gradient: 'truncated', seed: 5 }).advance(100_000)
  await expect.poll(numbers, { timeout: 90_000 }).toContain(engine.sequences.toLocaleString('en'))
  assertClean()
  await page.context().close()
})

test.each([
  ['light', 'zh', 390],
  ['dark', 'en', 1440],
  ['projector', 'zh', 1920],
] as const)('axe finds nothing, nothing is cut off: %s, %s, %d px', async (theme, language, width) => {
  const { page, assertClean } = await newPage(browser, { viewport: { width, height: 900 } })
  await page.goto(`${address()}#store-and-ask&view=paper&theme=${theme}&language=${language}`)
  await page.waitForSelector('.results')
  await page.waitForTimeout(150)
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html.slice(0, 160)).join(' | ')}`)).toEqual(
    [],
  )
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
  assertClean()
  await page.context().close()
})
