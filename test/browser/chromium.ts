import { AxeBuilder } from '@axe-core/playwright'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { expect, inject } from 'vitest'
import { findChromium, quietly } from '../chromium.mjs'

let opened: Promise<Browser> | undefined

/** The Chromium that all files of a worker share. It ends with the worker. */
export function openBrowser(): Promise<Browser> {
  const executablePath = findChromium()
  if (!executablePath) throw new Error('expected a Chromium; npm test installs one')
  opened ??= chromium.launch({ executablePath, args: [...quietly, '--disable-gpu'] })
  return opened
}

/** How long is waited for what must come: as long as a busy machine may take. A test that measures how long something takes says so. */
export const patience = 90_000

/** The address of the built app. */
export const address = () => inject('address')

export interface Watched {
  readonly page: Page
  readonly complaints: string[]
  /** no error in the console, none thrown, and nothing asked of another host */
  readonly assertClean: () => void
}

export async function newPage(browser: Browser, options: BrowserContextOptions = {}): Promise<Watched> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options })
  context.setDefaultTimeout(patience)
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning')
      complaints.push(`console: ${message.text()}`)
  })
  page.on('pageerror', (error) => complaints.push(`thrown: ${error.message}`))
  page.on('request', (request) => {
    const url = new URL(request.url())
    const own = url.protocol === 'data:' || url.protocol === 'blob:' || url.protocol === 'file:'
    if (!own && url.origin !== new URL(address()).origin) complaints.push(`request: ${request.url()}`)
  })
  return { page, complaints, assertClean: () => expect(complaints).toEqual([]) }
}

/**
 * What axe-core finds wrong on the page, or within a part of it. Its "legacy" mode leaves out a second page, which gathers
 * what frames of other origins found: there are none here. It looks for violations alone: to list what is right takes as long again.
 */
export async function axeFinds(page: Page, within = 'html'): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .options({ resultTypes: ['violations'] })
    .include(within)
    .setLegacyMode()
    .analyze()
  return violations.map(({ id, nodes }) => {
    const places = nodes.slice(0, 3).map((node) => node.html.slice(0, 160))
    return `${id}: ${places.join(' | ')}`
  })
}

/** The letters within a part of the page that are smaller than 24 px, which is the least of the projector theme, as they are seen; `but`, a selector, leaves some out. */
export const smallText = (page: Page, within = 'main', but = '') =>
  page.evaluate(
    ([part, but]) =>
      [...document.querySelectorAll(`${part} *${but}`)]
        .filter((e) => [...e.childNodes].some((n) => n.nodeType === 3 && n.textContent!.trim() !== ''))
        .map((e) => {
          const scale = e instanceof SVGElement ? (e.closest('svg')!.getScreenCTM()?.a ?? 1) : 1
          return [e.textContent, scale * Number.parseFloat(getComputedStyle(e).fontSize)] as const
        })
        .filter(([, size]) => size < 23.9),
    [within, but],
  )
