/** A step changes what differs, and nothing else. */
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { address } from '../chromium.ts'
import { pages } from '../page.ts'

const { at, fresh } = pages()

/** What the stage shows, element by element; what moves for a moment, and what is only made ready, is left out. */
const elements = (page: Page) =>
  page.evaluate(() => {
    const lines: string[] = []
    const write = (node: Node, depth: number): void => {
      if (node instanceof Text && node.data !== '') lines.push(`${' '.repeat(depth)}${node.data}`)
      if (!(node instanceof Element) || node.matches('[data-part=motion]')) return
      const attributes = [...node.attributes].map(({ name, value }) => `${name}=${value.trim()}`).sort()
      lines.push(`${' '.repeat(depth)}${node.tagName} ${attributes.join(' ')}`)
      for (const child of node.childNodes) write(child, depth + 1)
    }
    write(document.querySelector('main')!, 0)
    return lines
  })

const apply = (page: Page) => page.getByRole('button', { name: /^Apply/ })

test.each([
  ['slot-filling-arrive', 'idea', 29],
  ['peephole', 'assignment', 61],
])('and shows what a page shows that is opened there: %s by %s', async (name, grain, every) => {
  const { page, stage } = await at(`#${name}@l&grain=${grain}&language=en`)
  const other = await fresh()
  await page.keyboard.press('Home')
  let compared = 0
  for (let end = false; !end; compared++) {
    const { place: here, ...gone } = await stage.advance(compared === 0 ? 1 : every)
    end = gone.end
    const hash = await stage.address()
    await other.page.goto('about:blank')
    await other.page.goto(`${address()}${hash}`)
    await other.page.waitForSelector('[data-part=place]')
    expect(await other.stage.place()).toBe(here)
    // What belongs to the update comes a moment later.
    if (await apply(page).count()) await apply(other.page).waitFor()
    expect(await elements(page)).toEqual(await elements(other.page))
  }
  expect(compared).toBeGreaterThan(3)
})

test('of an idea with many assignments the first and the last are shown, and each can be asked for; code and matrices open on demand', async () => {
  const { page } = await at('#slot-filling-arrive@b2.x&grain=idea&language=en')
  await page.keyboard.press('ArrowLeft')
  const all = page.getByRole('navigation', { name: 'Assignments of this idea' }).getByRole('button')
  // W, U and b of four gates, and of the head, which has no U.
  expect(await all.count()).toBe(14)
  const current = () =>
    all.evaluateAll((list) => list.flatMap((each, i) => (each.ariaCurrent === 'step' ? [i] : [])))
  const shown = (name: string) => page.locator(`[data-part=assignment] [data-sym="${name}"]`).count()
  expect(await current()).toEqual([0, 13])
  expect(await shown('d:W_f')).toBeGreaterThan(0)
  expect(await shown('d:head.bias')).toBeGreaterThan(0)
  expect(await page.locator('h2').first().textContent()).toContain('the gradients of the weights')
  await all.first().click()
  expect(await current()).toEqual([0])
  expect(await shown('d:W_f')).toBeGreaterThan(0)
  expect(await shown('d:head.bias')).toBe(0)
  const code = page.getByRole('button', { name: 'As a line of code' })
  expect(await page.locator('[data-part=code] code').count()).toBe(0)
  await code.click()
  expect(await code.getAttribute('aria-expanded')).toBe('true')
  expect(await page.locator('[data-part=code] code').first().textContent()).toContain('np.outer')
  await page.keyboard.press('Home')
  await page.keyboard.press('ArrowRight')
  await page.getByRole('button', { name: 'The matrix' }).click()
  expect(await page.locator('[data-part=products] figure').count()).toBe(2)
  expect(await page.locator('[data-part=code] code').count()).toBe(2)
  expect(await page.locator('[data-part=assignment]', { hasText: /H/ }).count()).toBe(0)
  await page.getByRole('button', { name: 'Shapes' }).click()
  // H stands below the letters of vectors, in both.
  const both = [expect.stringContaining('H'), expect.stringContaining('H')]
  expect(await page.locator('[data-part=assignment]').allTextContents()).toEqual(both)
  // What has the focus keeps it at a step.
  await page.keyboard.press('ArrowRight')
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('In symbols')
})

test('both assignments of a gate, with what comes out, are in sight', async () => {
  const { page, stage } = await at('#slot-filling-arrive@f2.f&language=en')
  for (let k = 0; k < 8; k++) {
    const below = await page.evaluate(() => {
      const panel = document.querySelector('[data-part=equation]')!.getBoundingClientRect()
      return [...document.querySelectorAll('[data-part=assignment]')]
        .map((each) => each.getBoundingClientRect().bottom - panel.bottom)
        .filter((over) => over > 0)
    })
    expect([await stage.place(), below]).toEqual([await stage.place(), []])
    await page.keyboard.press('ArrowRight')
  }
})
