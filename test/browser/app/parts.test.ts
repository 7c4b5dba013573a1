import { readFileSync } from 'node:fs'
import type { Browser, Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { viewIds } from '../../../app/state/views.ts'
import { address, newPage, openBrowser } from '../chromium.ts'

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const failed = (page: Page, within = '') => page.locator(`${within} [data-part=failed-part]`)

async function at(hash: string) {
  const { page } = await newPage(browser)
  const thrown: string[] = []
  page.on('pageerror', (error) => thrown.push(error.message))
  await page.goto(`${address()}${hash}`)
  await page.waitForSelector('[data-part=top]')
  return { page, thrown }
}

/** How the parts of the page are opened, and where each stands. */
const parts: readonly (readonly [name: string, place: string, open: (page: Page) => Promise<unknown>])[] = [
  ...viewIds
    .filter((view) => view !== 'step')
    .map(
      (view) =>
        [
          view,
          `[data-view=${view}] > main`,
          (page: Page) => page.locator(`[data-part=views] [data-view="${view}"]`).click(),
        ] as const,
    ),
  ['why', '[data-part=app]', (page) => page.keyboard.press('w')],
  [
    'predictions',
    '[data-part=equation]',
    async (page) => {
      await button(page, 'Notation and theme').click()
      await page.getByLabel('Ask me to predict').selectOption('always')
      await page.keyboard.press('Escape')
      await page.keyboard.press('ArrowRight')
    },
  ],
  ['what can be taken along', 'dialog', (page) => button(page, 'Open and save').click()],
]

describe('what cannot be fetched', () => {
  test('says so in its place, and comes once the connection is back: every part', async () => {
    const { page, thrown } = await at('#store-and-ask@b3.a_f&language=en')
    await page.context().setOffline(true)
    for (const [name, place, open] of parts) {
      await open(page)
      await failed(page, place).waitFor()
      expect(await failed(page).textContent(), name).toContain(
        'It comes by itself once the connection is back',
      )
      expect(await page.locator('[data-part=top]').isVisible()).toBe(true)
      await page.context().setOffline(false)
      await failed(page).waitFor({ state: 'detached' })
      await page.context().setOffline(true)
      await page.keyboard.press('Escape')
      await page.locator('[data-part=views] [data-view="step"]').click()
      await page.waitForSelector('main [data-part=equation]')
    }
    expect(thrown).toEqual([])
    await page.context().close()
  })

  test('where a new deployment has taken it away, a reload that loses nothing is offered', async () => {
    const { page, thrown } = await at('#store-and-ask@b3.a_f&language=zh&grain=assignment')
    let loadedAnew = false
    page.on('request', (request) => {
      loadedAnew ||= request.isNavigationRequest()
    })
    await page.route(/assets\/Routes-.*\.js/, (route) =>
      loadedAnew ? route.continue() : route.fulfill({ status: 404, body: '' }),
    )
    await page.keyboard.press('ArrowRight')
    const place = await page.textContent('[data-part=place]')
    await page.locator('[data-part=views] [data-view="routes"]').click()
    await failed(page, '[data-view=routes] > main').waitFor()
    expect(await failed(page).textContent()).toContain('服务器上已没有页面的这一部分')
    // Without a connection there is nothing to load: the page stays.
    await page.context().setOffline(true)
    await button(page, '重新加载页面').click()
    await page.getByText('服务器现在没有应答').waitFor()
    await page.context().setOffline(false)
    await page.evaluate(() => Object.assign(window, { before: true }))
    await button(page, '重新加载页面').click()
    await page.waitForFunction(() => !('before' in window))
    await page.waitForSelector('[data-view=routes] > main h2')
    await page.locator('[data-part=views] [data-view="step"]').click()
    expect(await page.textContent('[data-part=place]')).toBe(place)
    expect(thrown).toEqual([])
    await page.context().close()
  })

  test('a part that was away is asked for anew when it is opened again', async () => {
    const { page } = await at('#store-and-ask@b3.a_f&language=en&view=slips')
    await page.waitForSelector('[data-view=slips] > main h2')
    await page.route(/assets\/Classics-.*\.js/, (route) => route.abort())
    await page.locator('[data-part=views] [data-view="classics"]').click()
    await failed(page, '[data-view=classics] > main').waitFor()
    await page.locator('[data-part=views] [data-view="slips"]').click()
    await page.waitForSelector('[data-view=slips] > main h2')
    await page.unrouteAll()
    await page.locator('[data-part=views] [data-view="classics"]').click()
    await page.waitForSelector('[data-view=classics] > main h2')
    await page.context().close()
  })
})

describe('what breaks', () => {
  test('a panel that breaks says so where it stands; the header, the menu and other views go on', async () => {
    const { page } = await newPage(browser)
    await page.addInitScript(() => {
      Object.assign(window, { Whole: window.ResizeObserver })
      window.ResizeObserver = class {
        constructor() {
          throw new Error('out of order')
        }
      } as unknown as typeof ResizeObserver
    })
    await page.goto(`${address()}#store-and-ask@b3.a_f&language=en`)
    await failed(page, 'main').first().waitFor()
    expect(await failed(page, 'main').first().textContent()).toContain('The rest goes on')
    await page.locator('[data-part=views] [data-view="questions"]').click()
    await page.waitForSelector('[data-view=questions] > main h2')
    await page.evaluate(() => {
      window.ResizeObserver = (window as unknown as { Whole: typeof ResizeObserver }).Whole
    })
    await page.locator('[data-part=views] [data-view="step"]').click()
    await page.waitForSelector('[data-part=place]')
    expect(await failed(page).count()).toBe(0)
    await page.context().close()
  })

  test('the message of what lies above the page is in sight on a phone, and can be closed', async () => {
    const { page } = await newPage(browser, { viewport: { width: 390, height: 844 } })
    await page.goto(`${address()}#store-and-ask@b3.a_f&language=en`)
    await page.waitForSelector('[data-part=place]')
    await page.route(/assets\/Why-.*\.js/, (route) => route.abort())
    for (const close of [
      () => page.keyboard.press('Escape'),
      () => failed(page).getByRole('button', { name: 'Close', exact: true }).click(),
    ]) {
      await page.keyboard.press('w')
      await failed(page).waitFor()
      const box = (await failed(page).boundingBox())!
      expect(box.x >= 0 && box.x + box.width <= 390 && box.y >= 0 && box.y + box.height <= 844).toBe(true)
      await close()
      await failed(page).waitFor({ state: 'detached' })
    }
    await page.context().close()
  })
})

describe('what the browser lacks', () => {
  test('without workers, compression and storage every view works', async () => {
    const { page, thrown } = await at('#by-hand@b2.C&language=en')
    await page.addInitScript(() => {
      for (const name of ['Worker', 'CompressionStream', 'DecompressionStream', 'indexedDB'])
        Reflect.deleteProperty(window, name)
      for (const name of ['localStorage', 'sessionStorage'])
        Object.defineProperty(window, name, {
          get: () => {
            throw new DOMException('forbidden', 'SecurityError')
          },
        })
    })
    await page.reload()
    await page.waitForSelector('[data-part=place]')
    await page.locator('[data-part=views] [data-view="compare"]').click()
    await page.waitForSelector('[data-part=one-step] figure svg')
    await page.locator('[data-part=views] [data-view="classics"]').click()
    await page.waitForSelector('[data-part=classic] [data-part=surface]')
    await page.locator('[data-part=views] [data-view="paper"]').click()
    await page.locator('button', { hasText: /^Train \d+ networks?$/ }).click()
    await page.waitForSelector('[data-part=results] tr[data-state] data')
    await button(page, 'Cancel').click()
    for (const view of ['derive', 'routes', 'slips', 'questions']) {
      await page.locator(`[data-part=views] [data-view="${view}"]`).click()
      await page.waitForSelector(`[data-view=${view}] > main h2`)
    }
    expect(await failed(page).count()).toBe(0)
    expect(thrown).toEqual([])
    await page.context().close()
  })

  test('without compression a link carries its experiment as it is; a compressed one is told', async () => {
    const { page, thrown } = await at('#by-hand@b2.C&language=en')
    await page.addInitScript(() => {
      for (const name of ['CompressionStream', 'DecompressionStream']) Reflect.deleteProperty(window, name)
    })
    await page.reload()
    const { experiment } = JSON.parse(readFileSync('experiments/by-hand.json', 'utf8'))
    await button(page, 'Open and save').click()
    const changed = JSON.stringify({ ...experiment, title: { en: 'Another', zh: '另一个' } })
    await page.getByLabel('Text of a file').fill(changed)
    await button(page, 'Use this text').click()
    await page.waitForFunction(() => location.hash.startsWith('#j.'))
    await page.reload()
    await page.waitForSelector('[data-part=place]')
    expect(await page.locator('[data-part=chosen-experiment] option:checked').textContent()).toContain(
      'Another',
    )
    await page.evaluate(() => {
      location.hash = '#z.abc@f1.f&language=en'
    })
    await page.getByText('cannot unpack the experiment of this link').waitFor()
    expect(thrown).toEqual([])
    await page.context().close()
  })
})
