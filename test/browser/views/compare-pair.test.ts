/** From the comparison to the stage: a model is stepped into, two are stepped side by side. */
import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { decay, modelNamed } from '../../../src/index.ts'
import { address, axeFinds } from '../chromium.ts'
import { pages } from '../page.ts'

const { at, fresh } = pages({ ready: 'main h2' })

/** The file behind a button of that name. */
async function taken(page: Page, name: string): Promise<Buffer> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name, exact: true }).first().click(),
  ])
  return readFileSync((await download.path())!)
}
test('a model is stepped into at the lag of the crosshair', async () => {
  const { page, stage } = await at(`#store-and-ask&view=compare&draws=1&hidden=8&steps=30&at=10&language=en`)
  await page.waitForSelector('[data-part=readout] tbody tr')
  await page.locator('[data-part=readout] tbody tr').nth(3).getByRole('button').last().click()
  await page.waitForSelector('[data-part=place]')
  expect(await stage.place()).toContain('backward · t = 20')
  expect(await stage.facts()).toContain('LSTM · 8 units · 30 timesteps')
})

test('two models are stepped side by side with the same keys; the link says where they stand', async () => {
  const { page } = await at(`#store-and-ask&view=compare&draws=1&hidden=8&steps=30&at=3&pair=1,4&language=en`)
  const sizes = { hidden: 8, inputs: 8, steps: 30, inputScale: 1, seed: 1 }
  await page.waitForSelector('[data-part=pair] [data-part=sizes]')
  // The equations have the width of their column, below the bars.
  const cut = await page
    .locator('[data-part=pair] [data-part=wide]')
    .evaluateAll((all) => all.map((each) => each.scrollWidth - each.clientWidth))
  expect(cut).toEqual([0, 0])
  const draws = ['rnn-torch', 'lstm-bf=2'].map((name) => decay({ ...modelNamed(name)!, ...sizes }, 0))
  /** The norms above the equations of both columns: h, h, C. */
  const norms = () =>
    page
      .locator('[data-part=pair] [data-part=sizes] p > data')
      .evaluateAll((all) => all.map((each) => Number(each.getAttribute('value'))))
  const expected = (lag: number) => [
    draws[0]!.norms.get('h')![lag]!,
    draws[1]!.norms.get('h')![lag]!,
    draws[1]!.norms.get('C')![lag]!,
  ]
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
  expect(await page.textContent('[data-part=pair-steps] label')).toBe('backward, lag k = 5 (t = 25)')
  await close(5)
  // What this step did is the ratio of the norms.
  const factor = Number(
    await page.locator('[data-part=pair] [data-part=factor] data').first().getAttribute('value'),
  )
  expect(factor).toBeCloseTo(draws[0]!.norms.get('h')![5]! / draws[0]!.norms.get('h')![4]!, 9)
  // The bars are taken along, with the model and its set-up.
  const lines = (await taken(page, 'side-by-side-2-C.csv')).toString().trim().split('\n')
  const rows = lines.filter((line) => !line.startsWith('#'))
  expect(rows).toHaveLength(1 + 6)
  expect(lines.slice(0, -rows.length).join('\n')).toMatch(/\n# Model 4: LSTM b_f = 2[\s\S]*^# http:.*pair=/m)
  const [t, norm] = rows[1]!.split(',').map(Number)
  expect(t).toBe(25)
  expect(norm! / draws[1]!.norms.get('C')![5]!).toBeCloseTo(1, 9)
  expect((await taken(page, 'side-by-side-1-h.svg')).toString()).toMatch(
    /^<svg[^>]*viewBox[\s\S]*Model 1: RNN tanh PyTorch/,
  )
  // The crosshair of the curves went along.
  await page.waitForFunction(() => location.hash.includes('at=5'))
  await page.keyboard.press('Home')
  expect(await page.textContent('[data-part=pair-steps] label')).toBe('forward, t = 1 of 30')
  await page.keyboard.press('ArrowRight')
  await page.waitForFunction(() => /pair=1(,|%2C)4(,|%2C)f2/.test(location.hash))
  const before = await norms()
  await page.reload()
  await page.waitForSelector('[data-part=pair] [data-part=sizes]')
  expect(await page.textContent('[data-part=pair-steps] label')).toBe('forward, t = 2 of 30')
  expect(await norms()).toEqual(before)
  await page.getByLabel('Model in column 1').selectOption('1')
  await page.waitForFunction(() => /pair=2(,|%2C)4/.test(location.hash))
  await page.getByRole('button', { name: 'Close' }).click()
  expect(await page.locator('[data-part=pair] [data-part=sizes]').count()).toBe(0)
})

test('a damaged link is told, and the page goes on', async () => {
  const { page } = await fresh()
  const damages = [
    'models=nothing',
    'pair=9,x',
    'hidden=1000',
    'steps=1',
    'axis=cubic',
    'draws=-1',
    'scale=x',
    'at=zzz',
  ]
  for (const damage of damages) {
    await page.goto('about:blank')
    await page.goto(`${address()}#store-and-ask&view=compare&draws=1&hidden=4&steps=10&${damage}&language=en`)
    await page.waitForSelector('[data-part=readout] tbody tr')
    await page.locator('main [role=alert], main [data-part=notice]').first().waitFor()
  }
})

test.each([
  ['light', 'zh', 390],
  ['dark', 'en', 1440],
  ['projector', 'zh', 1920],
] as const)('axe finds nothing, nothing is cut off: %s, %s, %d px', async (theme, language, width) => {
  const { page } = await at(
    `#store-and-ask&view=compare&draws=2&hidden=8&steps=20&pair=1,4&theme=${theme}&language=${language}`,
    { viewport: { width, height: 900 } },
  )
  await page.waitForSelector('[data-part=readout] tbody tr')
  await page.waitForTimeout(800)
  expect(await axeFinds(page)).toEqual([])
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
})

test.each([
  ['light', 'en', 1440],
  ['projector', 'zh', 390],
] as const)('the classics show the numbers of the literature: %s, %s', async (theme, language, width) => {
  const { page } = await at(`#store-and-ask&view=classics&theme=${theme}&language=${language}`, {
    viewport: { width, height: 900 },
  })
  await page.waitForSelector('[data-part=classic]:nth-child(6)')
  await page.waitForSelector('[data-part=classic] [data-part=surface]')
  const text = (await page.locator('[data-view=classics] > main').textContent())!
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
  expect(await axeFinds(page)).toEqual([])
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
})
