/** Weights, inputs and the model are changed, and everything follows. */
import { expect, test } from 'vitest'
import { address } from '../chromium.ts'
import { pages } from '../page.ts'

const { at } = pages()

test('a weight is typed, everything follows, undo and redo', async () => {
  const { page, stage } = await at('#store-and-ask@f4.C&language=en&grain=assignment')
  const before = await stage.value('C@4[0]')
  await page.goto(`${address()}#store-and-ask@f4.a_f&language=en&grain=assignment`)
  await page.waitForFunction(() => document.querySelector('h2')?.textContent?.includes('forget'))
  await stage.number('W_f[0,0]').click()
  const input = stage.field
  await input.fill('2.5')
  expect(await stage.value('W_f[0,0]')).toBe(2.5)
  await input.press('Enter')
  await page.keyboard.press('ArrowRight')
  expect(Number(await stage.value('f@4[0]'))).not.toBe(0)
  const changed = await stage.value('f@4[0]')
  await page.keyboard.press('Control+z')
  expect(await stage.value('f@4[0]')).not.toBe(changed)
  await page.keyboard.press('Control+Shift+Z')
  expect(await stage.value('f@4[0]')).toBe(changed)
  await page.getByRole('button', { name: 'Reset to the experiment' }).click()
  expect(await stage.value('f@4[0]')).not.toBe(changed)
  await page.goto(`${address()}#store-and-ask@f4.C&language=en&grain=assignment`)
  expect(await stage.value('C@4[0]')).toBe(before)
})

test('what is typed and is no number is told so, and changes nothing', async () => {
  const { page, stage } = await at('#store-and-ask@f1.a_f&language=en&grain=assignment')
  const before = await stage.value('W_f[0,0]')
  for (const text of ['1e999', 'abc', '−', '', 'NaN', '0x10', '1,5']) {
    await stage.number('W_f[0,0]').click()
    await stage.field.fill(text)
    expect([text, await stage.asked.getByRole('alert').textContent()]).toEqual([
      text,
      expect.stringContaining('number'),
    ])
    expect([text, await stage.value('W_f[0,0]')]).toEqual([text, before])
    await page.keyboard.press('Escape')
    expect(await stage.asked.count()).toBe(0)
  }
})

test('a full-width digit is a digit, a true minus a minus; a number can be dragged', async () => {
  const { page, stage } = await at('#store-and-ask@f1.a_f&language=en&grain=assignment')
  await stage.number('W_f[0,0]').click()
  await stage.field.fill('−1.5')
  expect(await stage.value('W_f[0,0]')).toBe(-1.5)
  const handle = (await page.locator('[data-part=asked] [data-part=handle]').boundingBox())!
  await page.mouse.move(handle.x + 20, handle.y + 8)
  await page.mouse.down()
  await page.mouse.move(handle.x + 60, handle.y + 8, { steps: 5 })
  await page.mouse.up()
  expect(Number(await stage.value('W_f[0,0]'))).toBeGreaterThan(-1.5)
})

test('cell, sizes, loss and weights can be changed; what fits is kept', async () => {
  const { page, stage } = await at('#slot-filling-arrive@f2.C&language=en')
  await stage.button('Model').click()
  const weight = await stage.value('W_f[0,1]')
  for (const [label, choice] of [
    ['Cell', 'gru'],
    ['Cell', 'rnn'],
    ['Cell', 'lstm'],
    ['Variant', 'CIFG'],
    ['Peepholes', 'true'],
    ['Loss', 'mse'],
    ['Judged', 'last'],
  ] as const)
    await page.locator('dialog').getByLabel(label, { exact: true }).selectOption(choice)
  await page.locator('dialog').getByLabel('Units H').fill('7')
  await page.locator('dialog').getByLabel('Timesteps T').fill('9')
  await page
    .locator('dialog')
    .getByRole('button', { name: /New random weights/ })
    .click()
  await page.locator('dialog').getByRole('button', { name: 'Close' }).click()
  expect(await stage.facts()).toContain('7 units · 9 timesteps')
  for (let k = 0; k < 9; k++) await page.keyboard.press('Control+z')
  expect(await stage.facts()).toContain('4 units · 5 timesteps')
  expect(await stage.value('W_f[0,1]')).toBe(weight)
})

test('a timestep in which nothing is written yet tells what is given as it is now', async () => {
  const { page, stage } = await at('#store-and-ask@f1.a_f&language=en&grain=assignment')
  const fifth = () => page.locator('[data-part=column]').nth(4).innerText()
  const before = await fifth()
  await page.goto(`${address()}#store-and-ask@f5.a_f&language=en&grain=assignment`)
  await page.waitForFunction(() =>
    document.querySelector('[data-part=place]')?.textContent?.includes('t = 5'),
  )
  await stage.number('x@5[0]').click()
  await stage.field.fill('0.33')
  await stage.field.press('Enter')
  await page.keyboard.press('Home')
  expect(await fifth()).toContain('0.33')
  await page.keyboard.press('Control+z')
  expect(await fifth()).toBe(before)
  await page.keyboard.press('Control+Shift+z')
  expect(await fifth()).toContain('0.33')
})

test('one step of gradient descent lowers the loss, and can be applied', async () => {
  const { page, stage } = await at('#store-and-ask@u.W_f&language=en')
  await page.getByRole('button', { name: /^Apply/ }).waitFor()
  const before = Number(await stage.value('L'))
  await page.getByRole('button', { name: /^Apply/ }).click()
  expect(Number(await stage.value('L'))).toBeLessThan(before)
})

test('what a change moved is shown against before, until that is closed', async () => {
  const { page, stage } = await at('#by-hand@f1.f&grain=assignment')
  const before = await page
    .locator('[data-part=equation] [data-ref="f@1[0]"]')
    .first()
    .getAttribute('data-value')
  await page.keyboard.press('Home')
  await stage.number('W_f[0,0]').click()
  await stage.field.fill('2')
  await page.keyboard.press('Enter')
  await page.keyboard.press('ArrowRight')
  expect(Number(await page.locator('[data-part=earlier] [data-value]').getAttribute('data-value'))).toBe(
    Number(before),
  )
  // The value before has no name: the name belongs to the value of now.
  expect(await page.locator('[data-part=earlier] [data-ref]').count()).toBe(0)
  expect(
    await page.locator('[data-part=equation] [data-ref="f@1[0]"]').first().getAttribute('data-value'),
  ).not.toBe(before)
  expect(await page.locator('[data-part=strip] [data-part=ghost]').count()).toBeGreaterThan(0)
  await page.locator('[data-part=compared] button').click()
  expect(await page.locator('[data-part=earlier], [data-part=ghost]').count()).toBe(0)
})
