/** The comparison: the numbers of the page are the engine's; a click steps in; damaged links are told. */
import { readFileSync } from 'node:fs'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  bandsOf,
  type DecaySpec,
  decay,
  drawn,
  jacobian,
  modelNamed,
  presets,
  runStates,
  spectrum,
} from '../../src/index.ts'
import { address, axeFinds, newPage, openBrowser } from './chromium.ts'

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
  // A digit on its badge and the number on its tag are read on their own ground: no outline covers them.
  const outlines = await page
    .locator('.decay-drawing :is(.digit, .tag-text)')
    .evaluateAll((letters) => letters.map((letter) => getComputedStyle(letter).stroke))
  expect(outlines.length).toBeGreaterThan(names.length)
  expect(new Set(outlines)).toEqual(new Set(['none']))
  assertClean()
  await page.context().close()
})

const specOf = (name: string, sizes: Partial<DecaySpec> = {}): DecaySpec => ({
  ...modelNamed(name)!,
  hidden: 8,
  inputs: 8,
  steps: 30,
  inputScale: 1,
  seed: 1,
  ...sizes,
})
const filled = (page: Page) =>
  expect
    .poll(() => page.locator('.decay .progress').textContent(), { timeout: 60_000 })
    .not.toMatch(/\d+ of \d+/)
/** The file behind a button of that name. */
async function taken(page: Page, name: string): Promise<Buffer> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name, exact: true }).first().click(),
  ])
  return readFileSync((await download.path())!)
}
/** The first number of each model in the table under the curves. */
const firstNumbers = (page: Page) =>
  page
    .locator('.readout tbody tr')
    .evaluateAll((rows) => rows.map((row) => Number(row.querySelector('data')?.getAttribute('value'))))

test('every preset shows its models and one sentence; its address shows the same again', async () => {
  const { page, assertClean } = await newPage(browser)
  await page.goto(`${address()}#store-and-ask&view=compare&draws=1&at=9&language=en`)
  await page.waitForSelector('.readout tbody tr')
  const buttons = page.locator('.presets button')
  const sentences = new Set<string>()
  for (let i = 0; i < (await buttons.count()); i++) {
    await buttons.nth(i).click()
    expect(await buttons.nth(i).getAttribute('aria-pressed')).toBe('true')
    sentences.add((await page.locator('.finding').first().textContent())!)
    await filled(page)
    expect(await page.locator('.readout tbody tr').count()).toBe(presets[i]?.models.length ?? 3)
  }
  expect(sentences.size).toBe(presets.length + 1)
  // With 500 steps linear units reach Infinity, and what comes of it is told with its timestep.
  await buttons.nth(presets.findIndex(({ id }) => id === 'overflow')).click()
  await filled(page)
  expect(await page.locator('.limits').textContent()).toMatch(/infinite at t = \d+/)
  const before = await firstNumbers(page)
  await page.waitForFunction(() => location.hash.includes('steps=500'))
  await page.reload()
  await page.waitForSelector('.readout tbody tr')
  await filled(page)
  expect(await firstNumbers(page)).toEqual(before)
  assertClean()
  await page.context().close()
})

test('curves follow a slider at once, the band fills in; the crosshair follows the keys', async () => {
  const { page, assertClean } = await newPage(browser)
  await page.goto(
    `${address()}#store-and-ask&view=compare&models=rnn-torch,lstm-bf=2&draws=9&hidden=8&steps=30&at=12&language=en`,
  )
  await page.waitForSelector('.readout tbody tr')
  await filled(page)
  // Synchronously: the first draw is there when the event has been handled.
  const shown = await page.evaluate(async () => {
    const input = document.querySelector<HTMLInputElement>('.editor input[type=range]')!
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')!.set!.call(input, '3')
    input.dispatchEvent(new Event('input', { bubbles: true }))
    await Promise.resolve()
    return document.querySelectorAll('.readout tbody tr')[1]!.querySelector('data')!.getAttribute('value')
  })
  expect(Math.abs(Number(shown) / decay(specOf('lstm-bf=3'), 0).h[12]! - 1)).toBeLessThan(1e-9)
  await filled(page)
  const nine = Array.from({ length: 9 }, (_, draw) => decay(specOf('lstm-bf=3'), draw))
  const median = bandsOf(nine).h.q50
  await expect.poll(async () => (await firstNumbers(page))[1]! / median[12]!).toBeCloseTo(1, 6)
  await page.locator('.decay-plot').focus()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowRight')
  expect((await firstNumbers(page))[1]! / median[14]!).toBeCloseTo(1, 6)
  assertClean()
  await page.context().close()
})

