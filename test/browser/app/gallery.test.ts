/** The gallery: every drawing, strip, equation, view and figure with fixed data. No text lies on another, and none is cut off. */
import type { Page } from 'playwright-core'
import { createServer, type ViteDevServer } from 'vite'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { faultsOfBoxes } from '../../gallery/boxes.ts'
import { openBrowser, patience } from '../chromium.ts'

let page: Page
let server: ViteDevServer
beforeAll(async () => {
  server = await createServer({
    logLevel: 'warn',
    server: { port: 0, host: '127.0.0.1', open: false },
    // Another test may have a server at the same time.
    cacheDir: 'node_modules/.vite/gallery',
  })
  const [browser] = await Promise.all([openBrowser(), server.listen()])
  // One page for all: what it has fetched and compiled it keeps.
  page = await browser.newPage()
  page.setDefaultTimeout(patience)
})
afterAll(async () => {
  await page?.context().close()
  await server?.close()
})

test.each([
  ['a phone', 'light', 'en', 390, 844],
  ['a desktop', 'dark', 'zh', 1440, 900],
  ['a projector', 'projector', 'en', 1920, 1080],
])('on %s', async (_, theme, language, width, height) => {
  const thrown: string[] = []
  page.removeAllListeners('pageerror').on('pageerror', (error) => thrown.push(error.message))
  await page.setViewportSize({ width, height })
  await page.goto(
    `${server.resolvedUrls!.local[0]}test/gallery/index.html?theme=${theme}&language=${language}`,
  )
  await page.waitForSelector('.scene')
  await page.waitForFunction(() => document.querySelector('[aria-busy=true]') === null)
  // Figures take their size from the room that they find.
  await page.evaluate(() => document.fonts.ready.then(() => new Promise((done) => setTimeout(done, 500))))
  expect(await page.locator('.scene').count()).toBeGreaterThan(120)
  expect(await page.locator('[data-part=failed-part]').count()).toBe(0)
  expect(await page.evaluate(faultsOfBoxes)).toEqual([])
  expect(thrown).toEqual([])
})
