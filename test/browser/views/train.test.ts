/** A sine is learned in the page, with the numbers of the engine. */
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { expect, test } from 'vitest'
import { checkTraining, numberOf, problemOf, record, trainingRun } from '../../../src/index.ts'
import { runNamed } from '../../train/documents.ts'
import { pages } from '../page.ts'

const { at } = pages({ ready: 'h2' })

/** The engine's own run of an LSTM on a sine, in float64, all sequences in each update. */
function straight(hiddenSize: number, points: number, epochs: number) {
  const checked = checkTraining({
    format: 'unrolled-training/1',
    model: { cell: 'lstm', inputSize: 1, outputSize: 1, hiddenSize, init: { scheme: 'pytorch', seed: 1 } },
    data: { kind: 'task', name: 'sine', seed: 1, points },
    loss: { kind: 'mse', at: 'last', reduction: 'mean' },
    training: { optimizer: { kind: 'adam', lr: 0.001 }, clipNorm: 0.5, epochs, precision: 'float64' },
  })
  if (!checked.ok) throw new Error(checked.error)
  const run = trainingRun(checked.value)
  run.advance(epochs)
  return run
}

test('a net learns a sine, in the background too, and its numbers are those of a float64 run', async () => {
  const run = straight(8, 200, 30)
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
  const scrolled = () => page.locator('main').evaluate((main) => main.scrollTop)
  const place = await scrolled()
  expect(place).toBeGreaterThan(100)
  await page
    .getByRole('button', { name: 'Open this update step by step' })
    .evaluate((button) => (button as HTMLButtonElement).click())
  await page
    .getByText(/^Update 12 of a training/)
    .last()
    .waitFor()
  const trace = record(problemOf(run.experimentAt(11, 0)))
  const shown = page.locator('[data-ref="g:W_f[0,0]"]').last()
  expect(Number(await shown.getAttribute('data-value'))).toBe(numberOf(trace, 'g:W_f[0,0]'))
  await page.getByRole('button', { name: 'Back to the training' }).click()
  await page.waitForSelector('[data-part=run][data-done="30"]')
  // The figures stand where they were left.
  expect(await scrolled()).toBe(place)
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

test.each(['sine-lstm-adam-clip', 'tag-bilstm2-adam'])(
  'a training document that is opened has the losses and norms of PyTorch: %s',
  async (name) => {
    const { losses, gradNorms } = runNamed(name).expect
    const { page, stage } = await at('#sine&view=train&language=en')
    await stage.open(`test/golden/training/${name}.json`)
    await page.locator('[data-part=training] [data-part=train]').click()
    await page.waitForSelector('[data-part=run][data-state=done]')
    const csv = page.getByRole('button', { name: 'Curves (CSV)' })
    const [file] = await Promise.all([page.waitForEvent('download'), csv.click()])
    const [head, ...rows] = readFileSync((await file.path())!, 'utf8')
      .trimEnd()
      .split('\r\n')
    const columns = head!.split(',')
    const column = (title: string) =>
      rows.slice(0, losses.length).map((row) => Number(row.split(',')[columns.indexOf(title)]))
    expect(furthest(column('loss'), losses)).toBeLessThan(1e-8)
    expect(furthest(column('gradient_norm'), gradNorms)).toBeLessThan(1e-8)
  },
)

/** The largest difference of two numbers at the same place, NaN where one is missing. */
function furthest(found: readonly number[], expected: readonly number[]): number {
  return Math.max(...expected.map((number, i) => Math.abs(found[i]! - number)))
}

test('a worker that is killed is replaced, and the run comes to the numbers of a straight one', async () => {
  const { page } = await at(
    '#air&view=train&language=en&nets=lstm-torch:32&options=points=400&epochs=40&precision=float64',
  )
  const done = () => page.locator('[data-part=run]').getAttribute('data-done').then(Number)
  await page.locator('[data-part=training] [data-part=train]').click()
  await page.waitForFunction(
    () => Number(document.querySelector<HTMLElement>('[data-part=run]')?.dataset.done) > 3,
  )
  // Two wait from the start of the view; the first of them trains. Nothing tells the page that it is gone.
  await page.workers()[0]!.evaluate(() => globalThis.close())
  await page.getByText(/The worker broke down once/).waitFor()
  await page.waitForSelector('[data-part=run][data-state=done]')
  expect(await done()).toBe(40)
  const losses = page.locator('[data-part=loss-plot]')
  const run = straight(32, 400, 40)
  await page.waitForFunction(() =>
    document.querySelector('[data-part=loss-plot]')?.getAttribute('aria-label')?.includes('after epoch 40'),
  )
  expect(await losses.getAttribute('aria-label')).toContain(run.losses.at(-1)!.toPrecision(4))
})

test('a net of two layers learns a table; what is saved of it opens again, and leads on', async () => {
  const { page, stage } = await at('#stairs&language=en')
  const folder = mkdtempSync(join(tmpdir(), 'unrolled-train-'))
  const given = (name: string, text: string) => {
    const path = join(folder, name)
    writeFileSync(path, text)
    return path
  }
  await stage.button('Open and save').click()
  const rows = Array.from({ length: 60 }, (_, t) => `${100 + Math.sin(t)};${7000 + 500 * Math.cos(t)}`)
  await page
    .getByLabel('Open', { exact: true })
    .setInputFiles(given('prices.csv', `price;volume\n${rows.join('\n')}`))
  const { sheet } = stage
  await sheet.locator('[data-part=trains]').getByText('Training reads rows 1 to 60').waitFor()
  await sheet.locator('[data-option=scale]').getByText('nothing is scaled').waitFor()
  await sheet.getByLabel('Net', { exact: true }).selectOption('open')
  await sheet.getByRole('button', { name: 'Train a net on all of it' }).click()
  await page.locator('[data-part=training] [data-part=train]').click()
  await page.waitForSelector('[data-part=run][data-state=done]')
  expect(await page.locator('[data-part=gates]').textContent()).toContain('f⁽²⁾i⁽²⁾o⁽²⁾')
  await page.locator('[data-part=answers] select').selectOption('free')
  await page.locator('[data-part=answers]').getByText('last measured value: volume').waitFor()

  const saved = async (name: string | RegExp) => {
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('region', { name: 'Take along' }).getByRole('button', { name }).first().click(),
    ])
    const path = join(folder, download.suggestedFilename())
    await download.saveAs(path)
    return path
  }
  const experiment = await saved('Experiment')
  const weights = await saved(/safetensors/)
  const document = await saved('Document')
  await page.getByText('it trains the net again from the same start').waitFor()
  await stage.open(document)
  expect(await stage.message.textContent()).toContain(`Opened: ${basename(document)}.`)
  // The weights open into the experiment, and from Train one is led to what was opened.
  await stage.open(experiment)
  await stage.open(weights)
  expect(await stage.message.textContent()).toContain(`Opened: ${basename(weights)}.`)
  await expect.poll(() => page.evaluate(() => location.hash)).not.toContain('view=train')
})

