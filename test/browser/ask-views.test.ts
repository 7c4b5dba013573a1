import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { judge, matching, problemOf, shownOn, slips } from '../../src/index.ts'
import { builtIn, experimentOf } from '../cases.ts'
import { address, newPage, openBrowser } from './chromium.ts'

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser?.close())

async function at(hash: string, options = {}) {
  const watched = await newPage(browser, options)
  await watched.page.goto(`${address()}${hash}`)
  await watched.page.waitForSelector('main.page h2')
  return watched
}

const experiment = (name: string) => experimentOf(builtIn.find((c) => c.name === name)!)
const slip = (id: string) => slips.find((each) => each.id === id)!
const numbers = (page: Page, selector: string) =>
  page.locator(`${selector} data`).evaluateAll((all) => all.map((each) => Number(each.getAttribute('value'))))
/** Browsers differ in the last digit of tanh, and a central difference enlarges that. */
function expectNumbers(found: readonly number[], expected: readonly number[]): void {
  expect(found.length).toBe(expected.length)
  found.forEach((n, i) => {
    expect(Math.abs(n - expected[i]!)).toBeLessThan(1e-8 * Math.max(1e-2, Math.abs(expected[i]!)))
  })
}
const overflow = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth - innerWidth)

describe('the gallery of slips', () => {
  test('asks which line is wrong, and shows nothing of the answer before', async () => {
    const { page, assertClean } = await at(
      '#slot-filling-arrive@f1.f&view=slips&language=en&slip=slope-in-cell-derivative',
    )
    expect(await page.textContent('article.slip h3')).toBe('From the cell to the forget gate')
    expect(await page.locator('.choice').count()).toBe(2)
    expect(await page.locator('.choice .katex').count()).toBe(2)
    expect(await page.locator('.judged, .why, [data-shown]').count()).toBe(0)
    await page.getByRole('button', { name: 'Line B is wrong' }).click()
    expect(await page.textContent('.slip .why')).toMatch(/^No: that line is right/)
    expect(await page.locator('.choice').nth(0).getAttribute('data-shown')).toBe('wrong')
    const expected = judge(slip('slope-in-cell-derivative'), problemOf(experiment('slot-filling-arrive')))
    expectNumbers(await numbers(page, '.verdict'), [expected.wrong, expected.right, expected.measured])
    expectNumbers(await numbers(page, '.errors'), [expected.relativeError, expected.cosine])
    expect(await page.locator('.verdict [data-ref="d:a_f@2[0]"]').count()).toBe(1)
    expect(await page.textContent('.finding')).toContain('agrees with the right line')
    await page.getByRole('button', { name: 'Ask me again' }).click()
    expect(await page.locator('.judged').count()).toBe(0)
    await page.getByRole('button', { name: 'Line A is wrong' }).click()
    expect(await page.textContent('.slip .why')).toMatch(/^Yes: that line is wrong/)
    assertClean()
    await page.context().close()
  })

  test('where the current experiment does not fit, the slip’s own; a switch takes a matching cell', async () => {
    const { page, assertClean } = await at(
      '#weather@f1.f&view=slips&language=en&slip=update-gate-path-dropped',
    )
    await page.getByRole('button', { name: 'Show the answer' }).click()
    const about = slip('update-gate-path-dropped')
    const values = (of: Parameters<typeof judge>[1]) => {
      const { wrong, right, measured } = judge(about, of)
      return [wrong, right, measured]
    }
    expect(await page.textContent('.judged')).toContain('GRU')
    expectNumbers(await numbers(page, '.verdict'), values(problemOf(shownOn(about))))
    await page.getByLabel('your sizes and data, with the cell of the slip').check()
    expectNumbers(await numbers(page, '.verdict'), values(problemOf(matching(about, experiment('weather')))))
    // Numbers of another run have no name in this one.
    expect(await page.locator('.verdict [data-ref^="d:h@1["]').count()).toBe(0)
    await page.waitForFunction(() => location.hash.includes('on=current'))
    assertClean()
    await page.context().close()
  })

  test('opens the stage at the step that computes it rightly', async () => {
    const { page, assertClean } = await at('#weather@f1.f&view=slips&language=en&slip=carry-dropped')
    await page.getByRole('button', { name: 'Show the answer' }).click()
    await page.getByRole('button', { name: 'Show it on the stage' }).click()
    await page.waitForSelector('.place')
    expect(await page.textContent('.place')).toMatch(/^backward · t = 9/)
    expect(await page.textContent('h2')).toContain('two gradients meet')
    expect(await page.textContent('.facts')).toBe('LSTM · 4 units · 10 timesteps')
    assertClean()
    await page.context().close()
  })

  test('the slip’s own experiment opens on the stage, and Back leads to the one before', async () => {
    const { page, assertClean } = await at(
      '#weather@f1.f&view=slips&language=en&slip=reset-gate-of-other-gru',
    )
    await page.getByRole('button', { name: 'Show the answer' }).click()
    await page.getByRole('button', { name: 'Show it on the stage' }).click()
    await page.waitForSelector('.place')
    expect(await page.textContent('.facts')).toBe('GRU · 3 units · 5 timesteps')
    await page.waitForFunction(() => location.hash.startsWith('#z.'))
    await page.goBack()
    await page.waitForFunction(() => document.querySelector('.facts')?.textContent?.includes('10 timesteps'))
    assertClean()
    await page.context().close()
  })

  test('every slip can be opened, answered and judged; on its own experiment each shows', async () => {
    const { page, assertClean } = await at('#store-and-ask@f1.f&view=slips&language=en&on=own')
    const titles: string[] = []
    for (const each of slips) {
      titles.push((await page.textContent('article.slip h3'))!)
      await page.getByRole('button', { name: 'Show the answer' }).click()
      expect([each.id, await page.textContent('.finding')]).toEqual([
        each.id,
        expect.stringContaining('The central difference agrees with the right line.'),
      ])
      expect(await page.locator('article.slip .katex-error').count()).toBe(0)
      await page.getByRole('button', { name: 'Next', exact: true }).click()
    }
    expect(new Set(titles).size).toBe(slips.length)
    assertClean()
    await page.context().close()
  })

  test('the filter lists a kind; damaged parameters are told and the page goes on', async () => {
    const { page, assertClean } = await at('#store-and-ask@f1.f&view=slips&language=en')
    await page.getByRole('button', { name: /^slopes/ }).click()
    expect(await page.locator('.slip-list li').count()).toBe(slips.filter((s) => s.kind === 'slope').length)
    await page.goto(`${address()}#store-and-ask@f1.f&view=slips&language=en&slip=%3Cb%3E&kind=zzz&on=moon`)
    await page.waitForFunction(() => document.querySelectorAll('.trouble').length === 3)
    expect(await page.textContent('.trouble')).toContain('There is no slip “<b>”')
    expect(await page.locator('.slip-list li').count()).toBe(slips.length)
    expect(await page.locator('.choice').count()).toBe(2)
    assertClean()
    await page.context().close()
  })
})