test('what one step does is the engine’s Jacobian; figures are taken along with their set-up', async () => {
  const { page, assertClean } = await newPage(browser)
  await page.goto(
    `${address()}#store-and-ask&view=compare&models=rnn-torch,lstm-bf=2&pick=2&draws=3&hidden=6&steps=20&at=4&language=en`,
  )
  await page.waitForSelector('.facts-of-step')
  const run = runStates(drawn(specOf('lstm-bf=2', { hidden: 6, steps: 20 }), 0))
  const { singularValues, radius } = spectrum(jacobian(run, 17))
  const shown = await page
    .locator('.facts-of-step tbody tr')
    .first()
    .locator('data')
    .evaluateAll((all) => all.map((each) => Number(each.getAttribute('value'))))
  const expected = [singularValues[0]!, singularValues.at(-1)!, radius]
  expected.forEach((value, i) => {
    expect(Math.abs(shown[i]! - value)).toBeLessThan(1e-9 * singularValues[0]!)
  })
  await filled(page)
  const rows = (await taken(page, 'gradient-decay.csv')).toString().split('\n')
  const [head, ...table] = rows.filter((row) => row !== '' && !row.startsWith('#'))
  const column = head!.split(',').indexOf('2:C:q50')
  const band = bandsOf([0, 1, 2].map((draw) => decay(specOf('lstm-bf=2', { hidden: 6, steps: 20 }), draw))).C!
  expect(Number(table[7]!.split(',')[column]) / band.q50[7]!).toBeCloseTo(1, 9)
  const svg = (await taken(page, 'gradient-decay.svg')).toString()
  expect(svg).toContain('H = 6')
  expect(svg).toContain('lstm-bf=2')
  expect((await taken(page, 'jacobian.png')).subarray(1, 4).toString()).toBe('PNG')
  expect((await taken(page, 'weight-gradient-shares.csv')).toString()).toContain('1:share-along-the-whole')
  for (const figure of [
    'gradient-decay',
    'jacobian',
    'singular-values',
    'eigenvalues',
    'weight-gradient-shares',
  ])
    expect((await taken(page, `${figure}.csv`)).toString(), figure).toMatch(
      /^# [\s\S]*lstm-bf=2[\s\S]*^[^#]/m,
    )
  assertClean()
  await page.context().close()
})

test('128 units and 500 timesteps: the curves come, and the page answers meanwhile', async () => {
  const { page, assertClean } = await newPage(browser)
  await page.goto(
    `${address()}#store-and-ask&view=compare&models=rnn-torch,lstm-bf=2&draws=2&hidden=128&steps=500&at=400&language=en`,
  )
  await page.waitForSelector('.readout data')
  await filled(page)
  const large = decay(specOf('lstm-bf=2', { hidden: 128, steps: 500 }), 0)
  const other = decay(specOf('lstm-bf=2', { hidden: 128, steps: 500 }), 1)
  const median = bandsOf([large, other]).h.q50[400]!
  expect((await firstNumbers(page))[1]! / median).toBeCloseTo(1, 6)
  // The stage takes 64 units and 200 steps, and says so.
  await page.locator('.readout tbody tr').nth(1).getByRole('button').last().click()
  await page.waitForSelector('.place')
  expect(await page.textContent('.facts')).toContain('64 units · 200 timesteps')
  expect(await page.locator('.message').count()).toBe(1)
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
  // The bars are taken along, with the model and its set-up.
  const lines = (await taken(page, 'side-by-side-2-C.csv')).toString().trim().split('\n')
  const rows = lines.filter((line) => !line.startsWith('#'))
  expect(rows).toHaveLength(1 + 6)
  expect(lines.slice(0, -rows.length).join('\n')).toMatch(/\n# Model 4: LSTM b_f = 2[\s\S]*^# http:.*pair=/m)
  const [t, norm] = rows[1]!.split(',').map(Number)
  expect(t).toBe(25)
  expect(norm! / draws[1]!.C![5]!).toBeCloseTo(1, 9)
  expect((await taken(page, 'side-by-side-1-h.svg')).toString()).toMatch(
    /^<svg[^>]*viewBox[\s\S]*Model 1: RNN tanh PyTorch/,
  )
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

test('a damaged link is told, and the page goes on', async () => {
  const { page, assertClean } = await newPage(browser)
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
    await page.waitForSelector('.readout tbody tr')
    await page.locator('main [role=alert], main .notice').first().waitFor()
  }
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
  expect(await axeFinds(page)).toEqual([])
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
  expect(await axeFinds(page)).toEqual([])
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
  assertClean()
  await page.context().close()
})
