/** The comparison: the numbers of the page are the engine’s; figures are taken along. */
import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
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
} from '../../../src/index.ts'
import { address, axeFinds } from '../chromium.ts'
import { pages } from '../page.ts'

const { at } = pages({ ready: 'main h2' })

test('the values at the crosshair are the medians over the engine’s draws; the surprise is there', async () => {
  const { page } = await at(`#store-and-ask&view=compare&draws=7&hidden=16&steps=60&at=40&language=en`)
  await page.waitForSelector('[data-part=readout] tbody tr')
  await expect
    .poll(() => page.locator('[data-part=decay] [data-part=progress]').textContent())
    .not.toMatch(/\d+ of \d+/)
  const rows = page.locator('[data-part=readout] tbody tr')
  const names = ['rnn-torch', 'rnn-orthogonal', 'lstm-torch', 'lstm-bf=2', 'gru-torch']
  expect(await rows.count()).toBe(names.length)
  for (const [i, name] of names.entries()) {
    const spec = { ...modelNamed(name)!, hidden: 16, inputs: 8, steps: 60, inputScale: 1, seed: 1 }
    const bands = bandsOf(Array.from({ length: 7 }, (_, draw) => decay(spec, draw)))
    const shown = Number(await rows.nth(i).locator('data').first().getAttribute('value'))
    expect(Math.abs(Math.log(shown / bands.get('h')!.q50[40]!))).toBeLessThan(1e-6)
  }
  const of = async (i: number) => Number(await rows.nth(i).locator('data').first().getAttribute('value'))
  // PyTorch's default LSTM is far below an orthogonal RNN; an open forget gate is far above both.
  expect(await of(2)).toBeLessThan((await of(1)) / 10)
  expect(await of(3)).toBeGreaterThan((await of(1)) * 10)
  // A digit on its badge and the number on its tag are read on their own ground: no outline covers them.
  const outlines = await page
    .locator('[data-part=decay-drawing] :is([data-part=digit], rect + text)')
    .evaluateAll((letters) => letters.map((letter) => getComputedStyle(letter).stroke))
  expect(outlines.length).toBeGreaterThan(names.length)
  expect(new Set(outlines)).toEqual(new Set(['none']))
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
    .poll(() => page.locator('[data-part=decay] [data-part=progress]').textContent())
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
    .locator('[data-part=readout] tbody tr')
    .evaluateAll((rows) => rows.map((row) => Number(row.querySelector('data')?.getAttribute('value'))))

test('a run that is shorter ends where it ends: its name stands there, and beyond it there is none', async () => {
  const { page } = await at(
    '#store-and-ask&view=compare&models=rnn-torch,@&pick=2&draws=3&hidden=6&steps=60&at=20&language=en',
  )
  const curves = page.locator('[data-part=decay-drawing] [data-kind=hidden]:has([data-part=line])')
  await expect.poll(() => curves.count()).toBe(2)
  expect(await curves.locator('[data-part=leader]').count()).toBe(1)
  const [line, name] = await curves.nth(1).evaluate((each) =>
    ['[data-part=line]', 'g > text:last-child'].map((part) => {
      const { left, right } = each.querySelector(part)!.getBoundingClientRect()
      return { left, right, text: each.querySelector(part)!.textContent }
    }),
  )
  expect(name!.left - line!.right).toBeGreaterThan(0)
  expect(name!.left - line!.right).toBeLessThan(40)
  // One name in the list, in the figure and in the table; it says the cell.
  const called = 'LSTM H = 1, T = 8'
  expect(name!.text).toContain(called)
  const row = page.locator('[data-part=readout] tbody tr').nth(1)
  expect(await row.textContent()).toContain(`2 ${called}`)
  expect(await row.textContent()).toContain('none: T = 8')
  expect(await page.locator('aside li').nth(1).textContent()).toContain(called)
})

test('every preset shows its models and one sentence; its address shows the same again', async () => {
  const { page } = await at(`#store-and-ask&view=compare&draws=1&at=9&language=en`)
  await page.waitForSelector('[data-part=readout] tbody tr')
  const buttons = page.locator('[data-part=presets] button')
  const sentences = new Set<string>()
  for (let i = 0; i < (await buttons.count()); i++) {
    await buttons.nth(i).click()
    expect(await buttons.nth(i).getAttribute('aria-pressed')).toBe('true')
    sentences.add((await page.locator('[data-part=finding]').first().textContent())!)
    await filled(page)
    expect(await page.locator('[data-part=readout] tbody tr').count()).toBe(presets[i]?.models.length ?? 3)
  }
  expect(sentences.size).toBe(presets.length + 1)
  // With 500 steps linear units reach Infinity, and what comes of it is told with its timestep.
  await buttons.nth(presets.findIndex(({ id }) => id === 'overflow')).click()
  await filled(page)
  expect(await page.locator('[data-part=limits]').textContent()).toMatch(/infinite at t = \d+/)
  const before = await firstNumbers(page)
  await page.waitForFunction(() => location.hash.includes('steps=500'))
  await page.reload()
  await page.waitForSelector('[data-part=readout] tbody tr')
  await filled(page)
  expect(await firstNumbers(page)).toEqual(before)
})

test('curves follow a slider at once, the band fills in; the crosshair follows the keys', async () => {
  const { page } = await at(
    `#store-and-ask&view=compare&models=rnn-torch,lstm-bf=2&draws=9&hidden=8&steps=30&at=12&language=en`,
  )
  await page.waitForSelector('[data-part=readout] tbody tr')
  await filled(page)
  // Synchronously: the first draw is there when the event has been handled.
  const shown = await page.evaluate(async () => {
    const input = document.querySelector<HTMLInputElement>('[data-part=editor] input[type=range]')!
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')!.set!.call(input, '3')
    input.dispatchEvent(new Event('input', { bubbles: true }))
    await Promise.resolve()
    return document
      .querySelectorAll('[data-part=readout] tbody tr')[1]!
      .querySelector('data')!
      .getAttribute('value')
  })
  expect(Math.abs(Number(shown) / decay(specOf('lstm-bf=3'), 0).norms.get('h')![12]! - 1)).toBeLessThan(1e-9)
  await filled(page)
  const nine = Array.from({ length: 9 }, (_, draw) => decay(specOf('lstm-bf=3'), draw))
  const median = bandsOf(nine).get('h')!.q50
  await expect.poll(async () => (await firstNumbers(page))[1]! / median[12]!).toBeCloseTo(1, 6)
  await page.locator('[data-part=decay-plot]').focus()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowRight')
  expect((await firstNumbers(page))[1]! / median[14]!).toBeCloseTo(1, 6)
})

test('what one step does is the engine’s Jacobian; figures are taken along with their set-up', async () => {
  const { page } = await at(
    `#store-and-ask&view=compare&models=rnn-torch,lstm-bf=2,lstm%2Bgru-torch&layer=1&pick=2&draws=3&hidden=6&steps=20&at=4&language=en`,
  )
  await page.waitForSelector('[data-part=facts-of-step]')
  const run = runStates(drawn(specOf('lstm-bf=2', { hidden: 6, steps: 20 }), 0))
  const { singularValues, radius } = spectrum(jacobian(run, 17))
  const shown = await page
    .locator('[data-part=facts-of-step] tbody tr')
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
  const band = bandsOf(
    [0, 1, 2].map((draw) => decay(specOf('lstm-bf=2', { hidden: 6, steps: 20 }), draw)),
  ).get('C')!
  expect(Number(table[7]!.split(',')[column]) / band.q50[7]!).toBeCloseTo(1, 9)
  // Of two layers the lower one is shown, with both of its states.
  const stack = [0, 1, 2].map((draw) => decay(specOf('lstm+gru-torch', { hidden: 6, steps: 20 }), draw))
  for (const state of ['h', 'C']) {
    const shownAt = head!.split(',').indexOf(`3:${state}:q50`)
    expect(Number(table[7]!.split(',')[shownAt]) / bandsOf(stack).get(state)!.q50[7]!).toBeCloseTo(1, 9)
  }
  expect(head).not.toContain('h_l1')
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
  // Of two layers with units of their own, in the themes with the strictest colours and the largest letters.
  for (const theme of ['dark', 'projector']) {
    const models = 'rnn-torch,lstm%2Bgru:4-torch'
    await page.goto(
      `${address()}#store-and-ask&view=compare&models=${models}&pick=2&draws=1&hidden=6&steps=10&theme=${theme}`,
    )
    const facts = page.locator('[data-part=facts-of-step]')
    await expect.poll(() => facts.textContent()).toContain('∂h⁽²⁾ / ∂h⁽¹⁾')
    expect(await facts.textContent()).not.toContain('_l1')
    expect(await axeFinds(page)).toEqual([])
  }
})

test('128 units and 500 timesteps: the curves come, and the page answers meanwhile', async () => {
  const { page, stage } = await at(
    `#store-and-ask&view=compare&models=rnn-torch,lstm-bf=2&draws=2&hidden=128&steps=500&at=400&language=en`,
  )
  await page.waitForSelector('[data-part=readout] data')
  await filled(page)
  const large = decay(specOf('lstm-bf=2', { hidden: 128, steps: 500 }), 0)
  const other = decay(specOf('lstm-bf=2', { hidden: 128, steps: 500 }), 1)
  const median = bandsOf([large, other]).get('h')!.q50[400]!
  expect((await firstNumbers(page))[1]! / median).toBeCloseTo(1, 6)
  // The stage takes 64 units and 200 steps, and says so.
  await page.locator('[data-part=readout] tbody tr').nth(1).getByRole('button').last().click()
  await page.waitForSelector('[data-part=place]')
  expect(await stage.facts()).toContain('64 units · 200 timesteps')
  expect(await stage.message.count()).toBe(1)
})