describe('for everybody', () => {
  const places: Record<string, readonly string[]> = {
    'light en': ['slips&slip=transpose-forgotten'],
    'light zh': ['slips&slip=update-gate-of-other-gru'],
    'dark en': ['slips&slip=mean-over-time-forgotten'],
    'dark zh': ['slips&slip=peephole-paths-dropped'],
    'projector en': ['slips&slip=slope-on-wrong-side'],
    'projector zh': ['slips&slip=sum-over-time-dropped'],
  }
  test.each(Object.keys(places))('axe finds nothing: %s', async (both) => {
    const [theme, language] = both.split(' ')
    const { page, assertClean } = await at('#slot-filling-arrive@f1.f&view=slips')
    for (const place of places[both]!) {
      await page.goto(
        `${address()}#slot-filling-arrive@f1.f&theme=${theme}&language=${language}&view=${place}`,
      )
      await page.waitForTimeout(200)
      for (const answered of place.startsWith('slips') ? [false, true] : [false]) {
        if (answered) await page.locator('.choice button').first().click()
        const { violations } = await new AxeBuilder({ page }).analyze()
        expect(
          violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html.slice(0, 160)).slice(0, 3)}`),
        ).toEqual([])
      }
    }
    assertClean()
    await page.context().close()
  })

  test.each([360, 390, 768, 1440, 3840])('no horizontal scroll bar of the page at %d px', async (width) => {
    const { page, assertClean } = await at('#slot-filling-arrive@f1.f&view=slips&language=en', {
      viewport: { width, height: 800 },
    })
    for (const place of [
      'slips&slip=peephole-paths-dropped',
      'slips&slip=reset-gate-of-other-gru&language=zh',
    ]) {
      await page.goto(`${address()}#slot-filling-arrive@f1.f&view=${place}`)
      await page.waitForTimeout(150)
      const skip = page.locator('.slip .actions button').first()
      if (place.startsWith('slips')) await skip.click()
      expect([place, await overflow(page)]).toEqual([place, 0])
    }
    assertClean()
    await page.context().close()
  })
})
