/** Nothing of the reader's is lost or silently replaced: documents, places in this browser, links, messages. */
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { address, axeFinds } from '../chromium.ts'
import { pages } from '../page.ts'

const { at, fresh } = pages()

const title = (page: Page) => page.locator('[data-part=chosen-experiment] option:checked').textContent()

/** Drops files on the page. */
const drop = (page: Page, files: readonly (readonly [name: string, text: string])[]) =>
  page.evaluate((all) => {
    const dataTransfer = new DataTransfer()
    for (const [name, text] of all) dataTransfer.items.add(new File([text], name))
    dispatchEvent(new DragEvent('drop', { dataTransfer, cancelable: true }))
  }, files)

/** An experiment that no link holds. */
const large = (name: string, T = 160) =>
  JSON.stringify({
    format: 'unrolled/1',
    title: name,
    model: {
      cell: 'lstm',
      inputSize: 32,
      hiddenSize: 2,
      outputSize: 1,
      init: { scheme: 'pytorch', seed: 1 },
    },
    sequence: {
      inputs: Array.from({ length: T }, (_, t) => Array.from({ length: 32 }, (_, j) => Math.sin(t * 32 + j))),
      targets: [[0]],
    },
    loss: { kind: 'mse', at: 'last', reduction: 'mean' },
  })

const bare = JSON.stringify({
  'lstm.weight_ih_l0': Array.from({ length: 8 }, (_, i) => [i / 10]),
  'lstm.weight_hh_l0': Array.from({ length: 8 }, (_, i) => [i / 20, 0.1]),
})

test('what is pasted or dropped is part of undo, files are used together, and messages go with what they speak of', async () => {
  const { page, stage } = await at('#sine@f1.f&language=en')
  const before = await stage.facts()
  const understood = await stage.paste(bare)
  await expect.poll(() => title(page)).toContain('Pasted weights')
  expect(understood).toContain('y is h itself')
  expect(understood).toContain('Kept: the inputs')
  await page.keyboard.press('Control+z')
  expect(await stage.facts()).toBe(before)
  expect(await title(page)).toContain('sine')
  expect(await stage.message.count()).toBe(0)
  await page.keyboard.press('Control+Shift+z')
  expect(await title(page)).toContain('Pasted weights')

  await drop(page, [
    ['prices.csv', 'Date,Close\n2024-01-01,"1,071.5"\n2024-01-02,"1,069.0"\n'],
    ['net.json', bare],
    ['more.csv', '1\n2\n'],
    ['notes.json', '{"a":'],
  ])
  await stage.agree()
  await expect.poll(() => title(page)).toContain('net')
  const told = (await stage.told())!
  for (const part of [
    'Opened: net.json',
    'Opened: prices.csv',
    'more.csv: expected one file of a kind',
    'notes.json: expected JSON',
  ])
    expect(told).toContain(part)
  expect(await title(page)).toContain('net')
  expect(await stage.facts()).toBe('LSTM · 2 units · 1 timestep')
  await page.keyboard.press('Control+z')
  expect(await title(page)).toContain('Pasted weights')
})

