/** The drawing of the cell: read from the last row, with names, and lit by what the pointer is on. */
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { address, smallText } from '../chromium.ts'
import { pages } from '../page.ts'

const { at, fresh } = pages()

test('on a projector the enlarged drawing and the strip are read from the last row; where numbers do not fit, bars stand alone', async () => {
  const room = { viewport: { width: 1920, height: 1080 } }
  for (const link of ['weather@b3.h', 'slot-filling-arrive@b3.C', 'store-and-ask-rnn@f4.h']) {
    const { page } = await fresh(room)
    await page.goto(`${address()}#${link}&language=en&theme=projector&present=1&panel=cell`)
    await page.waitForSelector('[data-part=drawing][data-digits=large]')
    expect([link, ...(await smallText(page, '[data-part=cell]'))]).toEqual([link])
    expect(await page.locator('[data-part=drawing] [data-part=strip] [data-value]').count()).toBeGreaterThan(
      4,
    )
  }
  const { page } = await at('#weather@b3.C&language=zh&theme=projector', room)
  await expect.poll(() => page.locator('[data-part=drawing] [data-part=strip] [data-value]').count()).toBe(0)
  expect(await page.locator('[data-part=drawing] [data-part=strip] [data-part=bar]').count()).toBeGreaterThan(
    8,
  )
  expect(await smallText(page, '[data-part=timeline]')).toEqual([])
  // The numbers are still told where they are pointed at.
  const { x, y, width, height } = (await page
    .locator('[data-part=drawing] [data-part=strip][data-ref="C@3"] [data-part=frame]')
    .boundingBox())!
  await page.mouse.move(x + width / 2, y + (height * 3) / 8)
  expect(await page.locator('[data-part=drawing-box]').getAttribute('title')).toMatch(/^C@3\[1\] = 0\.5357/)
})

test.each([
  ['weather@b3.h', 'en', 1920, 1080],
  ['slot-filling-arrive@b3.h', 'zh', 1920, 1080],
  ['peephole@b3.C', 'en', 1920, 1080],
  ['by-hand@b1.C', 'en', 1920, 1080],
  ['store-and-ask-gru@b3.h', 'zh', 1280, 720],
  ['store-and-ask-rnn@b3.h', 'en', 1280, 720],
  ['slot-filling-arrive@f3.L', 'en', 1280, 720],
])('beside the other panels too: %s in %s at %i × %i', async (link, language, width, height) => {
  const { page } = await at(`#${link}&theme=projector&language=${language}`, {
    viewport: { width, height },
  })
  await page.waitForSelector('[data-part=drawing][data-digits=bars]')
  // As large on the wall, whatever the projector's grid. Indices are smaller, as in formulas.
  if (width === 1920) expect(await smallText(page, '[data-part=cell]', ':not([data-part=small])')).toEqual([])
  const { least, names, covered, box } = await page.evaluate(() => {
    // What stands at a place of its own: a text, or a name or an arrow in one.
    const alone =
      ':is([data-part=drawing] g:not([data-part=strip]) > text:not(:has(tspan)), [data-part=drawing] :is([data-part=symbol], [data-part=via]))'
    const names = [...document.querySelectorAll(alone)].map((text) => {
      const { left, right, top, bottom, height } = text.getBoundingClientRect()
      const scale = document.querySelector<SVGSVGElement>('[data-part=drawing]')!.getScreenCTM()!.a
      // A line is higher than its letters.
      return {
        name: text.textContent,
        size: scale * Number.parseFloat(getComputedStyle(text).fontSize),
        sides: [left + 1, top + 0.28 * height, right - 1, bottom - 0.22 * height],
      }
    })
    const { left, top, right, bottom } = document
      .querySelector('[data-part=drawing-box]')!
      .getBoundingClientRect()
    const least = (24 / 1920) * innerWidth
    // What arrives at a fork lies on a card, which covers wires, but no name.
    const card = document.querySelector('[data-part=fork] [data-part=card]')?.getBoundingClientRect()
    const covered = [
      ...document.querySelectorAll('[data-part=drawing] :is([data-part=op], [data-part=symbol])'),
    ]
      .filter((each) => !each.closest('[data-part=fork]'))
      .filter((each) => {
        const { left, right, top, bottom } = each.getBoundingClientRect()
        return card && left < card.right && card.left < right && top < card.bottom && card.top < bottom
      })
      .map((each) => each.textContent)
    return { least, names, covered, box: [left, top, right, bottom] }
  })
  expect(covered).toEqual([])
  expect(names.length).toBeGreaterThan(8)
  expect(names.filter(({ size }) => size < 0.99 * least)).toEqual([])
  const [left, top, right, bottom] = box as [number, number, number, number]
  for (const { name, sides } of names) {
    const [l, t, r, b] = sides as [number, number, number, number]
    expect([name, l >= left && t >= top && r <= right && b <= bottom]).toEqual([name, true])
    for (const other of names) {
      const [l2, t2, r2, b2] = other.sides as [number, number, number, number]
      const touch = other.sides !== sides && l < r2 && l2 < r && t < b2 && t2 < b
      expect([name, other.name, touch]).toEqual([name, other.name, false])
    }
  }
})

