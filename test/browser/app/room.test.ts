/** In the room: a clicker in every view, what is new in sight, a wall that can be read. */
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { address } from '../chromium.ts'
import { pages } from '../page.ts'

const { at } = pages({ ready: 'h2', options: { viewport: { width: 1920, height: 1080 } } })

/** The sliders and menus of the page with what they are set to. */
const controls = (page: Page) =>
  page.evaluate(() =>
    [...document.querySelectorAll<HTMLInputElement | HTMLSelectElement>('select, input')].map((each) =>
      each instanceof HTMLInputElement && each.type !== 'range' ? each.checked : each.value,
    ),
  )

const views = [
  'step',
  'derive',
  'routes',
  'slips',
  'compare',
  'train',
  'classics',
  'questions',
  'paper',
  'path',
]

test('a clicker goes on in every view, whatever has the focus, and changes no slider and no menu', async () => {
  const { page } = await at('#store-and-ask@b5.C&language=en&theme=projector')
  /** What a view has gone on to. */
  const place = () =>
    page.evaluate(() => {
      const current = (selector: string) => document.querySelector(selector)?.textContent
      const [scrolled, open] = [document.querySelector('main')?.scrollTop, current('[data-part=place]')]
      const slip = [
        current('[data-part=slip-list] [aria-current]'),
        document.querySelectorAll('[data-part=judged]').length,
      ]
      const others = [
        '[data-part=question][data-open]',
        '[data-part=classic][data-current]',
        '[data-part=presets] [aria-pressed=true]',
        '[data-station][aria-current]',
      ].map(current)
      return JSON.stringify([
        scrolled,
        open,
        document.querySelectorAll('[data-part=line]').length,
        slip,
        others,
      ])
    })
  for (const [i, view] of views.entries()) {
    await page.locator('h1').click()
    await page.keyboard.press(String((i + 1) % 10))
    await page.waitForSelector(`[data-part=app][data-view=${view}] h2`)
    await page.waitForFunction(() => document.querySelector('main [aria-busy=true]') === null)
    if (view === 'derive') await page.waitForSelector('[data-part=line]')
    if (view === 'routes') await page.waitForSelector('[data-part=route-strip]')
    // A slider where there is one, else a menu.
    const focus = page.locator('main input[type=range]:enabled, [role=slider], select').first()
    await focus.focus()
    const set = await focus.evaluate((each) => (each as HTMLInputElement).value)
    const before = await place()
    await page.keyboard.press('PageDown')
    const after = await place()
    expect(after, view).not.toBe(before)
    const isAtEnd = await page.evaluate(() => {
      const { scrollTop, clientHeight, scrollHeight } = document.querySelector('main')!
      return scrollTop > 0 && scrollTop + clientHeight >= scrollHeight - 1
    })
    await page.keyboard.press('PageDown')
    if (!isAtEnd) expect(await place(), view).not.toBe(after)
    await page.keyboard.press('PageUp')
    if (view !== 'compare')
      expect(await focus.evaluate((each) => (each as HTMLInputElement).value), view).toBe(set)
    const settings = await controls(page)
    await page.keyboard.press('.')
    expect(await page.locator('[data-part=black]').count(), view).toBe(1)
    await page.keyboard.press('PageDown')
    expect(await page.locator('[data-part=black]').count(), view).toBe(0)
    await page.keyboard.press('.')
    await page.keyboard.press('.')
    expect(await controls(page), view).toEqual(settings)
  }
  // With a menu of the header in focus too.
  await page.getByLabel('Language').focus()
  await page.keyboard.press('PageDown')
  expect(await page.getByLabel('Language').inputValue()).toBe('en')
})

test('Escape closes what is open, one at a time, and nothing else', async () => {
  const { page } = await at('#store-and-ask@b3.C&language=en&present=1&panel=equation')
  const open = () =>
    page.evaluate(() => ({
      popover: document.querySelectorAll(':popover-open').length,
      asked: document.querySelectorAll('[data-part=asked]').length,
      why: document.querySelectorAll('[data-part=why-panel]').length,
      help: document.querySelectorAll('dialog[open]').length,
      panel: document.querySelector<HTMLElement>('[data-part=app]')!.dataset.panel,
      present: document.querySelector<HTMLElement>('[data-part=app]')!.dataset.present,
    }))
  const none = { popover: 0, asked: 0, why: 0, help: 0, panel: 'equation', present: 'true' }
  await page.getByRole('button', { name: 'Notation and theme' }).click()
  expect(await open()).toEqual({ ...none, popover: 1 })
  await page.keyboard.press('Escape')
  expect(await open()).toEqual(none)
  await page.keyboard.press('F1')
  await page.keyboard.press('Escape')
  expect(await open()).toEqual(none)
  await page.keyboard.press('w')
  await page.waitForSelector('[data-part=why-panel]')
  // The focus is elsewhere.
  await page.locator('h1').click()
  await page.keyboard.press('Escape')
  expect(await open()).toEqual(none)
  await page.locator('[data-part=assignments] .number').first().click()
  expect(await open()).toEqual({ ...none, asked: 1 })
  await page.keyboard.press('Escape')
  expect(await open()).toEqual(none)
  await page.keyboard.press('Escape')
  expect(await open()).toEqual({ ...none, panel: 'all' })
  await page.keyboard.press('Escape')
  expect((await open()).present).toBe('false')
})

