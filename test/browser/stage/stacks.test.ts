/** Nets of layers, both directions and attention on the stage: every number is PyTorch's, and the map leads to each cell. */
import { expect, test } from 'vitest'
import { type Answer, writeExperiment } from '../../../src/index.ts'
import { experimentOf, nets } from '../../support/cases.ts'
import { axeFinds } from '../chromium.ts'
import { pages } from '../page.ts'

const { at } = pages()

/** The stage with a net, at one idea a step. */
async function opened(c: (typeof nets)[number]) {
  const watched = await at('#sine@f1.a_f&grain=idea&language=en')
  await watched.stage.paste(writeExperiment(experimentOf(c)))
  await watched.stage.message.waitFor()
  await watched.stage.closeMessage()
  return watched
}

type Lists = number | number[] | number[][]

/** PyTorch's value of an element on the page; undefined for what it was not asked. */
function pytorch({ steps, attention }: Answer, ref: string): number | undefined {
  const match = /^(d:)?([\w.]+?)(?:@(\d+))?(?:\[(\d+)\])?$/.exec(ref)
  if (!match) return undefined
  const [, d, name, t, i] = match as unknown as [string, string?, string?, string?, string?]
  const step = t === undefined ? undefined : steps[Number(t) - 1]
  const ofStep = (d ? step?.grads : step?.values)?.[name!] as Lists | undefined
  const whole = (d ? attention?.grads : attention?.values)?.[name!] as Lists | undefined
  const found = ofStep ?? (t === undefined ? whole : (whole as number[] | undefined)?.[Number(t) - 1])
  return i === undefined ? (found as number | undefined) : (found as number[] | undefined)?.[Number(i)]
}

/** Some of what the picture of an attention shows. */
const pictured = [
  ...['alpha@3', 'e@1', 'context@2', 'attention.q', 'd:alpha@2', 'd:e@4', 'd:context'],
  ...['d:h_l1@4<context@4', 'd:h_l1@3<e@3', 'd:h_l1@5<attention.q@5'],
]

test.each([
  ['stack-bigru-attention', 200],
  ['bilstm-ce-all', 200],
  ['stack-bilstm-final', 200],
])('every number of %s is PyTorch’s, at every idea', async (name, least) => {
  const c = nets.find((each) => each.name === name)!
  const { page, stage } = await opened(c)
  await page.keyboard.press('Home')
  const { numbers, refs } = await stage.walk('', '[data-part=attention]')
  const seen = new Set<string>()
  for (const { ref, value } of numbers) {
    const truth = pytorch(c.expect, ref)
    if (truth === undefined) continue
    seen.add(ref)
    if (!(Math.abs(value - truth) <= Math.max(1e-10 * Math.abs(truth), 1e-12)))
      expect([ref, value]).toEqual([ref, truth])
  }
  expect(seen.size).toBeGreaterThan(least)
  expect([...seen].some((ref) => ref.startsWith('d:h_reverse@'))).toBe(true)
  if (c.expect.attention) expect(refs).toEqual(expect.arrayContaining(pictured))
})

test('where the head reads each direction at its end, the map says so, and the cell is drawn', async () => {
  const c = nets.find((each) => each.name === 'stack-bilstm-final')!
  const { page, stage } = await opened(c)
  await stage.lead('f5.y')
  await page.locator('[data-part=place]', { hasText: 't = 5' }).waitFor()
  const current = page.getByRole('navigation', { name: 'The whole net' }).locator('[aria-current=step]')
  expect(await current.evaluateAll((all) => all.map((each) => each.getAttribute('aria-label')))).toEqual([
    'Layer 1, t = 5',
    'Layer 1, against time, t = 1',
  ])
  expect(await page.locator('[data-part=drawing]').count()).toBe(1)
  expect(await page.locator('[data-part=failed-part]').count()).toBe(0)
})

test('the map of the net shows where the step is, and leads to any layer, direction and timestep', async () => {
  const c = nets.find((each) => each.name === 'stack-bilstm-2')!
  const { page, stage } = await opened(c)
  const map = page.getByRole('navigation', { name: 'The whole net' })
  expect(await map.getByRole('button').count()).toBe(4 * 5)
  await map.getByRole('button', { name: 'Layer 2, against time, t = 4', exact: true }).click()
  expect(await stage.place()).toContain('t = 4')
  expect(await map.locator('[aria-current=step]').getAttribute('aria-label')).toBe(
    'Layer 2, against time, t = 4',
  )
  expect(await page.locator('[data-part=drawing]').getAttribute('aria-label')).toBe(
    'The cell: Layer 2, against time, t = 4',
  )
  expect(await stage.facts()).toContain('LSTM 2 ⇄ + LSTM 2 ⇄')
  const order = page.locator('[data-part=order]')
  expect(await order.textContent()).toBe('Layer 2, computed against time: t = 5 → 1')
  await map.getByRole('button', { name: 'Layer 1, t = 2', exact: true }).click()
  expect(await order.textContent()).toBe('Layer 1, computed along time: t = 1 → 5')
  // What a layer says goes on to both directions above it; the box of each leads there, by Enter too.
  const goals = page.getByRole('group', { name: 'Where what this layer says goes on' }).getByRole('button')
  expect(await goals.evaluateAll((all) => all.map((each) => each.getAttribute('aria-label')))).toEqual([
    'Go to: layer 2 →, t = 2',
    'Go to: layer 2 ←, t = 2',
  ])
  await goals.last().press('Enter')
  expect(await order.textContent()).toBe('Layer 2, computed against time: t = 5 → 1')
  expect(await stage.place()).toContain('t = 2')
  await goals.first().click()
  expect(await page.textContent('[data-part=equation] h2')).toContain('Loss')
  // The head reads both directions of the layer below it.
  expect(
    await map
      .locator('[aria-current=step]')
      .evaluateAll((all) => all.map((each) => each.getAttribute('aria-label')).sort()),
  ).toEqual(['Layer 2, against time, t = 2', 'Layer 2, t = 2'])
  await map.getByRole('button', { name: 'Layer 1, t = 2', exact: true }).click()
  expect(await axeFinds(page)).toEqual([])
  await page.setViewportSize({ width: 390, height: 844 })
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
  await page.locator('[data-part=views] [data-view=routes]').click()
  const ways = page.locator('[data-part=ways-table]')
  await ways.waitFor()
  expect(await ways.locator('thead th').allTextContents()).toContain('from layer 2 ←')
  expect(await ways.locator('tbody tr').count()).toBe(5)
  expect(await axeFinds(page)).toEqual([])
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
})
