/** Asking numbers: where they come from, whether they are right, how they are derived; taking along. */
import { readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { numberOf, problemOf, record, why } from '../../../src/index.ts'
import { builtIn, experimentOf } from '../../support/cases.ts'
import { address, axeFinds } from '../chromium.ts'
import { pages } from '../page.ts'

const { at } = pages({ ready: 'h1' })

const run = (name: string) => record(problemOf(experimentOf(builtIn.find((c) => c.name === name)!)))
const value = (page: Page, selector: string) => page.locator(selector).first().getAttribute('value')

test('a number answers where it comes from, operand by operand, down to what was given; the trail leads back', async () => {
  const { page, stage } = await at('#by-hand@b1.C&language=en')
  const trace = run('by-hand')
  await stage.number('d:C@1[0]').click()
  await stage.button('Why this number?').click()
  let ref = 'd:C@1[0]'
  for (let depth = 0; depth < 30; depth++) {
    await expect
      .poll(() => page.locator('[data-part=why-panel] [data-part=answer] data').getAttribute('data-ref'))
      .toBe(ref)
    expect(Number(await value(page, '[data-part=why-panel] [data-part=answer] data'))).toBe(
      numberOf(trace, ref),
    )
    const answer = why(trace, ref)!
    if (answer.leaf) break
    // Every number of its equation is there, with its value.
    const asked = await page
      .locator('[data-part=why-panel] [data-part=terms] [data-part=asker] data')
      .evaluateAll((all) => all.map((each) => [each.getAttribute('data-ref'), each.getAttribute('value')]))
    expect(asked.length).toBeGreaterThan(0)
    for (const [name, shown] of asked) expect(Number(shown)).toBe(why(trace, name!)!.value)
    ref = asked.at(-1)![0]!
    await page.locator('[data-part=why-panel] [data-part=terms] [data-part=asker]').last().click()
  }
  expect(why(trace, ref)!.leaf).toBe(true)
  expect(page.url()).toContain('why=')
  // Who reads why goes on stepping.
  const [answer, transport] = await Promise.all(
    ['[data-part=why-panel]', '[data-part=transport]'].map((each) => page.locator(each).boundingBox()),
  )
  expect(answer!.y + answer!.height).toBeLessThanOrEqual(transport!.y)
  await page.locator('[data-part=why-panel] [data-part=trail] button').first().click()
  expect(await page.locator('[data-part=why-panel] [data-part=answer] data').getAttribute('data-ref')).toBe(
    'd:C@1[0]',
  )
  await page.keyboard.press('Escape')
  expect(await page.locator('[data-part=why-panel]').count()).toBe(0)
})

test('the link carries the question; a damaged one is told', async () => {
  const { page } = await at('#store-and-ask@b3.C&why=d%3AC%403%5B0%5D')
  await page.waitForSelector('[data-part=why-panel]')
  expect(await page.locator('[data-part=why-panel] [data-part=answer] data').getAttribute('data-ref')).toBe(
    'd:C@3[0]',
  )
  for (const damaged of ['d:C@999[0]', 'd:C@3[7]', '<img>', 'U_f']) {
    await page.goto('about:blank')
    await page.goto(`${address()}#store-and-ask@b3.C&why=${encodeURIComponent(damaged)}`)
    await page.waitForSelector('[data-part=message], [data-part=notice]')
    expect(await page.locator('[data-part=why-panel]').count()).toBe(0)
    await expect.poll(() => page.locator('[data-part=place]').textContent()).toContain('t = 3')
  }
})

test('the check that was asked for is in sight, on a phone too; a further number is asked at the top', async () => {
  const { page, stage } = await at('#store-and-ask@b3.h&language=en', {
    viewport: { width: 390, height: 844 },
  })
  await stage.number('d:h@3[0]').click()
  await stage.button('Is it right?').click()
  const [panel, answer] = [page.locator('[data-part=why-panel]'), page.locator('[data-part=measured]')]
  await answer.waitFor()
  const [around, inside] = [(await panel.boundingBox())!, (await answer.boundingBox())!]
  expect(inside.y).toBeGreaterThan(around.y)
  expect(inside.y + inside.height).toBeLessThan(around.y + around.height)
  await panel.evaluate((each) => each.scrollTo(0, 0))
  await panel.locator('[data-part=terms] [data-part=asker]').first().click()
  await expect.poll(() => panel.locator('[data-part=trail]').count()).toBe(1)
  expect(await panel.evaluate((each) => each.scrollTop)).toBe(0)
})

test('a gradient is nudged: measured beside derived; every parameter can be checked', async () => {
  const { page } = await at('#store-and-ask@b3.C&language=en&why=d:W_f[0,1]')
  await page.getByText('Is it right?').click()
  const cells = page.locator('[data-part=measured] data')
  // The browser tells of an opened <details> a task later.
  await cells.first().waitFor()
  const [derived, measured] = await cells.evaluateAll((all) =>
    all.map((each) => Number(each.getAttribute('value'))),
  )
  expect(derived).toBe(numberOf(run('store-and-ask'), 'd:W_f[0,1]'))
  expect(Math.abs(derived! - measured!)).toBeLessThan(1e-7 * Math.max(1, Math.abs(derived!)))
  expect(await page.locator('[data-part=why-panel] [data-part=plot] circle').count()).toBeGreaterThan(10)
  // A step of a tenth cuts the curve off: the measured value moves.
  await page.locator('[data-part=slider] input').focus()
  await page.keyboard.press('End')
  await expect.poll(async () => Number(await cells.nth(1).getAttribute('value'))).not.toBe(measured)
  await page.getByRole('button', { name: 'Check every parameter' }).click()
  await page.getByText(/parameters checked/).waitFor()
})

test('asking answers at once with 32 units and 100 timesteps, and says what many small terms add up to', async () => {
  const { page, stage } = await at('#store-and-ask&language=en')
  const document = {
    format: 'unrolled/1',
    model: {
      cell: 'lstm',
      inputSize: 1,
      hiddenSize: 32,
      outputSize: 1,
      init: { scheme: 'pytorch', seed: 1 },
    },
    sequence: { inputs: Array.from({ length: 100 }, (_, t) => [Math.sin(t)]), targets: [[0]] },
    loss: { kind: 'mse', at: 'last', reduction: 'mean' },
  }
  await stage.button('Open and save').click()
  await page.getByLabel('Text of a file').fill(JSON.stringify(document))
  await stage.button('Use this text').click()
  await page
    .getByRole('combobox', { name: 'Experiment' })
    .getByText('Your experiment')
    .waitFor({ state: 'attached' })
  await page.keyboard.press('w')
  await page.locator('[data-part=why-panel] [data-part=terms] [data-part=asker]').first().click()
  await page.getByText(/and \d+ more: sum/).waitFor()
  expect(await page.locator('[data-part=why-panel] [data-part=terms]').textContent()).toMatch(
    /and \d+ more: sum/,
  )
  await page.getByRole('button', { name: 'Show all' }).first().click()
  expect(await page.locator('[data-part=why-panel] [data-part=terms] tr').count()).toBeGreaterThan(30)
})

test('a derivation: the question first, the engine’s gradient last, every line the same number; line by line with the keys', async () => {
  const { page } = await at('#slot-filling-arrive@b3.C&view=derive&of=d:U_f[1,2]&depth=one&language=en')
  await page.waitForSelector('[data-part=line]')
  const right = numberOf(run('slot-filling-arrive'), 'd:U_f[1,2]')!
  const values = await page
    .locator('[data-part=line] [data-part=value] data')
    .evaluateAll((all) => all.map((each) => Number(each.getAttribute('value'))))
  expect(values.length).toBeGreaterThan(4)
  for (const each of values) expect(Math.abs(each - right)).toBeLessThan(1e-12)
  expect(values.at(-1)).toBe(right)
  expect(await page.locator('[data-part=line]').first().getAttribute('data-rule')).toBe('question')
  await page.keyboard.press('ArrowRight')
  expect(await page.locator('[data-part=line]').count()).toBe(1)
  await page.keyboard.press('ArrowRight')
  expect(await page.locator('[data-part=line]').count()).toBe(2)
  await page.keyboard.press('End')
  expect(await page.locator('[data-part=line]').count()).toBe(values.length)
  await page.getByLabel('Depth').selectOption('all')
  await page.waitForFunction((n) => document.querySelectorAll('[data-part=line]').length > n, values.length)
})

test('the notes’ derivations are ready, and nonsense gets a clear answer', async () => {
  const { page } = await at('#store-and-ask&view=derive&language=en')
  await page.getByText('Ready derivations').click()
  const buttons = page.locator('[data-part=starts] button')
  const count = await buttons.count()
  expect(count).toBeGreaterThanOrEqual(8)
  for (let i = 0; i < count; i++) {
    await buttons.nth(i).click()
    await page.waitForSelector('[data-part=line][data-rule="result"], [data-part=line][data-rule="numbers"]')
    expect(await page.locator('[data-part=derivation] [role=alert]').count()).toBe(0)
  }
  await page.goto(`${address()}#store-and-ask&view=derive&of=nonsense&language=en`)
  await page.locator('[data-part=derivation] [role=alert]').waitFor()
  expect(await page.locator('[data-part=derivation] [role=alert]').textContent()).toContain('expected')
})

test('formulas, tables, drawing, program and sheet can be taken along', async () => {
  const { page, stage } = await at('#by-hand@b2.C&language=en')
  await stage.button('Open and save').click()
  await page.waitForSelector('[data-part=along]')
  const take = async (name: string, nth = 0) => {
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.locator('[data-part=along]').getByRole('button', { name, exact: true }).nth(nth).click(),
    ])
    const path = join(tmpdir(), `unrolled-${process.pid}-${download.suggestedFilename()}`)
    await download.saveAs(path)
    return path
  }
  const csv = readFileSync(await take('the whole run'), 'utf8')
  expect(csv).toContain(String(numberOf(run('by-hand'), 'd:C@2[0]')))
  const svg = readFileSync(await take('SVG'), 'utf8')
  expect(svg).toMatch(/^<svg[^>]*xmlns="http:\/\/www\.w3\.org\/2000\/svg"/)
  expect(svg).toContain(String(numberOf(run('by-hand'), 'd:C@2[0]')))
  expect(
    readFileSync(await take('PNG'))
      .subarray(1, 4)
      .toString(),
  ).toBe('PNG')
  const program = await take('Python')
  expect(readFileSync(program, 'utf8')).toContain('import torch')
  await page.evaluate(() => {
    window.print = () => undefined
  })
  const print = async (name: string) => {
    await page.emulateMedia({ media: 'screen' })
    await page.getByRole('button', { name, exact: true }).click()
    await page.waitForSelector('[data-part=sheet]', { state: 'attached' })
    await page.emulateMedia({ media: 'print' })
  }
  await page.getByLabel('Results').selectOption('blanks')
  const form = page.locator('[data-part=to-print]')
  await form.getByRole('combobox', { name: /^Steps/ }).selectOption('all')
  await form.getByRole('checkbox', { name: 'forward', exact: true }).check()
  await form.getByRole('checkbox', { name: 'backward', exact: true }).check()
  await print('Print')
  expect(await page.locator('[data-part=sheet] [data-part=blanks]').first().isVisible()).toBe(true)
  expect(await page.locator('[data-part=app]').isVisible()).toBe(false)
  expect(await page.locator('[data-part=sheet] [data-part=answers]').count()).toBe(0)
  // Nothing that is asked is told: what stands as a number is given.
  const told = (part: string) =>
    page
      .locator(`${part} .number[data-ref]`)
      .evaluateAll((all) => all.map((each) => each.getAttribute('data-ref')!.split('[')[0]!))
  expect(
    (await told('[data-part=sheet]')).filter(
      (name) => /^d:|@[1-9]/.test(name) && !/^(x|target|w)@/.test(name),
    ),
  ).toEqual([])
  await page.evaluate(() => dispatchEvent(new Event('afterprint')))
  expect(await page.locator('[data-part=sheet]').count()).toBe(0)

  await page.emulateMedia({ media: 'screen' })
  await page.getByLabel('Own numbers for each student').fill('Ann, Ann')
  expect(await stage.button('Print').isDisabled()).toBe(true)
  await page.getByLabel('Own numbers for each student').fill('Ann, Bo')
  await print('Print')
  expect(
    await page.locator('[data-part=sheet] [data-part=copy] [data-part=whose] b').allTextContents(),
  ).toEqual(['Ann', 'Bo'])
  const weights = await page
    .locator('[data-part=sheet] [data-ref^="W_"][data-value], [data-part=sheet] [data-ref^="b_"][data-value]')
    .evaluateAll((all) => all.map((each) => Number(each.getAttribute('data-value'))))
  expect(weights.length).toBeGreaterThan(10)
  for (const n of weights) expect(Number(n.toFixed(1))).toBe(n)
  await page.evaluate(() => dispatchEvent(new Event('afterprint')))
  await print('Print the key')
  expect(await page.locator('[data-part=sheet] [data-part=answers]').count()).toBe(2)
  expect(await page.locator('[data-part=sheet] [data-part=blanks]').count()).toBe(0)
  expect(await page.title()).toMatch(/^Key: /)
  // The page itself is printed again once the sheet is done.
  await page.evaluate(() => dispatchEvent(new Event('afterprint')))
  expect(await page.locator('main').isVisible()).toBe(true)
})

const themes = ['light', 'dark', 'projector'] as const
test.each(themes.map((theme, i) => [theme, i % 2 === 0 ? 'en' : 'zh'] as const))(
  'axe finds nothing where numbers are asked: %s, %s',
  async (theme, language) => {
    const { page } = await at('#store-and-ask')
    for (const hash of ['store-and-ask@b3.C&why=d:C@3[0]', 'by-hand@b2.C&view=derive&of=d:U_f[0,0]']) {
      await page.goto(`${address()}#${hash}&theme=${theme}&language=${language}`)
      await page.waitForSelector('[data-part=why-panel], [data-part=line]')
      await page.waitForTimeout(150)
      expect(await axeFinds(page)).toEqual([])
    }
  },
)