test('each experiment that is too large for a link has its own place and entry in the history, and can be deleted', async () => {
  const { page, stage } = await at('#sine@f1.f&language=en')
  await page.evaluate(
    (text) => localStorage.setItem('unrolled/experiment', text),
    large('of an earlier version'),
  )
  for (const name of ['one', 'two']) {
    const before = await stage.hash()
    await stage.paste(large(name))
    // Each has a place of its own, which the address says a moment later.
    await page.waitForFunction((was) => location.hash.startsWith('#local.') && location.hash !== was, before)
    await expect.poll(() => title(page)).toBe(name)
  }
  const two = await stage.hash()
  await page.goBack()
  await expect.poll(() => title(page)).toBe('one')
  // A change gets a place of its own: the link still opens what it was.
  const one = await stage.hash()
  await stage.button('Model').click()
  await page.getByLabel('Timesteps T').fill('150')
  await page.getByRole('button', { name: 'Close' }).click()
  await page.waitForFunction((was) => location.hash.startsWith('#local.') && location.hash !== was, one)
  await page.reload()
  await page.waitForSelector('[data-part=place]')
  expect(await stage.facts()).toContain('150 timesteps')
  await page.evaluate((to) => {
    location.hash = to
  }, one)
  await expect.poll(() => stage.facts()).toContain('160 timesteps')

  await stage.button('Open and save').click()
  await page.locator('[data-part=kept] summary').click()
  const rows = page.locator('[data-part=kept] li')
  await expect.poll(() => rows.allTextContents().then((all) => all.length)).toBe(4)
  expect((await rows.allTextContents()).join()).toContain('of an earlier version')
  expect(await axeFinds(page, '[data-part=kept]')).toEqual([])
  const row = rows.filter({ hasText: 'two' })
  await row.getByRole('button', { name: 'Delete' }).click()
  await row.getByRole('button', { name: 'Delete for good?' }).click()
  await expect.poll(() => rows.count()).toBe(3)
  await rows.filter({ hasText: 'earlier' }).getByRole('button', { name: 'Open' }).click()
  await expect.poll(() => title(page)).toBe('of an earlier version')
  await page.evaluate((to) => {
    location.hash = to
  }, two)
  await stage.message.waitFor()
  expect(await stage.told()).toContain('this browser does not keep')
  // The last one that was kept: the change.
  await page.evaluate(() => {
    location.hash = '#local@f1.f'
  })
  await expect.poll(() => stage.facts()).toMatch(/1[56]0 timesteps/)
  expect(await stage.message.count()).toBe(0)
})

test('where nothing is kept it is said at once, with the file to save', async () => {
  const { page, stage } = await fresh()
  await page.addInitScript(() => Object.defineProperty(window, 'indexedDB', { value: undefined }))
  await page.goto(`${address()}#sine@f1.f&language=zh`)
  await page.waitForSelector('[data-part=place]')
  await drop(page, [['one.json', large('one')]])
  await expect.poll(() => stage.told()).toContain('请存为文件')
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.locator('[data-part=message] button').first().click(),
  ])
  expect(file.suggestedFilename()).toBe('experiment.json')
})

test('a newer link wins over one that is still being read', async () => {
  const { page, stage } = await at('#by-hand@f1.f&language=en')
  await stage.paste(large('slow', 24))
  await page.waitForFunction(() => location.hash.startsWith('#z.'))
  const slow = await stage.hash()
  for (let i = 0; i < 5; i++) {
    await page.evaluate((link) => {
      location.hash = link
      location.hash = '#weather@f2.f'
    }, slow)
    expect(await stage.address()).toMatch(/^#weather@f2/)
    expect(await title(page)).toContain('weather')
    await page.evaluate(() => {
      location.hash = '#by-hand@f1.f'
    })
    await expect.poll(() => title(page)).not.toContain('weather')
  }
})

test('a link says what is covered, what is asked, and the line of a derivation', async () => {
  const { page, stage } = await at('#by-hand@f2.f&language=en&cover=1&predict=always')
  expect(await page.locator('[data-part=assignments]').first().innerText()).not.toBe('')
  expect(await page.getByText('What comes out?').count()).toBeGreaterThan(0)
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowRight')
  expect(await stage.address()).toContain('&cover=1&predict=always')
  await page.evaluate(() => {
    location.hash = '#by-hand@b2.C&view=derive&of=d:C@1[0]&line=2'
  })
  await page.waitForSelector('[data-part=derivation] [data-part=line]')
  await expect.poll(() => page.locator('[data-part=derivation] [data-part=line]').count()).toBe(2)
  await page.keyboard.press('PageDown')
  await expect.poll(() => page.locator('[data-part=derivation] [data-part=line]').count()).toBe(3)
  await expect.poll(() => stage.hash()).toContain('line=3')
  // Another derivation is shown whole.
  await page.getByLabel('Depth').selectOption({ index: 1 })
  await expect.poll(() => stage.hash()).not.toContain('line=')
})