test('on a phone the way back to the training is in sight at each step of it; a curve of more updates too', async () => {
  const { page } = await at(
    '#store-and-ask&view=train&language=en&nets=lstm-torch:4&options=points=60&epochs=4',
    { viewport: { width: 390, height: 844 } },
  )
  await page.locator('[data-part=training] [data-part=train]').click()
  await page.waitForSelector('[data-part=run][data-state=done]')
  await page.getByRole('spinbutton', { name: 'Update', exact: true }).fill('3')
  await page.getByRole('button', { name: 'Open this update step by step' }).click()
  const inSight = (name: string) =>
    page.getByRole('button', { name, exact: true }).evaluate((button) => {
      const { top, bottom } = button.getBoundingClientRect()
      return top >= 0 && bottom <= innerHeight
    })
  await page.getByRole('button', { name: 'Back to the training' }).waitFor()
  expect(await inSight('Back to the training')).toBe(true)
  // More updates draw a curve, which comes into sight with what it leads to.
  await page.getByRole('button', { name: '× 10', exact: true }).click()
  await page.getByText('Use the weights after 10 updates').waitFor()
  expect(await inSight('Use the weights after 10 updates')).toBe(true)
  await page.evaluate(() => scrollTo(0, 0))
  await page.keyboard.press('Home')
  await page.getByText(/^forward · t = 1/).waitFor()
  expect(await inSight('Back to the training')).toBe(true)
})
