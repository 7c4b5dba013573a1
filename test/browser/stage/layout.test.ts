/** The stage from a phone to a wall, in every theme and language. */
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { address, axeFinds } from '../chromium.ts'
import { pages } from '../page.ts'

const { at } = pages()

const themes = ['light', 'dark', 'projector']
// Every phase, shared out over the languages; by daylight all of them, in the other themes each in one language.
const places = {
  en: ['store-and-ask@f4.C', 'slot-filling-arrive@b2.C', 'weather@l', 'linear-rnn@u.W'],
  zh: ['slot-filling-leave@f1.f', 'store-and-ask@l', 'store-and-ask-gru@b3.W_r', 'peephole@b0.C'],
} as const
const both = themes.flatMap((theme) => (['en', 'zh'] as const).map((language) => [theme, language] as const))
test.each(both)('axe finds nothing: %s, %s', async (theme, language) => {
  const { page } = await at('#store-and-ask')
  const turn = themes.indexOf(theme) + (language === 'en' ? 0 : 1)
  for (const [i, hash] of places[language].entries()) {
    if (theme !== 'light' && i % 2 !== turn % 2) continue
    await page.goto(`${address()}#${hash}&theme=${theme}&language=${language}`)
    await page.waitForTimeout(150)
    expect(await axeFinds(page)).toEqual([])
  }
  await page.keyboard.press('F1')
  await page.waitForSelector('dialog[open]')
  expect(await axeFinds(page, 'dialog[open]')).toEqual([])
})

test('no horizontal scroll bar of the page from 200 to 3840 px', async () => {
  const { page } = await at('#slot-filling-arrive@b2.C&language=en')
  for (const width of [200, 360, 390, 768, 1024, 1440, 1920, 3840]) {
    await page.setViewportSize({ width, height: 800 })
    for (const hash of ['#slot-filling-arrive@b2.C', '#sine@f3.C', '#peephole@b1.C&language=zh']) {
      await page.goto(`${address()}${hash}`)
      await page.waitForTimeout(100)
      const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
      expect([width, hash, over > 0]).toEqual([width, hash, false])
    }
  }
})

test('a formula that is too long for a phone is broken where terms meet', async () => {
  const { page } = await at('#slot-filling-arrive@b2.C&language=en', {
    viewport: { width: 390, height: 844 },
  })
  const lines = await page.locator('[data-part=equation] .term').evaluateAll((terms) =>
    terms
      .map((term) => [...term.querySelectorAll('.matrix')].map((m) => m.getBoundingClientRect().top))
      // The terms of the line of symbols have none.
      .filter((tops) => tops.length > 0),
  )
  expect(lines.map((tops) => tops.length)).toEqual([3, 2])
  for (const tops of lines) expect(Math.max(...tops) - Math.min(...tops)).toBeLessThan(2)
  expect(lines[1]![0]).toBeGreaterThan(lines[0]![0]! + 40)
})

test('what stands around the experiment leaves it room: on a phone most of the screen, on a projector all but a line', async () => {
  const heights = (page: Page) =>
    page.evaluate(() =>
      ['[data-part=top]', '[data-part=buttons]'].map(
        (name) => document.querySelector(name)!.getBoundingClientRect().height,
      ),
    )
  for (const language of ['en', 'zh']) {
    const phone = await at(`#weather@b3.h&language=${language}`, { viewport: { width: 390, height: 844 } })
    const [top, buttons] = await heights(phone.page)
    // One line: the buttons stand behind the menu.
    expect(top).toBeLessThan(0.06 * 844)
    const tools = phone.page.locator('[data-part=menu] + div > button')
    expect(await tools.filter({ visible: true }).count()).toBe(0)
    await phone.page.locator('[data-part=menu]').click()
    expect(await tools.filter({ visible: true }).count()).toBe(6)
    expect((await heights(phone.page))[0]).toBeLessThan(0.18 * 844)
    await phone.page.locator('[data-part=menu]').click()
    expect(buttons).toBeLessThan(0.06 * 844)
    const room = await at(`#weather@b3.h&theme=projector&language=${language}`, {
      viewport: { width: 1920, height: 1080 },
    })
    expect((await heights(room.page))[0]).toBeLessThan(4 * 24)
    // Dates of one month do not fit whole: the day is left, and the whole date is said.
    expect(await room.page.locator('[data-part=column] [data-part=word]').allTextContents()).toContain('…20')
    expect(
      await room.page.locator('[data-part=column][data-current="true"]').getAttribute('aria-label'),
    ).toBe('t = 3 2015-06-20')
  }
})

test('the rows of the strip have the letters of the notation, as the formula has', async () => {
  const names = (page: Page) => page.locator('[data-part=row-names] span').allTextContents()
  for (const [notation, letter] of [
    ['notes', 'S'],
    ['pytorch', 'h'],
  ]) {
    const { page } = await at(`#store-and-ask-rnn@b4.h&notation=${notation}&language=en`)
    expect(await names(page)).toEqual(
      expect.arrayContaining([letter, expect.stringMatching(`^\\|∂L/∂${letter}\\|`)]),
    )
    expect(await page.textContent('[data-part=equation] h2')).toContain(letter)
  }
})

test('the sum of what arrives stays in sight, however many send', async () => {
  for (const width of [390, 1280, 1440]) {
    const { page } = await at('#weather@b3.h&language=en', { viewport: { width, height: 800 } })
    const [sum, box] = await page.evaluate(() =>
      ['[data-part=senders] tbody td:last-child data', '[data-part=equation]'].map(
        (name) => document.querySelector(name)!.getBoundingClientRect().right,
      ),
    )
    expect(sum).toBeLessThan(box!)
  }
  // On a laptop five that send, and their sum, stand beside each other.
  const { page } = await at('#slot-filling-arrive@b3.h&language=en', {
    viewport: { width: 1440, height: 900 },
  })
  const hidden = await page
    .locator('[data-part=wide]')
    .evaluate((each) => each.scrollWidth - each.clientWidth)
  expect([await page.locator('[data-part=senders] thead th').count(), hidden]).toEqual([7, 0])
  // Where they have no room so, they stand one below the other, and nothing scrolls sideways.
  for (const [link, width, height, rows] of [
    ['stairs@b2.h_l1&theme=projector', 1920, 1080, 5],
    ['store-and-ask@b3.h', 390, 844, 6],
    ['stairs@b6.h', 390, 844, 7],
  ] as const) {
    const { page } = await at(`#${link}&language=zh`, { viewport: { width, height } })
    const table = page.locator('[data-part=senders]')
    expect(await table.locator('tbody tr').count()).toBe(rows)
    const beyond = await page
      .locator('[data-part=wide]')
      .evaluate((each) => each.scrollWidth - each.clientWidth)
    expect(beyond).toBeLessThanOrEqual(0)
  }
})
