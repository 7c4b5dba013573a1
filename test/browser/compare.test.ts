/** The comparison: the numbers of the page are the engine's; a click steps in; damaged links are told. */
import { AxeBuilder } from '@axe-core/playwright'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { bandsOf, decay, modelNamed } from '../../src/index.ts'
import { address, newPage, openBrowser } from './chromium.ts'

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser?.close())

test('the values at the crosshair are the medians over the engine’s draws; the surprise is there', async () => {
  const { page, assertClean } = await newPage(browser)
  await page.goto(`${address()}#store-and-ask&view=compare&draws=7&hidden=16&steps=60&at=40&language=en`)
  await page.waitForSelector('.readout tbody tr')
  await expect
    .poll(() => page.locator('.decay .progress').textContent(), { timeout: 60_000 })
    .not.toMatch(/\d+ of \d+/)
  const rows = page.locator('.readout tbody tr')
  const names = ['rnn-torch', 'rnn-orthogonal', 'lstm-torch', 'lstm-bf=2', 'gru-torch']
  expect(await rows.count()).toBe(names.length)
  for (const [i, name] of names.entries()) {
    const spec = { ...modelNamed(name)!, hidden: 16, inputs: 8, steps: 60, inputScale: 1, seed: 1 }
    const bands = bandsOf(Array.from({ length: 7 }, (_, draw) => decay(spec, draw)))
    const shown = Number(await rows.nth(i).locator('data').first().getAttribute('value'))
    expect(Math.abs(Math.log(shown / bands.h!.q50[40]!))).toBeLessThan(1e-6)
  }
  const of = async (i: number) => Number(await rows.nth(i).locator('data').first().getAttribute('value'))
  // PyTorch's default LSTM is far below an orthogonal RNN; an open forget gate is far above both.
  expect(await of(2)).toBeLessThan((await of(1)) / 10)
  expect(await of(3)).toBeGreaterThan((await of(1)) * 10)
  assertClean()
  await page.context().close()
})

test('a model is stepped into at the lag of the crosshair', async () => {
  const { page, assertClean } = await newPage(browser)
  await page.goto(`${address()}#store-and-ask&view=compare&draws=1&hidden=8&steps=30&at=10&language=en`)
  await page.waitForSelector('.readout tbody tr')
  await page.locator('.readout tbody tr').nth(3).getByRole('button').last().click()
  await page.waitForSelector('.place')
  expect(await page.textContent('.place')).toContain('backward · t = 20')
  expect(await page.textContent('.facts')).toContain('LSTM · 8 units · 30 timesteps')
  assertClean()
  await page.context().close()
})

test('two models are stepped side by side with the same keys; the link says where they stand', async () => {
  const { page, assertClean } = await newPage(browser)
  const sizes = { hidden: 8, inputs: 8, steps: 30, inputScale: 1, seed: 1 }
  await page.goto(
    `${address()}#store-and-ask&view=compare&draws=1&hidden=8&steps=30&at=3&pair=1,4&language=en`,
  )
  await page.waitForSelector('.pair .sizes')
  const draws = ['rnn-torch', 'lstm-bf=2'].map((name) => decay({ ...modelNamed(name)!, ...sizes }, 0))
  /** The norms above the equations of both columns: h, h, C. */
  const norms = () =>
    page
      .locator('.pair .sizes p > data')
      .evaluateAll((all) => all.map((each) => Number(each.getAttribute('value'))))
  const expected = (lag: number) => [draws[0]!.h[lag]!, draws[1]!.h[lag]!, draws[1]!.C![lag]!]
  const close = async (lag: number) => {
    const shown = await norms()
    expect(shown).toHaveLength(3)
    shown.forEach((value, i) => {
      expect(Math.abs(value / expected(lag)[i]! - 1)).toBeLessThan(1e-9)
    })
  }
  await close(3)
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowRight')
  expect(await page.textContent('.pair-steps label')).toBe('backward, lag k = 5 (t = 25)')
  await close(5)
  // What this step did is the ratio of the norms.
  const factor = Number(await page.locator('.pair .factor data').first().getAttribute('value'))
  expect(factor).toBeCloseTo(draws[0]!.h[5]! / draws[0]!.h[4]!, 9)
  // The crosshair of the curves went along.
  await page.waitForFunction(() => location.hash.includes('at=5'))
  await page.keyboard.press('Home')
  expect(await page.textContent('.pair-steps label')).toBe('forward, t = 1 of 30')
  await page.keyboard.press('ArrowRight')
  await page.waitForFunction(() => /pair=1(,|%2C)4(,|%2C)f2/.test(location.hash))
  const before = await norms()
  await page.reload()
  await page.waitForSelector('.pair .sizes')
  expect(await page.textContent('.pair-steps label')).toBe('forward, t = 2 of 30')
  expect(await norms()).toEqual(before)
  await page.getByLabel('Model in column 1').selectOption('1')
  await page.waitForFunction(() => /pair=2(,|%2C)4/.test(location.hash))
  await page.getByRole('button', { name: 'Close' }).click()
  expect(await page.locator('.pair .sizes').count()).toBe(0)
  assertClean()
  await page.context().close()
})

test.each([
  'models=nothing',
  'pair=9,x',
  'hidden=1000',
  'steps=1',
  'axis=cubic',
  'draws=-1',
  'scale=x',
  'at=zzz',
])('a damaged link is told, and the page goes on: %s', async (damage) => {
  const { page, assertClean } = await newPage(browser)
  await page.goto(`${address()}#store-and-ask&view=compare&draws=1&hidden=4&steps=10&${damage}&language=en`)
  await page.waitForSelector('.readout tbody tr')
  await page.locator('main [role=alert], main .notice').first().waitFor()
  assertClean()
  await page.context().close()
})

test.each([
  ['light', 'zh', 390],
  ['dark', 'en', 1440],
  ['projector', 'zh', 1920],
] as const)('axe finds nothing, nothing is cut off: %s, %s, %d px', async (theme, language, width) => {
  const { page, assertClean } = await newPage(browser, { viewport: { width, height: 900 } })
  await page.goto(
    `${address()}#store-and-ask&view=compare&draws=2&hidden=8&steps=20&pair=1,4&theme=${theme}&language=${language}`,
  )
  await page.waitForSelector('.readout tbody tr')
  await page.waitForTimeout(800)
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html.slice(0, 160)).join(' | ')}`)).toEqual(
    [],
  )
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
  assertClean()
  await page.context().close()
})

test.each([
  ['light', 'en', 1440],
  ['projector', 'zh', 390],
] as const)('the classics show the numbers of the literature: %s, %s', async (theme, language, width) => {
  const { page, assertClean } = await newPage(browser, { viewport: { width, height: 900 } })
  await page.goto(`${address()}#store-and-ask&view=classics&theme=${theme}&language=${language}`)
  await page.waitForSelector('.classic:nth-child(6)')
  await page.waitForSelector('.classic .surface', { timeout: 60_000 })
  const text = (await page.locator('main.classics').textContent())!
  for (const number of [
    '1.5434',
    '0.2239',
    '0.4477',
    '5.461',
    '103.2',
    '7448',
    '1751',
    '1024',
    '219',
    '26.04',
  ])
    expect(text).toContain(number)
  for (const fold of ['−2.6556', '−2.3444']) expect(text).toContain(fold)
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html.slice(0, 160)).join(' | ')}`)).toEqual(
    [],
  )
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
  assertClean()
  await page.context().close()
})
