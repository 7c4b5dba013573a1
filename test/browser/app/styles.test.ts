import type { Browser, Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { viewIds } from '../../../app/state/views.ts'
import { address, newPage, openBrowser } from '../chromium.ts'

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})

type View = (typeof viewIds)[number]
const hash = (view: View) =>
  `#slot-filling-arrive@b3.C&view=${view}&language=en&theme=light&of=d%3Aa_f%402%5B0%5D&hidden=4&steps=20&draws=2`

/** The box, the colours and the letters of every element, each a line. */
const drawn = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [
      ...document.querySelectorAll(
        '[data-part=top] *, [data-part=views] *, main, main *, [data-part=transport] *',
      ),
    ].map((e) => {
      const { x, y, width, height } = e.getBoundingClientRect()
      const { color, backgroundColor, fill, stroke, fontSize, fontWeight, opacity } = getComputedStyle(e)
      const box = [x, y, width, height].map(Math.round)
      return `<${e.localName} class="${e.getAttribute('class') ?? ''}"> ${[...box, color, backgroundColor, fill, stroke, fontSize, fontWeight, opacity].join(' ')}`
    }),
  )

/** The lines once they no longer change: figures are computed, fonts come. */
async function settled(page: Page): Promise<string[]> {
  await page.waitForFunction(() => {
    const main = document.querySelector('main:has(h2)')
    if (!main || main.querySelector('[aria-busy="true"]')) return false
    if (/\d of \d+ draws|Computing/.test(main.textContent)) return false
    // What a worker computes comes last.
    const parts = { compare: '[data-part=stacked]', classics: '[data-part=surface]' }
    return Object.entries(parts).every(
      ([view, part]) => !main.matches(`[data-view=${view}] > main`) || main.querySelector(part),
    )
  })
  let last = ''
  for (;;) {
    const now = (await drawn(page)).join('\n')
    if (last === now) return now.split('\n')
    last = now
    await page.waitForTimeout(400)
  }
}

/** The pointer rests where nothing is lit. */
const rest = (page: Page) => page.mouse.move(1439, 899)

/** Goes through views by the menu, with the two parts that load styles of their own, and tells what each looks like. */
async function visit(views: readonly View[]): Promise<readonly (readonly [View, string[]])[]> {
  const { page } = await newPage(browser)
  await page.goto(`${address()}${hash(views[0]!)}`)
  const looks: (readonly [View, string[]])[] = []
  for (const view of views) {
    await page.locator(`[data-part=views] [data-view="${view}"]`).click()
    await rest(page)
    looks.push([view, await settled(page)])
    if (looks.length > 1) continue
    await page.getByRole('button', { name: 'Open and save' }).click()
    await page.waitForSelector('dialog [data-part=along]')
    await page.keyboard.press('Escape')
    await page.keyboard.press('w')
    await page.locator('[data-part=why-panel]').waitFor()
    await page.keyboard.press('Escape')
  }
  await page.context().close()
  return looks
}

test('a view looks the same whatever was open before it', async () => {
  const fresh = new Map<View, string[]>()
  // A document that is loaded anew has no styles of the one before.
  const { page } = await newPage(browser)
  for (const view of viewIds) {
    await page.goto('about:blank')
    await page.goto(`${address()}${hash(view)}`)
    await rest(page)
    fresh.set(view, await settled(page))
  }
  await page.context().close()
  // Every view after another one than that which stands before it in the menu.
  const order = [...viewIds].reverse()
  for (const [i, [view, look]] of (await visit(order)).entries()) {
    const alone = fresh.get(view)!
    const changed = look.flatMap((line, at) => (line === alone[at] ? [] : [`${alone[at]}\n  now ${line}`]))
    const before = order.slice(0, i).join(', ')
    expect(changed.slice(0, 5), `${view} after ${before}`).toEqual([])
    expect(look.length).toBe(alone.length)
  }
})
