import { readdirSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { viewIds } from '../../../app/state/views.ts'
import { address, newPage, openBrowser } from '../chromium.ts'

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })

/** A page on which every act against the policy is an error in the console. */
async function watched(where: string, hash: string) {
  const { page, assertClean } = await newPage(browser)
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      console.error(`against ${event.effectiveDirective}: ${event.blockedURI} ${event.sample}`)
    })
  })
  await page.goto(`${where}${hash}`)
  await page.waitForSelector('[data-part=place]')
  return { page, assertClean }
}

/** What of a view needs more than scripts and styles: its workers and pictures. */
const deeds: Readonly<Record<string, (page: Page) => Promise<unknown>>> = {
  compare: async (page) => {
    await page.waitForSelector('[data-part=one-step] figure svg')
  },
  classics: (page) => page.waitForSelector('[data-part=classic] [data-part=surface]'),
  paper: async (page) => {
    await page.locator('button', { hasText: /^Train \d+ networks?$/ }).click()
    await page.waitForSelector('[data-part=results] tr[data-state] data')
    await button(page, 'Cancel').click()
  },
  slips: (page) => button(page, 'Show the answer').first().click(),
}

async function takeAlong(page: Page): Promise<void> {
  await button(page, 'Open and save').click()
  const [download] = await Promise.all([page.waitForEvent('download'), button(page, 'PNG').click()])
  expect(
    readFileSync((await download.path())!)
      .subarray(1, 4)
      .toString(),
  ).toBe('PNG')
  await page.evaluate(() => {
    window.print = () => undefined
  })
  await button(page, 'Print').click()
  await page.waitForSelector('[data-part=sheet]', { state: 'attached' })
  await page.evaluate(() => dispatchEvent(new Event('afterprint')))
  await page.keyboard.press('Escape')
}

test.each([
  ['the folder', () => address()],
  ['the one file', () => `file://${resolve('dist/unrolled.html')}`],
])('the page keeps to its own policy, in every view: %s', async (_, where) => {
  const { page, assertClean } = await watched(where(), '#store-and-ask@b3.a_f&language=en')
  const policy = await page.locator('meta[http-equiv="Content-Security-Policy"]').getAttribute('content')
  expect(policy).toMatch(/^default-src 'self'; script-src ('self'|'sha256-[^']+') 'wasm-unsafe-eval'; /)
  await takeAlong(page)
  await page.keyboard.press('w')
  await page.waitForSelector('[data-part=why-panel]')
  await page.getByText('Is it right?').last().click()
  await button(page, 'Check every parameter').click()
  await page.getByText(/parameters checked/).waitFor()
  await page.keyboard.press('Escape')
  for (const view of viewIds) {
    await page.locator(`[data-part=views] [data-view="${view}"]`).click()
    if (view !== 'step') await page.waitForSelector(`[data-view=${view}] > main h2`)
    await deeds[view]?.(page)
  }
  assertClean()
  // It is a policy that bites.
  const ran = await page.evaluate(() => {
    const script = document.createElement('script')
    script.textContent = 'window.injected = true'
    document.body.append(script)
    return 'injected' in window
  })
  expect(ran).toBe(false)
  await page.context().close()
})

test('the build writes down the licences of what it bundles: packages, fonts, data', () => {
  const licences = readFileSync('dist/LICENCES.txt', 'utf8')
  const { dependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as { dependencies: object }
  for (const name of [...Object.keys(dependencies), 'scheduler', 'd3-array'])
    expect(licences, name).toMatch(
      new RegExp(
        `^${name} \\d+\\.\\d+\\.\\d+ \\((MIT|ISC|BSD-3-Clause|SEE LICENSE IN LICENSE.txt)\\)\n\n.*\\w`,
        'm',
      ),
    )
  const fonts = readdirSync('dist/assets').filter((name) => name.endsWith('.woff2'))
  expect(fonts.length).toBeGreaterThan(5)
  for (const font of fonts) expect(licences).toContain(font.match(/^[^-.]+/)![0])
  expect(licences).toContain('SIL OPEN FONT LICENSE')
  expect(licences).toContain('vega-datasets')
  expect(readFileSync('dist/unrolled.html', 'utf8')).toContain('SIL OPEN FONT LICENSE')
})
