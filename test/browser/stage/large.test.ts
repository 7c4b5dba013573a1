/** Large nets, and numbers that are no longer numbers. */
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { pages } from '../page.ts'

const { at } = pages()

const folder = mkdtempSync(join(tmpdir(), 'unrolled-stage-'))
const file = (name: string, text: string) => {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}

const drawn = (cell: string, H: number, T: number) => ({
  format: 'unrolled/1',
  model: { cell, inputSize: 3, hiddenSize: H, outputSize: 2, init: { scheme: 'pytorch', seed: 1 } },
  sequence: {
    inputs: Array.from({ length: T }, (_, t) => [Math.sin(t), 1, 0]),
    targets: Array.from({ length: T }, () => [0, 1]),
  },
  loss: { kind: 'mse', at: 'all', reduction: 'mean' },
})
test('64 units and 200 timesteps', async () => {
  const { page, stage } = await at('#store-and-ask&language=en')
  await stage.open(file('large.json', JSON.stringify(drawn('lstm', 64, 200))))
  await page.keyboard.press('End')
  for (let k = 0; k < 8; k++) await page.keyboard.press('ArrowLeft')
  expect(await stage.place()).toMatch(/^(backward|update)/)
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
  // The number under the pointer is told, and can be asked.
  const strip = page.locator('[data-part=drawing] [data-part=strip][data-ref^="h@"]').first()
  const { x, y, width, height } = (await strip.locator('[data-part=frame]').boundingBox())!
  // A click has whole coordinates: one that lies well inside a unit.
  const inside = (top: number) => ((top - y) / height) * 64
  const row = Array.from({ length: Math.floor(height) - 4 }, (_, i) => Math.ceil(y) + 2 + i).find(
    (each) => Math.abs((inside(each) % 1) - 0.5) < 0.2,
  )!
  const unit = Math.floor(inside(row))
  await page.mouse.move(Math.round(x + width / 2), row)
  expect(await page.locator('[data-part=drawing-box]').getAttribute('title')).toMatch(
    new RegExp(`^h@\\d+\\[${unit}\\] = `),
  )
  await page.mouse.click(Math.round(x + width / 2), row)
  expect(await stage.asked.getAttribute('aria-label')).toMatch(new RegExp(`^h@\\d+\\[${unit}\\]$`))
})
test('an RNN that explodes to NaN: shown, and the first frame is named', async () => {
  const { page, stage } = await at('#store-and-ask&language=en')
  const document = {
    ...drawn('rnn', 2, 60),
    model: {
      cell: 'rnn',
      activation: 'linear',
      inputSize: 3,
      hiddenSize: 2,
      outputSize: 2,
      init: { scheme: 'orthogonal', seed: 1, gain: 1e12 },
    },
  }
  await stage.open(file('explodes.json', JSON.stringify(document)))
  expect(await page.textContent('[data-part=notice]')).toMatch(/First in this step: forward, t = \d+: /)
  // The message and the notice take lines of their own; the stage stays as wide as the window.
  const lines = await page.evaluate(() =>
    [
      '[data-part=top]',
      '[data-part=views]',
      '[data-part=message]',
      '[data-part=notice]',
      'main',
      '[data-part=transport]',
    ].map((name) => {
      const element = window.document.querySelector(name)!
      // The menu of views shares its line with what the page is for.
      const line = name === '[data-part=views]' ? element.parentElement! : element
      const { top, bottom, width } = line.getBoundingClientRect()
      return { name, top, bottom, width }
    }),
  )
  const { width, height } = page.viewportSize()!
  lines.forEach((line, k) => {
    expect(line.width, line.name).toBe(width)
    expect(line.top, line.name).toBeCloseTo(k === 0 ? 0 : lines[k - 1]!.bottom, 0)
  })
  expect(lines.at(-1)!.bottom).toBeCloseTo(height, 0)
  await page.keyboard.press('End')
  for (let k = 0; k < 30; k++) await page.keyboard.press('ArrowLeft')
  expect(await page.textContent('[data-part=equation]')).toMatch(/NaN|∞/)
})
