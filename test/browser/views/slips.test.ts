import { expect, test } from 'vitest'
import { judge, matching, problemOf, shownOn, slips } from '../../../src/index.ts'
import { address } from '../chromium.ts'
import { pages } from '../page.ts'
import { expectNumbers, experiment, numbers } from './numbers.ts'

const { at } = pages({ ready: 'main h2' })

const slip = (id: string) => slips.find((each) => each.id === id)!

test('asks which line is wrong, and shows nothing of the answer before', async () => {
  const { page } = await at('#slot-filling-arrive@f1.f&view=slips&language=en&slip=slope-in-cell-derivative')
  expect(await page.textContent('article[data-part=slip] h3')).toBe('From the cell to the forget gate')
  expect(await page.locator('[data-part=choice]').count()).toBe(2)
  expect(await page.locator('[data-part=choice] .katex').count()).toBe(2)
  expect(await page.locator('[data-part=judged], [data-part=why], [data-shown]').count()).toBe(0)
  await page.getByRole('button', { name: 'Line B is wrong' }).click()
  expect(await page.textContent('[data-part=slip] [data-part=why]')).toMatch(/^No: the wrong one is line A\./)
  expect(await page.locator('[data-part=choice]').nth(0).getAttribute('data-shown')).toBe('wrong')
  const expected = judge(slip('slope-in-cell-derivative'), problemOf(experiment('slot-filling-arrive')))
  expectNumbers(await numbers(page, '[data-part=verdict]'), [
    expected.wrong,
    expected.right,
    expected.measured,
  ])
  expectNumbers(await numbers(page, '[data-part=errors]'), [expected.relativeError, expected.cosine])
  expect(await page.locator('[data-part=verdict] [data-ref="d:a_f@2[0]"]').count()).toBe(1)
  expect(await page.textContent('[data-part=finding]')).toContain('agrees with the right line')
  await page.getByRole('button', { name: 'Ask me again' }).click()
  expect(await page.locator('[data-part=judged]').count()).toBe(0)
  await page.getByRole('button', { name: 'Line A is wrong' }).click()
  expect(await page.textContent('[data-part=slip] [data-part=why]')).toMatch(/^Yes: line A is wrong/)
})

test('where the current experiment does not fit, the slip’s own; a switch takes a matching cell', async () => {
  const { page, stage } = await at('#weather@f1.f&view=slips&language=en&slip=update-gate-path-dropped')
  await stage.button('Show the answer').click()
  const about = slip('update-gate-path-dropped')
  const values = (of: Parameters<typeof judge>[1]) => {
    const { wrong, right, measured } = judge(about, of)
    return [wrong, right, measured]
  }
  expect(await page.textContent('[data-part=judged]')).toContain('GRU')
  expectNumbers(await numbers(page, '[data-part=verdict]'), values(problemOf(shownOn(about))))
  await page.getByLabel('your sizes and data, with the cell of the slip').check()
  expectNumbers(
    await numbers(page, '[data-part=verdict]'),
    values(problemOf(matching(about, experiment('weather')))),
  )
  // Numbers of another run have no name in this one.
  expect(await page.locator('[data-part=verdict] [data-ref^="d:h@1["]').count()).toBe(0)
  await page.waitForFunction(() => location.hash.includes('on=current'))
})

test('opens the stage at the step that computes it rightly', async () => {
  const { page, stage } = await at('#weather@f1.f&view=slips&language=en&slip=carry-dropped')
  await stage.button('Show the answer').click()
  await page.getByRole('button', { name: 'Show it in the Step view' }).click()
  await page.waitForSelector('[data-part=place]')
  expect(await stage.place()).toMatch(/^backward · t = 9/)
  expect(await stage.heading()).toContain('two gradients meet')
  expect(await stage.facts()).toBe('LSTM · 4 units · 10 timesteps')
})

test('the slip’s own experiment opens on the stage, and Back leads to the one before', async () => {
  const { page, stage } = await at('#weather@f1.f&view=slips&language=en&slip=reset-gate-of-other-gru')
  await stage.button('Show the answer').click()
  await page.getByRole('button', { name: 'Show it in the Step view' }).click()
  await page.waitForSelector('[data-part=place]')
  expect(await stage.facts()).toBe('GRU · 3 units · 5 timesteps')
  await page.waitForFunction(() => location.hash.startsWith('#z.'))
  await page.goBack()
  await page.waitForFunction(() =>
    document.querySelector('[data-part=facts]')?.textContent?.includes('10 timesteps'),
  )
})

test('every slip can be opened, answered and judged; on its own experiment each shows', async () => {
  const { page, stage } = await at('#store-and-ask@f1.f&view=slips&language=en&on=own')
  const titles: string[] = []
  for (const each of slips) {
    titles.push((await page.textContent('article[data-part=slip] h3'))!)
    await stage.button('Show the answer').click()
    expect([each.id, await page.textContent('[data-part=finding]')]).toEqual([
      each.id,
      expect.stringContaining('The central difference agrees with the right line.'),
    ])
    expect(await page.locator('article[data-part=slip] .katex-error').count()).toBe(0)
    await stage.button('Next').click()
  }
  expect(new Set(titles).size).toBe(slips.length)
})

test('the filter lists a kind; damaged parameters are told and the page goes on', async () => {
  const { page } = await at('#store-and-ask@f1.f&view=slips&language=en')
  await page.getByRole('button', { name: /^slopes/ }).click()
  expect(await page.locator('[data-part=slip-list] li').count()).toBe(
    slips.filter((s) => s.kind === 'slope').length,
  )
  await page.goto(`${address()}#store-and-ask@f1.f&view=slips&language=en&slip=%3Cb%3E&kind=zzz&on=moon`)
  await page.waitForFunction(() => document.querySelectorAll('[data-part=trouble]').length === 3)
  expect(await page.textContent('[data-part=trouble]')).toContain('slip = “<b>”')
  expect(await page.locator('[data-part=slip-list] li').count()).toBe(slips.length)
  expect(await page.locator('[data-part=choice]').count()).toBe(2)
})