/** What of the newest is not wholly within its panel or page. */
const hidden = (page: Page, selectors: readonly string[]) =>
  page.evaluate(async (selectors) => {
    // What is seen stands once the frame is drawn: observers of sizes scroll before that.
    await new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn)))
    const window = (document.querySelector('[data-part=equation]') ??
      document.querySelector('main'))!.getBoundingClientRect()
    return selectors.filter((selector) => {
      const box = [...document.querySelectorAll(selector)].at(-1)?.getBoundingClientRect()
      return box && (box.top < window.top || box.bottom > window.bottom)
    })
  }, selectors)

test('the newest result, who sent how much and the newest line are in sight, covered or not', async () => {
  const { page } = await at('#weather@f8.f&language=en&theme=projector&present=1')
  const newest = ['[data-part=evaluated] > :last-child', '[data-part=senders]', '[data-part=place]', 'h2']
  let senders = 0
  for (let step = 0; step < 45; step++) {
    if (step === 34) await page.keyboard.press('c')
    await page.keyboard.press('PageDown')
    expect(await hidden(page, newest), await page.locator('[data-part=place]').innerText()).toEqual([])
    senders += await page.locator('[data-part=senders]').count()
  }
  expect(senders).toBeGreaterThan(4)
  await page.goto(`${address()}#weather&view=derive&of=d:a_f@5[0]&depth=all&language=en&theme=projector`)
  await page.waitForSelector('[data-part=line]')
  for (let line = 0; line < 14; line++) {
    await page.keyboard.press('PageDown')
    expect(await hidden(page, ['[data-part=line]']), `line ${line + 1}`).toEqual([])
  }
  expect(await page.locator('[data-part=line]').count()).toBe(14)
  // What is asked before a result too.
  await page.goto('about:blank')
  await page.goto(`${address()}#mark-attention&predict=always&language=en&theme=projector&present=1`)
  await page.waitForSelector('[data-part=place]')
  await page.keyboard.press('PageDown')
  await page.waitForSelector('[data-part=predict] button')
  expect(await hidden(page, [...newest, '[data-part=predict]'])).toEqual([])
})

/** Letters that are smaller than the wall asks for: 24 px, and 17 for an index. */
const tooSmall = (page: Page) =>
  page.evaluate(() =>
    [...document.querySelectorAll('body *')].flatMap((each) => {
      const text = [...each.childNodes].filter((node) => node.nodeType === 3).map((node) => node.textContent)
      if (!/[^\s\u200b]/.test(text.join('')) || each.closest('[data-part=heard], style, script, option'))
        return []
      if (!each.checkVisibility()) return []
      const scale = each instanceof SVGElement ? (each.closest('svg')!.getScreenCTM()?.a ?? 1) : 1
      const size = scale * Number.parseFloat(getComputedStyle(each).fontSize)
      const index = each.closest('sub, sup, .msupsub, .mtight, .scripts, [data-part=small], tspan') !== null
      return size < (index ? 16.9 : 23.9)
        ? [`${text.join('')} ${size} in ${each.parentElement?.className}`]
        : []
    }),
  )

test('on the wall no base letter has less than 24 px and no index less than 17, in any view', async () => {
  const { page } = await at('#by-hand@b2.C&language=en&theme=projector')
  const places = [
    'by-hand@f2.C',
    'weather@b5.C&why=d:C@5[0]',
    'weather@u.W_f',
    'by-hand@b2.C&view=derive&of=d:W_f[0,0]&depth=all',
    'by-hand@b2.C&view=derive&form=matrix',
    'by-hand&view=slips',
    ...views.slice(2).map((view) => `by-hand@b2.C&view=${view}&draws=1&hidden=4&steps=8`),
  ]
  for (const place of places) {
    await page.goto(`${address()}#${place}&language=en&theme=projector`)
    await page.waitForFunction(() => document.querySelector('main [aria-busy=true]') === null)
    await page.waitForTimeout(300)
    // The answer of a slip, a question.
    if (/slips|questions/.test(place)) await page.keyboard.press('PageDown')
    expect([...new Set(await tooSmall(page))], place).toEqual([])
  }
  // What pale colours mark has an outline.
  await page.goto(`${address()}#by-hand@b2.C&language=en&theme=projector`)
  await page.waitForSelector('[data-part=part]')
  const edges = await page.evaluate(() =>
    [...document.querySelectorAll('[data-part=part]')].map((part) => getComputedStyle(part).borderTopWidth),
  )
  expect(new Set(edges)).toEqual(new Set(['2px']))
})
