/** Predicting a result before it is shown: asked, judged, told. */
import { expect, test } from 'vitest'
import { numberOf, numberText, problemOf, record } from '../../../src/index.ts'
import { builtIn, experimentOf } from '../../support/cases.ts'
import { pages } from '../page.ts'

const { at } = pages({ ready: 'h1' })

const run = (name: string) => record(problemOf(experimentOf(builtIn.find((c) => c.name === name)!)))
test('a prediction is asked before the result, judged, and names a known slip', async () => {
  const { page, stage } = await at('#by-hand@f1.f&language=en')
  await page.getByRole('button', { name: 'Notation and theme' }).click()
  await page.getByLabel('Ask me to predict').selectOption('always')
  await page.keyboard.press('Escape')
  let numbers = 0
  let named = 0
  for (let k = 0; k < 60 && numbers < 4; k++) {
    await page.keyboard.press('ArrowRight')
    await stage.arrived()
    if ((await page.locator('[data-part=predict] input').count()) === 0) continue
    numbers++
    const ref = (await page
      .locator('[data-part=predict] [data-part=number-name] [data-ref]')
      .first()
      .getAttribute('data-ref'))!
    expect(await page.locator('[data-part=strip][data-state=covered]').count()).toBe(1)
    const right = numberOf(run('by-hand'), `${ref}[0]`)!
    // Once the right number, once the one with its sign turned round.
    await page.locator('[data-part=predict] input').fill(String(numbers % 2 === 0 ? right : -right))
    await page.keyboard.press('Enter')
    const said = (await page.locator('[data-part=predict][role=status]').textContent())!
    if (numbers % 2 === 0) expect(said).toContain('Right')
    else {
      expect(said).toContain(numberText(right))
      if (said.includes('sign is turned round')) named++
    }
    expect(await page.locator('[data-part=strip][data-state=covered]').count()).toBe(0)
  }
  expect(numbers).toBe(4)
  expect(named).toBeGreaterThan(0)
})

test('an answer in words that is wrong is told with the right one, and leads to the reason', async () => {
  const { page, stage } = await at('#store-and-ask@f1.C&language=en&predict=always')
  const choices = page.locator('[data-part=predict] button', { hasText: /smaller|negative/ })
  for (let k = 0; k < 40 && (await choices.count()) === 0; k++) {
    await stage.press('ArrowRight')
    await stage.arrived()
  }
  const ref = (await page.locator('[data-part=predict] [data-ref]').first().getAttribute('data-ref'))!
  const right = numberOf(run('store-and-ask'), `${ref}[0]`)!
  // One of the three answers is never right: nothing here is 0 or stays the same.
  await page.locator('[data-part=predict] button', { hasText: /zero|the same/ }).click()
  const truth = (await page.locator('[data-part=truth]').textContent())!
  expect(truth).toContain(numberText(right))
  expect(truth).toMatch(/It is (negative|positive|smaller|larger):/)
  await page.locator('[data-part=predict]').getByRole('button', { name: 'Why this number?' }).click()
  await page.locator('[data-part=why-panel]').waitFor()
})
