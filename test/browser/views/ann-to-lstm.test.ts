/** The path from ANN to LSTM: by keys through all steps, every number the engine's, and the net of a step on the stage. */
import { expect, test } from 'vitest'
import { ofLastAnswer, steps } from '../../../app/views/ann-to-lstm/steps.ts'
import { type Experiment, numberOf, problemOf, record } from '../../../src/index.ts'
import { address, axeFinds } from '../chromium.ts'
import { pages } from '../page.ts'
import { expectNumbers, numbers } from './numbers.ts'

const { at } = pages({ ready: 'main h2' })

const row = (experiment: Experiment, name: (t: number) => string) => {
  const run = record(problemOf(experiment))
  return Array.from({ length: run.T }, (_, k) => numberOf(run, name(k + 1))!)
}

test('six steps, each with its changes and its numbers; what a link says is shown', async () => {
  const { page, stage } = await at('#sine@l&view=path&language=en')
  await page.locator('h1').click()
  for (const [i, { id, experiment }] of steps.entries()) {
    if (i > 0) await page.keyboard.press('ArrowRight')
    await page.waitForSelector(`[data-station=${id}][aria-current]`)
    const changed = await page.locator('[data-part=path-equation]:not([data-state=kept])').count()
    expect([id, changed]).toEqual([id, i === 0 ? 0 : i === 1 ? 1 : 2])
    expect(await page.locator('[data-part=path-equation] [data-new]').count()).toBe(i === 0 ? 0 : 1)
    expectNumbers(
      await numbers(page, '[data-row=answer]'),
      row(experiment, (t) => `y@${t}[0]`),
    )
    // What it can do that the one before could not: wanted, before, now.
    const answers = steps
      .slice(Math.max(0, i - 1), i + 1)
      .map((step) => row(step.experiment, (t) => `y@${t}[0]`)[9]!)
    expectNumbers(await numbers(page, '[data-brings="asked 10"]'), [-0.7, ...answers])
    expect(await page.locator('[data-part=drawing] [data-state=result]').count()).toBeGreaterThan(0)
    const back = ofLastAnswer(experiment)
    expectNumbers(
      await numbers(page, '[data-row=value]'),
      row(back, (t) => `d:x@${t}[0]`),
    )
  }
  await page.keyboard.press('Home')
  await page.waitForSelector('[data-station=ann][aria-current]')
  // A clicker shows all of a net before it goes on; the arrows scroll, whatever has the focus.
  const main = page.locator('main')
  const top = () => main.evaluate((each) => each.scrollTop)
  await page.keyboard.press('ArrowDown')
  expect(await top()).toBeGreaterThan(0)
  const isAtEnd = () => main.evaluate((m) => m.scrollTop + m.clientHeight >= m.scrollHeight - 8)
  for (let k = 0; k < 9 && !(await isAtEnd()); k++) await page.keyboard.press('PageDown')
  expect(await page.locator('[data-station=ann][aria-current]').count()).toBe(1)
  expect(await isAtEnd()).toBe(true)
  await page.keyboard.press('PageDown')
  await page.waitForSelector('[data-station=ann]:not([aria-current])')
  expect(await top()).toBe(0)
  await page.keyboard.press('PageUp')
  await page.waitForSelector('[data-station=ann][aria-current]')
  for (const [place, theme] of [
    ['&station=lstm&language=zh', 'dark'],
    ['&station=output&language=en', 'projector'],
    ['&station=%3Ci%3E&language=en', 'light'],
  ] as const) {
    await page.goto(`${address()}#sine@l&view=path&theme=${theme}${place}`)
    await page.waitForTimeout(150)
    if (theme !== 'light') expect(await axeFinds(page)).toEqual([])
    for (const width of [360, 1920]) {
      await page.setViewportSize({ width, height: 800 })
      const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
      expect([place, width, over]).toEqual([place, width, 0])
    }
  }
  expect(await page.textContent('[data-part=trouble]')).toContain('<i>')
  await page.keyboard.press('End')
  await page.getByRole('button', { name: 'Open it on the stage' }).click()
  await page.waitForSelector('[data-part=place]')
  expect(await stage.facts()).toBe('LSTM · 1 unit · 10 timesteps')
  expect(await stage.place()).toMatch(/^forward · t = 6/)
  expect(await stage.heading()).toContain('C')
})
