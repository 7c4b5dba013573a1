/** Slips, routes and questions for everybody: axe, and no scroll bar. */
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { address, axeFinds } from '../chromium.ts'
import { pages } from '../page.ts'

const { at } = pages({ ready: 'main h2' })

const overflow = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth - innerWidth)

const places: Record<string, readonly string[]> = {
  'light en': ['slips&slip=transpose-forgotten'],
  'light zh': ['questions&question=parameters'],
  'dark en': ['routes&without=i'],
  'dark zh': ['slips'],
  'projector en': ['slips&slip=slope-on-wrong-side', 'questions&question=justF'],
  'projector zh': ['routes&without=direct,f&k=3'],
}
test.each(Object.keys(places))('axe finds nothing: %s', async (both) => {
  const [theme, language] = both.split(' ')
  const { page } = await at('#slot-filling-arrive@f1.f&view=slips')
  for (const place of places[both]!) {
    await page.goto(`${address()}#slot-filling-arrive@f1.f&theme=${theme}&language=${language}&view=${place}`)
    await page.waitForTimeout(200)
    if (place.includes('slip=')) await page.locator('[data-part=choice] button').first().click()
    expect(await axeFinds(page)).toEqual([])
  }
})

test('no horizontal scroll bar of the page from a phone to a wall', async () => {
  const { page } = await at('#slot-filling-arrive@f1.f&view=slips&language=en')
  for (const place of [
    'slips&slip=peephole-paths-dropped',
    'slips&slip=reset-gate-of-other-gru&language=zh',
    'routes&without=i',
    'questions&question=parameters',
  ]) {
    await page.goto(`${address()}#slot-filling-arrive@f1.f&view=${place}`)
    await page.waitForTimeout(150)
    if (place.startsWith('slips'))
      await page.locator('[data-part=slip] [data-part=actions] button').first().click()
    for (const width of [360, 390, 768, 1024, 1440, 3840]) {
      await page.setViewportSize({ width, height: 800 })
      expect([place, width, await overflow(page)]).toEqual([place, width, 0])
    }
  }
})