test('every value of the drawing has its name beside it, pre-activations too', async () => {
  for (const link of ['slot-filling-arrive@b3.h', 'store-and-ask-gru@f3.h', 'store-and-ask-rnn@b3.h']) {
    const { page } = await at(`#${link}&language=en`)
    const apart = await page
      .locator('[data-part=drawing] > [data-part=strip]:not([data-gradient])')
      .evaluateAll((strips) =>
        strips.map((strip) => {
          const name = strip.getAttribute('data-ref')!
          const named = document.querySelector(
            `[data-part=drawing] > text [data-part=symbol][data-ref="${name}"]`,
          )
          const [a, b] = [strip.querySelector('[data-part=frame]')!, named].map((each) =>
            each?.getBoundingClientRect(),
          )
          return {
            name,
            apart: a && b ? Math.max(b.top - a.bottom, a.top - b.bottom, b.left - a.right) : 'no name',
          }
        }),
      )
    expect(apart.map(({ name }) => name)).toContain(
      link.includes('rnn') ? 'a@3' : link.includes('gru') ? 'a_z@3' : 'a_f@3',
    )
    for (const { name, apart: distance } of apart) {
      expect([name, distance]).toEqual([name, expect.any(Number)])
      expect([name, Number(distance) < 12]).toEqual([name, true])
    }
  }
})

test('the wires of a step move once it rests; under reduced motion nothing does', async () => {
  const moving = (page: Page) => page.evaluate(() => document.getAnimations().length)
  const still = await at('#store-and-ask@f4.C&language=en', { reducedMotion: 'reduce' })
  await still.page.waitForSelector('[data-part=motion]', { state: 'attached' })
  expect(await moving(still.page)).toBe(0)
  expect(await still.page.locator('[data-part=motion]:visible').count()).toBe(0)
  const { page } = await at('#store-and-ask@f4.C&language=en')
  await page.waitForSelector('[data-part=motion]', { state: 'attached' })
  // One for each lit wire, and none is left from the step before.
  expect(await page.locator('[data-part=motion]').count()).toBe(
    await page.locator('[data-part=drawing] [data-part=wire][data-active]').count(),
  )
  const atOnce = await page.evaluate(async () => {
    window.dispatchEvent(new KeyboardEvent('keydown', { code: 'ArrowRight', key: 'ArrowRight' }))
    await new Promise((done) => setTimeout(done))
    return document.querySelectorAll('[data-part=motion]').length
  })
  expect(atOnce).toBe(0)
  await page.waitForSelector('[data-part=motion]', { state: 'attached' })
  expect(await page.locator('[data-part=motion]').count()).toBe(
    await page.locator('[data-part=drawing] [data-part=wire][data-active]').count(),
  )
})

test('what the pointer is on is lit in the formula, the drawing and the strip', async () => {
  const { page, stage } = await at('#store-and-ask@f4.C&language=en')
  await stage.number('f@4').hover()
  const lit = await page.evaluate(() =>
    ['[data-part=equation]', '[data-part=cell]', '[data-part=timeline]'].map((panel) =>
      [...document.querySelectorAll(`${panel} [data-ref="f@4"], ${panel} [data-ref^="f@4["]`)].some(
        (element) => getComputedStyle(element).getPropertyValue('--lit') === '1',
      ),
    ),
  )
  expect(lit).toEqual([true, true, true])
})

test('at a fork everything that its formula reads is lit in the drawing', async () => {
  const { page } = await at('#store-and-ask@b3.C&language=en')
  const lit = await page
    .locator('[data-part=drawing] [data-part=strip][data-state=operand]')
    .evaluateAll((all) => all.map((each) => each.getAttribute('data-ref')))
  expect(lit.sort()).toEqual(['C@3', 'd:h@3', 'o@3'])
  // Two numbers side by side have a sign between them.
  await page.keyboard.press('End')
  await page.keyboard.press('ArrowLeft')
  expect(await page.locator('[data-part=evaluated]').last().textContent()).toMatch(/2\s⋅\s0\.1\s⋅/)
})

test('at a fork all that arrives stands on one scale', async () => {
  const { page } = await at('#weather@b3.h&language=en')
  const arriving = await page.locator('[data-part=fork] [data-part=strip]').evaluateAll((strips) =>
    strips.map((strip) => ({
      most: Math.max(
        ...[...strip.querySelectorAll('[data-value]')].map((e) =>
          Math.abs(Number(e.getAttribute('data-value'))),
        ),
      ),
      longest: Math.max(
        ...[...strip.querySelectorAll('[data-part=bar]')].flatMap((bar) =>
          [...bar.getAttribute('d')!.matchAll(/h(-?[\d.]+)/g)].map((m) => Math.abs(Number(m[1]))),
        ),
      ),
    })),
  )
  expect(arriving.length).toBe(4)
  const perUnit = arriving.map(({ most, longest }) => longest / most)
  for (const each of perUnit) expect(each / perUnit[0]!).toBeCloseTo(1, 2)
})

test('what a matrix was sent is named by row and column; a weight in an operation can be pointed at', async () => {
  const { page, stage } = await at('#mlstm@b3.C&language=en')
  const sent = page.locator('[data-part=senders] tbody tr').nth(5)
  expect(await sent.locator('th').textContent()).toBe('2, 3')
  expect(
    await sent.locator('data').evaluateAll((all) => all.map((each) => each.getAttribute('data-ref'))),
  ).toEqual(['d:C@3[1,2]<h@3', 'd:C@3[1,2]<C@4', 'd:C@3[1,2]'])
  await page.evaluate(() => {
    location.hash = '#rotation@f2.u&language=en'
  })
  await page.locator('[data-part=weight][data-ref=θ]').first().click()
  expect(await stage.asked.textContent()).toContain('Given')
})
