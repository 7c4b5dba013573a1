/** Numbers dragged and typed where they stand; what is undone comes back. */
import { expect, test } from 'vitest'
import { pages } from '../page.ts'

const { at } = pages()

test('a number that was given is dragged where it stands, as one change; one that was computed is not', async () => {
  const { page, stage } = await at('#store-and-ask@f3.f&language=en')
  const drag = async (ref: string, way: number) => {
    const box = (await stage.anywhere(ref).boundingBox())!
    await page.mouse.move(box.x + 4, box.y + box.height / 2)
    await page.mouse.down()
    await page.mouse.move(box.x + 4 + way / 2, box.y + box.height / 2)
    await page.mouse.move(box.x + 4 + way, box.y + box.height / 2)
    const during = await stage.value(ref)
    await page.mouse.up()
    return during
  }
  const cursorOn = async (ref: string) => {
    await stage.anywhere(ref).hover()
    return stage.anywhere(ref).evaluate((each) => getComputedStyle(each).cursor)
  }
  const [before, f] = [await stage.value('b_f[0]'), await stage.value('f@3[0]')]
  expect(await cursorOn('b_f[0]')).toBe('ew-resize')
  expect(await cursorOn('a_f@3[0]')).not.toBe('ew-resize')
  const during = await drag('b_f[0]', -80)
  // 4 pixels a twentieth of the leading digit's unit
  expect(during).toBeCloseTo(before - 80 / 4 / 20, 10)
  expect(await stage.value('b_f[0]')).toBe(during)
  expect(await stage.value('f@3[0]')).toBeLessThan(f)
  expect(await stage.asked.count()).toBe(0)
  expect(await page.evaluate(() => String(getSelection()))).toBe('')
  await page.keyboard.press('Control+z')
  expect(await stage.value('b_f[0]')).toBe(before)
  expect(await stage.isOff('Undo')).toBe(true)
  await drag('a_f@3[0]', 60)
  expect(await stage.isOff('Undo')).toBe(true)
  // A press without a movement asks, as before.
  await page.keyboard.press('Escape')
  await stage.anywhere('b_f[0]').click()
  expect(await stage.asked.getAttribute('aria-label')).toBe('b_f[0]')
})

test('what is typed and is no number gives the number back; Escape takes back, leaving keeps', async () => {
  const { page, stage } = await at('#store-and-ask@f3.f&language=en')
  const before = await stage.value('b_f[0]')
  const type = async (text: string) => {
    await stage.anywhere('b_f[0]').click()
    await stage.field.selectText()
    await page.keyboard.type(text)
  }
  await type('0,5')
  expect(await stage.value('b_f[0]')).toBe(0)
  await page.keyboard.press('Enter')
  // It can still be corrected.
  expect(await stage.asked.getByRole('alert').textContent()).toContain('0,5')
  await page.locator('h2').first().click()
  expect(await stage.value('b_f[0]')).toBe(before)
  expect(await stage.message.textContent()).toContain('“0,5”')
  expect(await stage.isOff('Undo')).toBe(true)
  await type('0.5')
  await page.keyboard.press('Escape')
  expect(await stage.value('b_f[0]')).toBe(before)
  expect(await stage.isOff('Undo')).toBe(true)
  await type('0.5')
  await page.locator('h2').first().click()
  await page.keyboard.press('Control+z')
  expect(await stage.value('b_f[0]')).toBe(before)
})

test('a change that takes the step away gives its place back when it is undone', async () => {
  const { page, stage } = await at('#store-and-ask@b8.C&language=en')
  const place = () => stage.place()
  const before = await place()
  await stage.button('Model').click()
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
  await stage.address()
  await page.goBack()
  await expect.poll(() => steps.inputValue()).toBe('8')
  await page.getByRole('button', { name: 'Close' }).click()

  const again = await at('#store-and-ask@b8.C&language=en')
  await again.stage.button('Model').click()
  await again.page.getByLabel('Timesteps T').fill('3')
  await again.page.getByRole('button', { name: 'Close' }).click()
  await again.page.keyboard.press('Control+z')
  expect(await again.stage.place()).toBe(before)
  // Who goes elsewhere stays there.
  await again.page.keyboard.press('Control+Shift+z')
  await expect.poll(() => again.stage.facts()).toContain('3 timesteps')
  await again.page.keyboard.press('Home')
  const home = await again.stage.place()
  await again.page.keyboard.press('Control+z')
  expect((await again.stage.place())!.split(' · ').slice(0, 2)).toEqual(home!.split(' · ').slice(0, 2))
})

test('a size that is typed digit by digit cuts nothing off, and is one change', async () => {
  const { page, stage } = await at('#store-and-ask@f8.f&language=en')
  const inputs = () => page.locator('[data-part=column] [data-part=slot]:last-child').allTextContents()
  const before = await inputs()
  await stage.button('Model').click()
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
  expect(await stage.isOff('Undo')).toBe(true)
})

test('what was changed is not lost when another experiment is opened: undo returns to it', async () => {
  const { page, stage } = await at('#store-and-ask@f3.f&language=en')
  await stage.anywhere('b_f[0]').click()
  await stage.field.fill('0.25')
  await page.keyboard.press('Enter')
  const chosen = page.getByLabel('Experiment', { exact: true })
  await chosen.selectOption('by-hand')
  expect(await stage.facts()).toContain('2 timesteps')
  expect(await stage.button('Reset to the opened experiment').and(page.locator(':enabled')).count()).toBe(0)
  await page.keyboard.press('Control+z')
  await expect.poll(() => stage.facts()).toContain('8 timesteps')
  await page.keyboard.press('Control+z')
  expect(await stage.isOff('Undo')).toBe(true)
  await page.keyboard.press('Control+Shift+z')
  await page.keyboard.press('Home')
  expect(await stage.value('b_f[0]')).toBe(0.25)
})
