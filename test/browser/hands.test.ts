/** What hands do: numbers dragged where they stand, typed and given up; files as people have them; a clicker. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { builtIn } from '../support/cases.ts'
import { address, newPage, openBrowser } from './chromium.ts'

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser?.close())

async function at(hash: string) {
  const watched = await newPage(browser)
  await watched.page.goto(`${address()}${hash}`)
  await watched.page.waitForSelector('.place')
  return watched
}

const written = (page: Page, ref: string) =>
  page.locator(`:is(.assignments, .drawing) [data-ref="${ref}"]`).first()
const value = async (page: Page, ref: string) => Number(await written(page, ref).getAttribute('data-value'))
const isDisabled = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).isDisabled()

test('a number that was given is dragged where it stands, as one change; one that was computed is not', async () => {
  const { page, assertClean } = await at('#store-and-ask@f3.f&language=en')
  const drag = async (ref: string, way: number) => {
    const box = (await written(page, ref).boundingBox())!
    await page.mouse.move(box.x + 4, box.y + box.height / 2)
    await page.mouse.down()
    await page.mouse.move(box.x + 4 + way / 2, box.y + box.height / 2)
    await page.mouse.move(box.x + 4 + way, box.y + box.height / 2)
    const during = await value(page, ref)
    await page.mouse.up()
    return during
  }
  const cursorOn = async (ref: string) => {
    await written(page, ref).hover()
    return written(page, ref).evaluate((each) => getComputedStyle(each).cursor)
  }
  const [before, f] = [await value(page, 'b_f[0]'), await value(page, 'f@3[0]')]
  expect(await cursorOn('b_f[0]')).toBe('ew-resize')
  expect(await cursorOn('a_f@3[0]')).not.toBe('ew-resize')
  const during = await drag('b_f[0]', -80)
  // 4 pixels a twentieth of the leading digit's unit
  expect(during).toBeCloseTo(before - 80 / 4 / 20, 10)
  expect(await value(page, 'b_f[0]')).toBe(during)
  expect(await value(page, 'f@3[0]')).toBeLessThan(f)
  expect(await page.locator('.asked').count()).toBe(0)
  expect(await page.evaluate(() => String(getSelection()))).toBe('')
  await page.keyboard.press('Control+z')
  expect(await value(page, 'b_f[0]')).toBe(before)
  expect(await isDisabled(page, 'Undo')).toBe(true)
  await drag('a_f@3[0]', 60)
  expect(await isDisabled(page, 'Undo')).toBe(true)
  // A press without a movement asks, as before.
  await page.keyboard.press('Escape')
  await written(page, 'b_f[0]').click()
  expect(await page.locator('.asked').getAttribute('aria-label')).toBe('b_f[0]')
  assertClean()
  await page.context().close()
})

test('what is typed and is no number gives the number back; Escape takes back, leaving keeps', async () => {
  const { page, assertClean } = await at('#store-and-ask@f3.f&language=en')
  const before = await value(page, 'b_f[0]')
  const type = async (text: string) => {
    await written(page, 'b_f[0]').click()
    await page.locator('.asked input').selectText()
    await page.keyboard.type(text)
  }
  await type('0,5')
  expect(await value(page, 'b_f[0]')).toBe(0)
  await page.keyboard.press('Enter')
  // It can still be corrected.
  expect(await page.locator('.asked [role=alert]').textContent()).toContain('0,5')
  await page.locator('h2').first().click()
  expect(await value(page, 'b_f[0]')).toBe(before)
  expect(await page.locator('.message').textContent()).toContain('“0,5”')
  expect(await isDisabled(page, 'Undo')).toBe(true)
  await type('0.5')
  await page.keyboard.press('Escape')
  expect(await value(page, 'b_f[0]')).toBe(before)
  expect(await isDisabled(page, 'Undo')).toBe(true)
  await type('0.5')
  await page.locator('h2').first().click()
  await page.keyboard.press('Control+z')
  expect(await value(page, 'b_f[0]')).toBe(before)
  assertClean()
  await page.context().close()
})

test('a clicker steps and blacks the screen wherever the focus was left, at home too', async () => {
  const { page, assertClean } = await at('#store-and-ask@f1.f&language=en')
  const chosen = page.getByLabel('Step size')
  const state = async () => [await page.textContent('.place'), await chosen.inputValue()]
  await page.keyboard.press('s')
  const [first] = await state()
  await chosen.focus()
  await page.keyboard.press('PageDown')
  const [second, grain] = await state()
  expect(second).not.toBe(first)
  expect(grain).toBe('idea')
  await page.keyboard.press('.')
  expect(await page.locator('.black').count()).toBe(1)
  await page.keyboard.press('PageUp')
  await page.keyboard.press('PageUp')
  expect(await state()).toEqual([first, 'idea'])
  // Escape leaves the enlarged panel; the help knows the key.
  await page.locator('h1').click()
  await page.keyboard.press('v')
  expect(await page.locator('.panel.cell').count()).toBe(0)
  await page.keyboard.press('Escape')
  expect(await page.locator('.panel.cell').count()).toBe(1)
  // Home is the first step, and all of it.
  const shown = await page.locator('.assignment').count()
  await page.keyboard.press('PageDown')
  await page.locator('h1').click()
  await page.keyboard.press('Home')
  expect(await page.locator('.assignment').count()).toBe(shown)
  await page.keyboard.press('s')
  await chosen.focus()
  await page.keyboard.press('PageDown')
  const [next, still] = await state()
  expect(next).not.toBe(first)
  expect(still).toBe('idea')
  assertClean()
  await page.context().close()
})

test('files as people have them: decimal commas, a bare nn.LSTM, what was left out and not used', async () => {
  const { page, assertClean } = await at('#store-and-ask@f1.f&language=en')
  const paste = async (text: string) => {
    await page.getByRole('button', { name: 'Open and save' }).click()
    await page.getByLabel('Text of a file').fill(text)
    await page.getByRole('button', { name: 'Use this text' }).click()
    return page.locator('.message').textContent()
  }
  const given = builtIn.find((each) => each.name === 'store-and-ask') as unknown as {
    document: { model: { weights: Record<string, number[][]> } }
  }
  const { weights } = given.document.model
  const { 'head.weight': _head, 'head.bias': _bias, ...lstm } = weights
  expect(await paste(JSON.stringify(lstm))).toContain(
    'No head follows the cell in the file, so the output y is h itself',
  )
  await page.keyboard.press('End')
  expect(await value(page, 'head.weight[0,0]')).toBe(1)
  const { bias_hh_l0: _, ...less } = weights
  const note = await paste(JSON.stringify({ ...less, 'fc.weight': [[1, 2, 3]] }))
  expect(note).toContain('taken as 0: bias_hh_l0')
  expect(note).toContain(
    'What the model computes after that is left out, so y is not its last word: fc.weight',
  )
  expect(await paste('1,5;2,5;−3\n3,5;4,5;0')).toContain(
    'Timesteps: 2; inputs at each: 3; no targets, so those on the page stay.',
  )
  await page.keyboard.press('Home')
  expect(await Promise.all([0, 1, 2].map((i) => value(page, `x@1[${i}]`)))).toEqual([1.5, 2.5, -3])
  assertClean()
  await page.context().close()
})

test('a link says what was changed, comes through mail, and each tab keeps its own large experiment', async () => {
  const { page, assertClean } = await at('#store-and-ask@f1.f&language=en')
  const title = (of: Page) => of.locator('.chosen-experiment option:checked').textContent()
  expect(await title(page)).not.toContain('changed')
  await page.getByRole('button', { name: /8 timesteps/ }).click()
  expect(await page.locator('#about').textContent()).toContain('say it when asked')
  await page.keyboard.press('Escape')
  await written(page, 'b_f[0]').click()
  await page.locator('.asked input').fill('0.5')
  await page.keyboard.press('Enter')
  await page.waitForFunction(() => location.hash.startsWith('#z.'))
  const encoded = (await page.evaluate(() => location.hash)).replaceAll('@', '%40').replaceAll('&', '%26')
  const other = await page.context().newPage()
  await other.goto(`${address()}${encoded}`)
  await other.waitForSelector('.place')
  expect(await value(other, 'b_f[0]')).toBe(0.5)
  expect(await title(other)).toContain('changed')
  expect(await other.locator('.message').count()).toBe(0)

  const large = (name: string) =>
    JSON.stringify({
      format: 'unrolled/1',
      title: name,
      model: {
        cell: 'lstm',
        inputSize: 32,
        hiddenSize: 48,
        outputSize: 1,
        init: { scheme: 'pytorch', seed: 1 },
      },
      sequence: {
        inputs: Array.from({ length: 160 }, (_, t) =>
          Array.from({ length: 32 }, (_, j) => Math.sin(t * 32 + j)),
        ),
        targets: [[0]],
      },
      loss: { kind: 'mse', at: 'last', reduction: 'mean' },
    })
  for (const [each, name] of [
    [page, 'one'],
    [other, 'two'],
  ] as const) {
    await each.bringToFront()
    await each.getByRole('button', { name: 'Open and save' }).click()
    await each.getByLabel('Text of a file').fill(large(name))
    await each.getByRole('button', { name: 'Use this text' }).click()
    await each.waitForFunction(() => location.hash.startsWith('#local.'))
  }
  await page.bringToFront()
  await page.reload()
  await page.waitForSelector('.place')
  expect(await title(page)).toBe('one')

  // Where no storage takes it, it is told at once.
  await page.evaluate(() => {
    IDBObjectStore.prototype.put = () => {
      throw new DOMException('full', 'QuotaExceededError')
    }
  })
  await page.getByRole('button', { name: 'Open and save' }).click()
  await page.getByLabel('Text of a file').fill(large('three'))
  await page.getByRole('button', { name: 'Use this text' }).click()
  await expect.poll(() => page.locator('.message').textContent()).toContain('Save it as a file')
  assertClean()
  await page.context().close()
})

test('at a fork everything that its formula reads is lit in the drawing', async () => {
  const { page, assertClean } = await at('#store-and-ask@b3.C&language=en')
  const lit = await page
    .locator('.drawing .strip.operand')
    .evaluateAll((all) => all.map((each) => each.getAttribute('data-ref')))
  expect(lit.sort()).toEqual(['C@3', 'd:h@3', 'o@3'])
  // Two numbers side by side have a sign between them.
  await page.keyboard.press('End')
  await page.keyboard.press('ArrowLeft')
  expect(await page.locator('.evaluated').last().textContent()).toMatch(/2\s⋅\s0\.1\s⋅/)
  assertClean()
  await page.context().close()
})

test('a change that takes the step away gives its place back when it is undone', async () => {
  const { page, assertClean } = await at('#store-and-ask@b8.C&language=en')
  const place = () => page.textContent('.place')
  const before = await place()
  await page.getByRole('button', { name: 'Model', exact: true }).click()
  const steps = page.getByLabel('Timesteps T')
  await steps.fill('3')
  await expect.poll(place).not.toBe(before)
  // What cannot be taken is told; it says nothing of an experiment that is opened next.
  await steps.fill('0')
  expect(await place()).toBe(before)
  expect(await page.getByRole('alert').textContent()).toMatch(/whole number from 1 to 200/)
  await page.evaluate(() => {
    location.hash = '#by-hand@f1.f&language=en'
  })
  await expect.poll(() => steps.inputValue()).toBe('2')
  expect(await page.getByRole('alert').count()).toBe(0)
  // A link that is followed is one entry of the browser's history.
  await page.waitForTimeout(500)
  await page.goBack()
  await expect.poll(() => steps.inputValue()).toBe('8')
  await page.getByRole('button', { name: 'Close' }).click()
  assertClean()
  await page.context().close()

  const again = await at('#store-and-ask@b8.C&language=en')
  await again.page.getByRole('button', { name: 'Model', exact: true }).click()
  await again.page.getByLabel('Timesteps T').fill('3')
  await again.page.getByRole('button', { name: 'Close' }).click()
  await again.page.keyboard.press('Control+z')
  expect(await again.page.textContent('.place')).toBe(before)
  // Who goes elsewhere stays there.
  await again.page.keyboard.press('Control+Shift+z')
  await again.page.keyboard.press('Home')
  const home = await again.page.textContent('.place')
  await again.page.keyboard.press('Control+z')
  expect((await again.page.textContent('.place'))!.split(' · ').slice(0, 2)).toEqual(
    home!.split(' · ').slice(0, 2),
  )
  again.assertClean()
  await again.page.context().close()
})

test('all that a link sets and nobody knows is named, and the rest of it is used', async () => {
  const { page, assertClean } = await at(
    '#store-and-ask@f2.i&language=en&grain=inch&theme=pink&panel=equation',
  )
  const told = await page.getByRole('alert').textContent()
  expect(told).toContain('“grain=inch”, “theme=pink”')
  expect(await page.locator('.app').getAttribute('data-panel')).toBe('equation')
  expect(await page.textContent('.place')).toContain('t = 2')
  assertClean()
  await page.context().close()
})

test('at a fork all that arrives stands on one scale', async () => {
  const { page, assertClean } = await at('#weather@b3.h&language=en')
  const arriving = await page.locator('.fork .strip').evaluateAll((strips) =>
    strips.map((strip) => ({
      most: Math.max(
        ...[...strip.querySelectorAll('[data-value]')].map((e) =>
          Math.abs(Number(e.getAttribute('data-value'))),
        ),
      ),
      longest: Math.max(
        ...[...strip.querySelectorAll('.bar')].flatMap((bar) =>
          [...bar.getAttribute('d')!.matchAll(/h(-?[\d.]+)/g)].map((m) => Math.abs(Number(m[1]))),
        ),
      ),
    })),
  )
  expect(arriving.length).toBe(4)
  const perUnit = arriving.map(({ most, longest }) => longest / most)
  for (const each of perUnit) expect(each / perUnit[0]!).toBeCloseTo(1, 2)
  assertClean()
  await page.context().close()
})

test('a size that is typed digit by digit cuts nothing off, and is one change', async () => {
  const { page, assertClean } = await at('#store-and-ask@f8.f&language=en')
  const inputs = () => page.locator('.column .slot:last-child').allTextContents()
  const before = await inputs()
  await page.getByRole('button', { name: 'Model', exact: true }).click()
  const steps = page.getByLabel('Timesteps T')
  await steps.selectText()
  await page.keyboard.type('12')
  await page.keyboard.press('Enter')
  expect((await inputs()).slice(0, 8)).toEqual(before)
  expect((await inputs()).length).toBe(12)
  // What is refused leaves the size as it was.
  await steps.selectText()
  await page.keyboard.type('999')
  expect(await page.getByRole('alert').textContent()).toMatch(/from 1 to 200/)
  await page.keyboard.press('Escape')
  expect((await inputs()).length).toBe(12)
  await page.keyboard.press('Control+z')
  expect(await inputs()).toEqual(before)
  expect(await isDisabled(page, 'Undo')).toBe(true)
  assertClean()
  await page.context().close()
})

test('what was changed is not lost when another experiment is opened: undo returns to it', async () => {
  const { page, assertClean } = await at('#store-and-ask@f3.f&language=en')
  await written(page, 'b_f[0]').click()
  await page.locator('.asked input').fill('0.25')
  await page.keyboard.press('Enter')
  const chosen = page.getByLabel('Experiment', { exact: true })
  await chosen.selectOption('by-hand')
  expect(await page.textContent('.facts')).toContain('2 timesteps')
  expect(await isDisabled(page, 'Reset to the opened experiment').catch(() => true)).toBe(true)
  await page.keyboard.press('Control+z')
  await expect.poll(() => page.textContent('.facts')).toContain('8 timesteps')
  await page.keyboard.press('Control+z')
  expect(await isDisabled(page, 'Undo')).toBe(true)
  await page.keyboard.press('Control+Shift+z')
  await page.keyboard.press('Home')
  expect(await value(page, 'b_f[0]')).toBe(0.25)
  assertClean()
  await page.context().close()
})

test('the focus comes back to where it was; Escape ends the tour and the presentation', async () => {
  const { page, assertClean } = await at('#store-and-ask@f3.f&language=en')
  const focused = () => page.evaluate(() => document.activeElement?.textContent)
  const tour = page.getByRole('button', { name: 'Tour', exact: true })
  await tour.focus()
  await page.keyboard.press('Enter')
  expect(await focused()).toBe('Next')
  for (let k = 0; k < 4; k++) await page.keyboard.press('Enter')
  expect(await focused()).toBe('End the tour')
  await page.keyboard.press('Escape')
  expect(await page.locator('.tour').count()).toBe(0)
  expect(await focused()).toBe('Tour')
  // From the box of a number, too, and from a button that has nothing more to do.
  const inDrawing = () => page.evaluate(() => document.activeElement?.classList.contains('drawing-box'))
  await page.locator('.drawing-box').focus()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await page.locator('.asked').waitFor()
  await page.keyboard.press('Escape')
  expect(await inDrawing()).toBe(true)
  await page.keyboard.press('w')
  await page.locator('.why-panel').waitFor()
  await page.keyboard.press('Escape')
  expect(await inDrawing()).toBe(true)
  await written(page, 'b_f[0]').click()
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Undo', exact: true }).focus()
  await page.keyboard.press('Enter')
  expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe('Undo')
  await page.locator('h2').first().click()
  await page.keyboard.press('s')
  expect(await page.locator('.app').getAttribute('data-present')).toBe('true')
  // What is pointed at comes first.
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
  await expect.poll(() => page.locator('.app').getAttribute('data-present')).toBe('false')
  assertClean()
  await page.context().close()
})

test('what is wrong with a pasted text is told beside it; what a change did is told without moving the page', async () => {
  const { page, assertClean } = await at('#store-and-ask@f99.zz&language=en&theme=pink')
  // All that is wrong with the link.
  const told = await page.locator('.message').textContent()
  for (const part of ['f99.zz', 'theme=pink']) expect(told).toContain(part)
  await page.locator('.message button').click()
  await page.getByRole('button', { name: 'Open and save' }).click()
  await page.getByLabel('Text of a file').fill('hello {wrong')
  await page.getByRole('button', { name: 'Use this text' }).click()
  expect(await page.locator('dialog [role=alert]').textContent()).toMatch(/rows of numbers/)
  await page.getByLabel('Text of a file').fill('1 2 3\n4 5 6')
  expect(await page.locator('dialog [role=alert]').count()).toBe(0)
  await page.getByRole('button', { name: 'Use this text' }).click()
  expect(await page.locator('.message').textContent()).toContain('no targets, so those on the page stay')
  await page.locator('.message button').click()
  const number = written(page, 'b_f[0]')
  const { y } = (await number.boundingBox())!
  await number.click()
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('Enter')
  await page.locator('.compared').waitFor()
  expect((await number.boundingBox())!.y).toBe(y)
  assertClean()
  await page.context().close()
})
