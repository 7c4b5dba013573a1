import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type View, viewIds } from '../../../app/state/views.ts'
import { address, newPage, openBrowser } from '../chromium.ts'

let page: Page
beforeAll(async () => {
  ;({ page } = await newPage(await openBrowser()))
})
afterAll(() => page.context().close())

/** The sheets of A4 that each view takes, at most. */
const pages: Readonly<Record<View, number>> = {
  step: 2,
  derive: 2,
  routes: 3,
  slips: 2,
  compare: 4,
  train: 4,
  classics: 3,
  questions: 2,
  paper: 5,
  path: 2,
}

async function at(view: View, theme: string): Promise<void> {
  await page.goto('about:blank')
  await page.emulateMedia({ media: null })
  await page.setViewportSize({ width: 1440, height: 900 })
  const own = `&of=d%3Aa_f%403%5B0%5D&hidden=4&steps=20&draws=2&question=vanishing`
  await page.goto(`${address()}#weather@b5.C&view=${view}&theme=${theme}&language=en${own}`)
  await page.waitForFunction(
    () => document.querySelector('main h2') && !document.querySelector('[aria-busy="true"]'),
  )
}

/** How many pages are printed, and how many of them say nothing. */
async function printed(page: Page): Promise<number> {
  const pdf = (await page.pdf({ format: 'A4', preferCSSPageSize: true })).toString('latin1')
  return pdf.match(/\/Type\s*\/Page\b/g)!.length
}

/** A page of A4 within its margins. */
const paper = { width: 703, height: 1032 }

/** What stands outside the paper or is cut off by what holds it. */
const cut = (page: Page, part: string) =>
  page.evaluate(
    ([part, right]) =>
      [...document.querySelectorAll<HTMLElement>(`${part}, ${part} *`)].flatMap((e) => {
        const box = e.getBoundingClientRect()
        if (box.width === 0 || e.closest('svg svg, svg > *, [data-part=heard], .katex')) return []
        const clips = getComputedStyle(e).overflowX !== 'visible' && !(e instanceof SVGElement)
        const lost = clips && e.scrollWidth > e.clientWidth + 1 && !e.matches('input, select')
        return box.right > right + 1 || lost
          ? [`${e.localName}.${e.getAttribute('class')} ${Math.round(box.right)}`]
          : []
      }),
    [part, paper.width] as const,
  )

test.each(viewIds)('the view %s is printed whole, dark on white', async (view) => {
  await at(view, 'dark')
  await page.getByRole('button', { name: 'Open and save' }).click()
  await page.waitForSelector('dialog [data-part=along]')
  await page.keyboard.press('Escape')
  const count = await printed(page)
  expect(count).toBeGreaterThan(0)
  expect(count).toBeLessThanOrEqual(pages[view])

  await page.emulateMedia({ media: 'print' })
  await page.setViewportSize(paper)
  await page.waitForTimeout(300)
  expect((await page.textContent('main h2'))?.length).toBeGreaterThan(5)
  expect(await page.locator('main').isVisible()).toBe(true)
  expect(await cut(page, 'main')).toEqual([])
  const colours = await page.evaluate(() =>
    ['body', 'main h2'].map((each) => {
      const { color, backgroundColor } = getComputedStyle(document.querySelector(each)!)
      return [color, backgroundColor]
    }),
  )
  expect(colours[0]![1]).toBe('rgb(255, 255, 255)')
  expect(colours.map(([color]) => color)).toEqual(['rgb(15, 23, 42)', 'rgb(15, 23, 42)'])
})

test('brackets of vectors are printed as borders', async () => {
  await at('step', 'light')
  await page.emulateMedia({ media: 'print' })
  const brackets = await page.evaluate(() =>
    [...document.querySelectorAll('[data-part=equation] [data-part=assignments] .matrix')].map((matrix) => {
      const side = (which: string) => {
        const { borderTopWidth, borderBottomWidth, width } = getComputedStyle(matrix, which)
        return [borderTopWidth, borderBottomWidth, width].every((each) => Number.parseFloat(each) > 0)
      }
      const { borderLeftWidth, borderRightWidth, backgroundImage } = getComputedStyle(matrix)
      const upright = [borderLeftWidth, borderRightWidth].every((each) => Number.parseFloat(each) > 0)
      return upright && side('::before') && side('::after') && backgroundImage === 'none'
    }),
  )
  expect(brackets.length).toBeGreaterThan(3)
  expect(brackets).not.toContain(false)
})
