/** A sine is learned in the page, with the numbers of the engine. */
import { expect, test } from 'vitest'
import { checkTraining, numberOf, problemOf, record, trainingRun } from '../../../src/index.ts'
import { pages } from '../page.ts'

const { at } = pages({ ready: 'h2' })

test('a net learns a sine, in the background too, and its numbers are those of a float64 run', async () => {
  const document = checkTraining({
    format: 'unrolled-training/1',
    model: { cell: 'lstm', inputSize: 1, outputSize: 1, hiddenSize: 8, init: { scheme: 'pytorch', seed: 1 } },
    data: { kind: 'task', name: 'sine', seed: 1, points: 200 },
    loss: { kind: 'mse', at: 'last', reduction: 'mean' },
    training: { optimizer: { kind: 'adam', lr: 0.001 }, clipNorm: 0.5, epochs: 30, precision: 'float64' },
  })
  if (!document.ok) throw new Error(document.error)
  const run = trainingRun(document.value)
  run.advance(30)
  const { page } = await at(
    '#air&view=train&language=en&nets=lstm-torch:8&options=points=200&epochs=30&precision=float64',
  )
  await page.locator('[data-part=net-editor]').waitFor()
  await page.locator('[data-part=training] [data-part=train]').click()
  await page.keyboard.press('1')
  await page.waitForSelector('[data-part=place]')
  await page.waitForTimeout(300)
  await page.keyboard.press('6')
  await page.waitForSelector('[data-part=run][data-state=done]')
  /** What the curves say, once they have been drawn. */
  const curves = async () => {
    const plot = page.locator('[data-part=losses] [data-part=loss-plot][aria-label*="after epoch 30"]')
    return plot.getAttribute('aria-label')
  }
  const label = await curves()
  expect(label).toContain(`after epoch 30 training ${run.losses.at(-1)!.toPrecision(4)}`)
  await page.waitForFunction(() => location.hash.includes('view=train'))
  // What is seen of it besides: predictions, how far back it learns, norms, gates.
  for (const part of [
    '[data-part=answers] [data-part=forecast]',
    '[data-part=reach] [data-part=reach-map]',
    '[data-part=norms]',
    '[data-part=gates]',
    '[data-part=how]',
  ])
    await page.locator(part).first().waitFor()
  // Loaded anew, the page has it still.
  await page.reload()
  await page.locator('[data-part=shelf] button').first().click()
  await page.waitForSelector('[data-part=run][data-done="30"]')
  expect(await curves()).toBe(label)
  // A step of it opens at its update, with the gradient of the whole batch.
  await page.getByRole('spinbutton', { name: 'Update', exact: true }).fill('12')
  await page.getByRole('button', { name: 'Open this update step by step' }).click()
  await page
    .getByText(/^Update 12 of a training/)
    .last()
    .waitFor()
  const trace = record(problemOf(run.experimentAt(11, 0)))
  const shown = page.locator('[data-ref="g:W_f[0,0]"]').last()
  expect(Number(await shown.getAttribute('data-value'))).toBe(numberOf(trace, 'g:W_f[0,0]'))
  await page.getByRole('button', { name: 'Back to the training' }).click()
  await page.waitForSelector('[data-part=run][data-done="30"]')
  // So does a point of a curve that keys choose,
  const plot = page.locator('[data-part=loss-plot]')
  await plot.focus()
  for (const key of ['Home', ...Array.from({ length: 11 }, () => 'ArrowRight')])
    await page.keyboard.press(key)
  const pick = page.locator('[data-part=losses] [data-part=pick]')
  expect(await pick.textContent()).toContain(`update 12: training ${run.losses[11]!.toPrecision(4)}`)
  await page.keyboard.press('Enter')
  expect(Number(await shown.getAttribute('data-value'))).toBe(numberOf(trace, 'g:W_f[0,0]'))
  // and one of the map of lags that is clicked: the gradient so far back, at the end of that epoch.
  await page.getByRole('button', { name: 'Train', exact: true }).click()
  const map = page.locator('[data-part=reach-map] [data-part=ground]')
  const { width, height } = (await map.boundingBox())!
  await map.click({ position: { x: width - 3, y: height - 3 - (4 * height) / 20 }, force: true })
  await page.getByText(/^backward · t = 16/).waitFor()
})
