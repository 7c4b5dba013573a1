/** The routes of a gradient add up, and one that is taken out is missed. */
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { deviation, problemOf, record, routesOf } from '../../../src/index.ts'
import { address } from '../chromium.ts'
import { pages } from '../page.ts'
import { expectNumbers, experiment, factsOf } from './numbers.ts'

const { at } = pages({ ready: 'main h2' })

const rowOf = (page: Page, k: number) =>
  page
    .locator('[data-part=routes-table] tbody tr')
    .nth(k - 1)
    .locator('td data[value]')
    .evaluateAll((all) => all.map((each) => Number(each.getAttribute('value'))))

test('the numbers of every row add up to the full gradient, in every cell', async () => {
  const { page } = await at('#sine@l&view=routes&language=en')
  for (const name of ['slot-filling-arrive', 'peephole', 'store-and-ask-gru', 'store-and-ask-rnn']) {
    await page.goto(`${address()}#${name}@l&view=routes&language=en&unit=1&k=2`)
    await page.waitForFunction(
      (facts) => document.querySelector('[data-part=facts]')?.textContent === facts,
      factsOf(name),
    )
    const run = record(problemOf(experiment(name)))
    const { of, at: rows, names } = routesOf(run)
    expect(await page.locator('[data-part=routes-table] tbody tr').count()).toBe(rows.length)
    for (const { k, parts, full } of rows) {
      const found = await rowOf(page, k)
      const [error, whole, ...routes] = [found.pop()!, found.pop()!, ...found]
      expectNumbers(
        routes,
        names.map((each) => parts[each]![1]!),
      )
      const sizes = routes.reduce((sum, n) => sum + Math.abs(n), 0)
      expect(Math.abs(routes.reduce((sum, n) => sum + n, 0) - whole)).toBeLessThanOrEqual(1e-12 * sizes)
      expectNumbers([whole, error], [full[1]!, deviation(parts.direct!, full).relativeError])
      expect(await page.locator(`[data-part=routes-table] data[data-ref="d:${of}@${k}[1]"]`).count()).toBe(1)
    }
    expect(await page.textContent('[data-part=why] strong')).toMatch(/\?$/)
  }
})

test('a route that is taken out makes the gradient wrong, and the central difference says so', async () => {
  const { page } = await at('#slot-filling-arrive@l&view=routes&language=en&unit=0&k=3')
  expect(await page.textContent('[data-part=finding]')).toContain(
    'The full gradient agrees with the central difference',
  )
  await page.getByLabel('count the route candidate').uncheck()
  await page.waitForFunction(() => location.hash.includes('without=g'))
  const { at: rows } = routesOf(record(problemOf(experiment('slot-filling-arrive'))))
  const { full, parts } = rows[2]!
  const rest = await page.locator('[data-row="without"] data').first().getAttribute('value')
  expect(Number(rest)).toBeCloseTo(full[0]! - parts.g![0]!, 12)
  expect(await page.textContent('[data-part=finding]')).toMatch(
    /^Without these routes the gradient is wrong by 3\d\s%/,
  )
  expect(await page.locator('[data-part=route-strip] [data-off]').count()).toBeGreaterThan(0)
  await page.getByRole('button', { name: 'Count all routes' }).click()
  expect(await page.locator('[data-row="without"]').count()).toBe(0)
})

test('what is drawn on the strip adds up to what arrives, and negative ways are dashed', async () => {
  const { page } = await at('#sine@l&view=routes&language=en')
  for (const [name, unit, k] of [
    ['slot-filling-arrive', 2, 2],
    ['peephole', 1, 1],
    ['store-and-ask-gru', 0, 3],
    ['store-and-ask-rnn', 1, 4],
  ] as const) {
    await page.goto(`${address()}#${name}@l&view=routes&language=en&unit=${unit}&k=${k}`)
    await page.waitForFunction(
      (facts) => document.querySelector('[data-part=facts]')?.textContent === facts,
      factsOf(name),
    )
    const drawn = await page
      .locator('[data-part=route-strip] [data-part=stop]')
      .evaluateAll((all) => all.map((each) => Number(each.getAttribute('data-value'))))
    const full = routesOf(record(problemOf(experiment(name)))).at[k - 1]!.full[unit]!
    expect([name, Math.abs(drawn.reduce((sum, n) => sum + n, 0) - full) < 1e-12]).toEqual([name, true])
    const dashed = await page
      .locator('[data-part=route-strip] [data-part=way][data-sign="-"]')
      .evaluateAll((all) => all.map((each) => getComputedStyle(each).strokeDasharray))
    expect(dashed.length).toBe(drawn.filter((n) => n < 0).length)
    expect(dashed.every((dash) => dash !== 'none')).toBe(true)
  }
})

test('unit and timestep are chosen by keys and by the table; damaged ones are told', async () => {
  const { page } = await at('#slot-filling-arrive@l&view=routes&language=en')
  await page.locator('[data-part=choose] input').nth(1).focus()
  await page.keyboard.press('ArrowRight')
  expect(await page.textContent('#arriving')).toContain('timestep 2, unit 1')
  await page.locator('[data-part=routes-table] tbody button').nth(3).click()
  expect(await page.textContent('#arriving')).toContain('timestep 4, unit 1')
  await page.goto(`${address()}#slot-filling-arrive@l&view=routes&language=en&unit=9&k=zero&without=i,q`)
  await page.waitForFunction(() => document.querySelectorAll('[data-part=trouble]').length === 3)
  expect(await page.textContent('#arriving')).toContain('timestep 1, unit 1')
  expect(await page.textContent('[data-row="without"] th')).toBe('without input gate')
})

test('a large net is computed beside the page, and can be stopped and started', async () => {
  const { page, stage } = await at('#store-and-ask@l&view=routes&language=en')
  await stage.button('Model').click()
  await page.locator('dialog').getByLabel('Units H').fill('64')
  await page.locator('dialog').getByLabel('Timesteps T').fill('200')
  await page.locator('dialog').getByRole('button', { name: 'Close' }).click()
  await page.waitForSelector('[data-part=routes-table]')
  expect(await page.locator('[data-part=routes-table] tbody tr').count()).toBe(200)
  await page.waitForSelector('[data-part=route-strip]')
  await page.evaluate(() => {
    const slider = document.querySelectorAll<HTMLInputElement>('[data-part=choose] input')[1]!
    slider.focus()
  })
  const cancelled = page.evaluate(async () => {
    for (;;) {
      const button = [...document.querySelectorAll('button')].find((each) => each.textContent === 'Stop')
      button?.click()
      if (button) return
      await new Promise(requestAnimationFrame)
    }
  })
  await page.keyboard.press('End')
  await cancelled
  await page.getByRole('button', { name: 'Start' }).click()
  await page.waitForSelector('[data-part=route-strip]')
  expect(await page.textContent('#arriving')).toContain('timestep 200')
})
