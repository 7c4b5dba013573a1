/** Several sessions on one page: what is done on one stage is nothing to the other. */
import type { Browser, Page } from 'playwright-core'
import { createServer, type ViteDevServer } from 'vite'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser } from '../chromium.ts'

let browser: Browser
let server: ViteDevServer
beforeAll(async () => {
  server = await createServer({ logLevel: 'warn', server: { port: 0, host: '127.0.0.1', open: false } })
  ;[browser] = await Promise.all([openBrowser(), server.listen()])
})
afterAll(async () => {
  await server.close()
})

const stage = (page: Page, side: 'left' | 'right') => page.locator(`#${side}`)

test('two stages stand side by side, and a step of one leaves the other', async () => {
  const page = await browser.newPage({ viewport: { width: 1920, height: 1000 } })
  const thrown: string[] = []
  page.on('pageerror', (error) => thrown.push(error.message))
  await page.goto(`${server.resolvedUrls!.local[0]}test/browser/app/two-stages.html`)
  const [left, right] = [stage(page, 'left'), stage(page, 'right')]
  const step = {
    left: left.getByRole('button', { name: 'Forward' }),
    right: right.locator('button[data-command=forward]'),
  }
  await step.left.waitFor()
  const before = { left: await left.innerText(), right: await right.innerText() }

  await step.left.click()
  const after = await left.innerText()
  expect(after).not.toBe(before.left)
  expect(await right.innerText()).toBe(before.right)

  await left.getByRole('combobox').first().selectOption('timestep')
  await step.right.click()
  expect(await right.innerText()).not.toBe(before.right)
  expect(await right.getByRole('combobox').first().inputValue()).toBe('idea')
  await step.left.click()
  await step.left.click()
  expect(await left.innerText()).not.toBe(after)
  expect(thrown).toEqual([])
  await page.close()
})
