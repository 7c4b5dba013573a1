import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  deviation,
  judge,
  matching,
  nameOfCell,
  problemOf,
  record,
  routesOf,
  shownOn,
  slips,
} from '../../src/index.ts'
import { builtIn, experimentOf } from '../support/cases.ts'
import { address, axeFinds, newPage, openBrowser } from './chromium.ts'

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser?.close())

async function at(hash: string, options = {}) {
  const watched = await newPage(browser, options)
  await watched.page.goto(`${address()}${hash}`)
  await watched.page.waitForSelector('main.page h2')
  return watched
}

const experiment = (name: string) => experimentOf(builtIn.find((c) => c.name === name)!)
const factsOf = (name: string) => {
  const { model, sequence } = experiment(name)
  return `${nameOfCell(model).toUpperCase()} · ${model.hiddenSize} units · ${sequence.inputs.length} timesteps`
}
const slip = (id: string) => slips.find((each) => each.id === id)!
const numbers = (page: Page, selector: string) =>
  page.locator(`${selector} data`).evaluateAll((all) => all.map((each) => Number(each.getAttribute('value'))))
/** Browsers differ in the last digit of tanh, and a central difference enlarges that. */
function expectNumbers(found: readonly number[], expected: readonly number[]): void {
  expect(found.length).toBe(expected.length)
  found.forEach((n, i) => {
    expect(Math.abs(n - expected[i]!)).toBeLessThan(1e-8 * Math.max(1e-2, Math.abs(expected[i]!)))
  })
}
const overflow = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth - innerWidth)

describe('the gallery of slips', () => {
  test('asks which line is wrong, and shows nothing of the answer before', async () => {
    const { page, assertClean } = await at(
      '#slot-filling-arrive@f1.f&view=slips&language=en&slip=slope-in-cell-derivative',
    )
    expect(await page.textContent('article.slip h3')).toBe('From the cell to the forget gate')
    expect(await page.locator('.choice').count()).toBe(2)
    expect(await page.locator('.choice .katex').count()).toBe(2)
    expect(await page.locator('.judged, .why, [data-shown]').count()).toBe(0)
    await page.getByRole('button', { name: 'Line B is wrong' }).click()
    expect(await page.textContent('.slip .why')).toMatch(/^No: the wrong one is line A\./)
    expect(await page.locator('.choice').nth(0).getAttribute('data-shown')).toBe('wrong')
    const expected = judge(slip('slope-in-cell-derivative'), problemOf(experiment('slot-filling-arrive')))
    expectNumbers(await numbers(page, '.verdict'), [expected.wrong, expected.right, expected.measured])
    expectNumbers(await numbers(page, '.errors'), [expected.relativeError, expected.cosine])
    expect(await page.locator('.verdict [data-ref="d:a_f@2[0]"]').count()).toBe(1)
    expect(await page.textContent('.finding')).toContain('agrees with the right line')
    await page.getByRole('button', { name: 'Ask me again' }).click()
    expect(await page.locator('.judged').count()).toBe(0)
    await page.getByRole('button', { name: 'Line A is wrong' }).click()
    expect(await page.textContent('.slip .why')).toMatch(/^Yes: line A is wrong/)
    assertClean()
    await page.context().close()
  })

  test('where the current experiment does not fit, the slip’s own; a switch takes a matching cell', async () => {
    const { page, assertClean } = await at(
      '#weather@f1.f&view=slips&language=en&slip=update-gate-path-dropped',
    )
    await page.getByRole('button', { name: 'Show the answer' }).click()
    const about = slip('update-gate-path-dropped')
    const values = (of: Parameters<typeof judge>[1]) => {
      const { wrong, right, measured } = judge(about, of)
      return [wrong, right, measured]
    }
    expect(await page.textContent('.judged')).toContain('GRU')
    expectNumbers(await numbers(page, '.verdict'), values(problemOf(shownOn(about))))
    await page.getByLabel('your sizes and data, with the cell of the slip').check()
    expectNumbers(await numbers(page, '.verdict'), values(problemOf(matching(about, experiment('weather')))))
    // Numbers of another run have no name in this one.
    expect(await page.locator('.verdict [data-ref^="d:h@1["]').count()).toBe(0)
    await page.waitForFunction(() => location.hash.includes('on=current'))
    assertClean()
    await page.context().close()
  })

  test('opens the stage at the step that computes it rightly', async () => {
    const { page, assertClean } = await at('#weather@f1.f&view=slips&language=en&slip=carry-dropped')
    await page.getByRole('button', { name: 'Show the answer' }).click()
    await page.getByRole('button', { name: 'Show it in the Step view' }).click()
    await page.waitForSelector('.place')
    expect(await page.textContent('.place')).toMatch(/^backward · t = 9/)
    expect(await page.textContent('h2')).toContain('two gradients meet')
    expect(await page.textContent('.facts')).toBe('LSTM · 4 units · 10 timesteps')
    assertClean()
    await page.context().close()
  })

  test('the slip’s own experiment opens on the stage, and Back leads to the one before', async () => {
    const { page, assertClean } = await at(
      '#weather@f1.f&view=slips&language=en&slip=reset-gate-of-other-gru',
    )
    await page.getByRole('button', { name: 'Show the answer' }).click()
    await page.getByRole('button', { name: 'Show it in the Step view' }).click()
    await page.waitForSelector('.place')
    expect(await page.textContent('.facts')).toBe('GRU · 3 units · 5 timesteps')
    await page.waitForFunction(() => location.hash.startsWith('#z.'))
    await page.goBack()
    await page.waitForFunction(() => document.querySelector('.facts')?.textContent?.includes('10 timesteps'))
    assertClean()
    await page.context().close()
  })

  test('every slip can be opened, answered and judged; on its own experiment each shows', async () => {
    const { page, assertClean } = await at('#store-and-ask@f1.f&view=slips&language=en&on=own')
    const titles: string[] = []
    for (const each of slips) {
      titles.push((await page.textContent('article.slip h3'))!)
      await page.getByRole('button', { name: 'Show the answer' }).click()
      expect([each.id, await page.textContent('.finding')]).toEqual([
        each.id,
        expect.stringContaining('The central difference agrees with the right line.'),
      ])
      expect(await page.locator('article.slip .katex-error').count()).toBe(0)
      await page.getByRole('button', { name: 'Next', exact: true }).click()
    }
    expect(new Set(titles).size).toBe(slips.length)
    assertClean()
    await page.context().close()
  })

  test('the filter lists a kind; damaged parameters are told and the page goes on', async () => {
    const { page, assertClean } = await at('#store-and-ask@f1.f&view=slips&language=en')
    await page.getByRole('button', { name: /^slopes/ }).click()
    expect(await page.locator('.slip-list li').count()).toBe(slips.filter((s) => s.kind === 'slope').length)
    await page.goto(`${address()}#store-and-ask@f1.f&view=slips&language=en&slip=%3Cb%3E&kind=zzz&on=moon`)
    await page.waitForFunction(() => document.querySelectorAll('.trouble').length === 3)
    expect(await page.textContent('.trouble')).toContain('slip = “<b>”')
    expect(await page.locator('.slip-list li').count()).toBe(slips.length)
    expect(await page.locator('.choice').count()).toBe(2)
    assertClean()
    await page.context().close()
  })
})

describe('routes', () => {
  const rowOf = (page: Page, k: number) =>
    page
      .locator('.routes-table tbody tr')
      .nth(k - 1)
      .locator('td data[value]')
      .evaluateAll((all) => all.map((each) => Number(each.getAttribute('value'))))

  test('the numbers of every row add up to the full gradient, in every cell', async () => {
    const { page, assertClean } = await at('#sine@l&view=routes&language=en')
    for (const name of ['slot-filling-arrive', 'peephole', 'store-and-ask-gru', 'store-and-ask-rnn']) {
      await page.goto(`${address()}#${name}@l&view=routes&language=en&unit=1&k=2`)
      await page.waitForFunction(
        (facts) => document.querySelector('.facts')?.textContent === facts,
        factsOf(name),
      )
      const run = record(problemOf(experiment(name)))
      const { of, at: rows, names } = routesOf(run)
      expect(await page.locator('.routes-table tbody tr').count()).toBe(rows.length)
      for (const { k, parts, full } of rows) {
        const found = await rowOf(page, k)
        const [error, whole, ...routes] = [found.pop()!, found.pop()!, ...found]
        expectNumbers(
          routes,
          names.map((each) => parts[each]![1]!),
        )
        const sizes = routes.reduce((sum, n) => sum + Math.abs(n), 0)
        expect(Math.abs(routes.reduce((sum, n) => sum + n, 0) - whole)).toBeLessThanOrEqual(1e-12 * sizes)
        expectNumbers([whole, error], [full[1]!, deviation(parts.direct!, full).relativeError])
        expect(await page.locator(`.routes-table data[data-ref="d:${of}@${k}[1]"]`).count()).toBe(1)
      }
      expect(await page.textContent('.why strong')).toMatch(/\?$/)
    }
    assertClean()
    await page.context().close()
  })

  test('a route that is taken out makes the gradient wrong, and the central difference says so', async () => {
    const { page, assertClean } = await at('#slot-filling-arrive@l&view=routes&language=en&unit=0&k=3')
    expect(await page.textContent('.finding')).toContain(
      'The full gradient agrees with the central difference',
    )
    await page.getByLabel('count the route candidate').uncheck()
    await page.waitForFunction(() => location.hash.includes('without=g'))
    const { at: rows } = routesOf(record(problemOf(experiment('slot-filling-arrive'))))
    const { full, parts } = rows[2]!
    const rest = await page.locator('[data-row="without"] data').first().getAttribute('value')
    expect(Number(rest)).toBeCloseTo(full[0]! - parts.g![0]!, 12)
    expect(await page.textContent('.finding')).toMatch(
      /^Without these routes the gradient is wrong by 3\d\s%/,
    )
    expect(await page.locator('.route-strip .off').count()).toBeGreaterThan(0)
    await page.getByRole('button', { name: 'Count all routes' }).click()
    expect(await page.locator('[data-row="without"]').count()).toBe(0)
    assertClean()
    await page.context().close()
  })

  test('what is drawn on the strip adds up to what arrives, and negative ways are dashed', async () => {
    const { page, assertClean } = await at('#sine@l&view=routes&language=en')
    for (const [name, unit, k] of [
      ['slot-filling-arrive', 2, 2],
      ['peephole', 1, 1],
      ['store-and-ask-gru', 0, 3],
      ['store-and-ask-rnn', 1, 4],
    ] as const) {
      await page.goto(`${address()}#${name}@l&view=routes&language=en&unit=${unit}&k=${k}`)
      await page.waitForFunction(
        (facts) => document.querySelector('.facts')?.textContent === facts,
        factsOf(name),
      )
      const drawn = await page
        .locator('.route-strip .stop')
        .evaluateAll((all) => all.map((each) => Number(each.getAttribute('data-value'))))
      const full = routesOf(record(problemOf(experiment(name)))).at[k - 1]!.full[unit]!
      expect([name, Math.abs(drawn.reduce((sum, n) => sum + n, 0) - full) < 1e-12]).toEqual([name, true])
      const dashed = await page
        .locator('.route-strip .way[data-sign="-"]')
        .evaluateAll((all) => all.map((each) => getComputedStyle(each).strokeDasharray))
      expect(dashed.length).toBe(drawn.filter((n) => n < 0).length)
      expect(dashed.every((dash) => dash !== 'none')).toBe(true)
    }
    assertClean()
    await page.context().close()
  })

  test('unit and timestep are chosen by keys and by the table; damaged ones are told', async () => {
    const { page, assertClean } = await at('#slot-filling-arrive@l&view=routes&language=en')
    await page.locator('.choose input').nth(1).focus()
    await page.keyboard.press('ArrowRight')
    expect(await page.textContent('#arriving')).toContain('timestep 2, unit 1')
    await page.locator('.routes-table tbody button').nth(3).click()
    expect(await page.textContent('#arriving')).toContain('timestep 4, unit 1')
    await page.goto(`${address()}#slot-filling-arrive@l&view=routes&language=en&unit=9&k=zero&without=i,q`)
    await page.waitForFunction(() => document.querySelectorAll('.trouble').length === 3)
    expect(await page.textContent('#arriving')).toContain('timestep 1, unit 1')
    expect(await page.textContent('[data-row="without"] th')).toBe('without input gate')
    assertClean()
    await page.context().close()
  })

  test('a large net is computed beside the page, and can be stopped and started', async () => {
    const { page, assertClean } = await at('#store-and-ask@l&view=routes&language=en')
    await page.getByRole('button', { name: 'Model' }).click()
    await page.locator('dialog').getByLabel('Units H').fill('64')
    await page.locator('dialog').getByLabel('Timesteps T').fill('200')
    await page.locator('dialog').getByRole('button', { name: 'Close' }).click()
    await page.waitForSelector('.routes-table')
    expect(await page.locator('.routes-table tbody tr').count()).toBe(200)
    await page.waitForSelector('.route-strip')
    await page.evaluate(() => {
      const slider = document.querySelectorAll<HTMLInputElement>('.choose input')[1]!
      slider.focus()
    })
    const cancelled = page.evaluate(async () => {
      for (;;) {
        const button = [...document.querySelectorAll('button')].find((each) => each.textContent === 'Stop')
        button?.click()
        if (button) return
        await new Promise(requestAnimationFrame)
      }
    })
    await page.keyboard.press('End')
    await cancelled
    await page.getByRole('button', { name: 'Start' }).click()
    await page.waitForSelector('.route-strip')
    expect(await page.textContent('#arriving')).toContain('timestep 200')
    assertClean()
    await page.context().close()
  })
})

describe('the interviewer’s questions', () => {
  const scenes: readonly (readonly [id: string, facts: string, place: RegExp, title: string])[] = [
    ['vanishing', 'LSTM · 1 unit · 8 timesteps', /^backward · t = 4/, 'two gradients meet'],
    ['squashing', 'LSTM · 1 unit · 8 timesteps', /^forward · t = 2/, 'Cell state'],
    ['parameters', 'LSTM · 4 units · 20 timesteps', /^forward · t = 1/, 'Into the input gate'],
    ['gru', 'GRU · 2 units · 8 timesteps', /^forward · t = 7/, 'Hidden state'],
    ['forgetBias', 'LSTM · 1 unit · 8 timesteps', /^forward · t = 4/, 'Into the forget gate'],
    ['keep', 'LSTM · 1 unit · 8 timesteps', /^forward · t = 4/, 'Cell state'],
    ['twoBiases', 'LSTM · 4 units · 5 timesteps', /^update/, 'One step downhill'],
    ['states', 'LSTM · 1 unit · 8 timesteps', /^forward · t = 4/, 'Hidden state'],
    ['overTime', 'LSTM · 1 unit · 2 timesteps', /^backward · t = 1/, 'What this timestep adds'],
  ]
  test('each card has an answer of two sentences, and opens its scene', async () => {
    const { page, assertClean } = await at('#sine@l&view=questions&language=en')
    expect(await page.locator('.cards').first().locator('.question').count()).toBe(scenes.length + 1)
    expect(await page.locator('.question .answer:visible').count()).toBe(0)
    for (const [id, facts, place, title] of scenes) {
      await page.goto(`${address()}#sine@l&view=questions&language=en&question=${id}`)
      const answer = page.locator(`#answer-${id} .answer`)
      await answer.waitFor()
      expect((await answer.textContent())!.split(/\.(?: |$)/).filter((part) => part !== '').length).toBe(2)
      await page.locator(`#answer-${id} button`).click()
      await page.waitForSelector('.place')
      expect([id, await page.textContent('.facts')]).toEqual([id, facts])
      expect(await page.textContent('.place')).toMatch(place)
      expect([id, await page.textContent('h2')]).toEqual([id, expect.stringContaining(title)])
      if (id === 'parameters') continue
      // What the answer speaks of is pointed at, and it is on the page.
      const said = await page.textContent('.heard[aria-live]:not(section *)')
      expect([id, said]).toEqual([id, expect.stringMatching(/ = /)])
    }
    assertClean()
    await page.context().close()
  })

  test('∂C/∂C: the scene is a net in which the cell path alone is wholly wrong', async () => {
    const { page, assertClean } = await at('#sine@l&view=questions&language=en')
    await page.getByRole('button', { name: /just/ }).click()
    await page.getByRole('button', { name: 'Show it' }).click()
    await page.waitForSelector('.route-strip')
    expect(await page.textContent('.facts')).toBe('LSTM · 4 units · 10 timesteps')
    expect(await page.textContent('#arriving')).toContain('timestep 3, unit 1')
    expect(await page.textContent('.finding')).toMatch(/“cell path only” is off by 100\s%/)
    await page.waitForFunction(() => location.hash.includes('view=routes'))
    assertClean()
    await page.context().close()
  })

  test('the parameters are counted live', async () => {
    const { page, assertClean } = await at('#sine@l&view=questions&language=en&question=parameters')
    for (const [name, formula] of [
      ['slot-filling-arrive', '4 · (H · D + H · H + H)'],
      ['store-and-ask-gru', '3 · (H · D + H · H + H) + 1 · H'],
      ['peephole', '4 · (H · D + H · H + H) + 3 · H'],
      ['store-and-ask-rnn', '1 · (H · D + H · H + H)'],
    ] as const) {
      await page.goto(`${address()}#${name}@l&view=questions&language=en&question=parameters`)
      await page.waitForFunction(
        (facts) => document.querySelector('.facts')?.textContent === facts,
        factsOf(name),
      )
      expect(await page.textContent('.count')).toContain(formula)
      const [cell, head, together, stored] = await numbers(page, '.count')
      const { weights } = experiment(name).model as unknown as { weights: Record<string, unknown[]> }
      const tensors = Object.entries(weights).map(([key, lists]) => [key, lists.flat().length] as const)
      const sum = (of: (key: string) => boolean) =>
        tensors.filter(([key]) => of(key)).reduce((total, [, n]) => total + n, 0)
      expect(stored).toBe(sum(() => true))
      expect(head).toBe(sum((key) => key.startsWith('head')))
      const H = experiment(name).model.hiddenSize
      // One bias for two, but for the candidate of PyTorch's GRU, which has both.
      const saved = name.endsWith('gru') ? 2 * H : sum((key) => key === 'bias_hh_l0')
      expect(cell).toBe(sum((key) => !key.startsWith('head')) - saved)
      expect(together).toBe(cell! + head!)
    }
    assertClean()
    await page.context().close()
  })

  test('a question that does not exist is told', async () => {
    const { page, assertClean } = await at('#sine@l&view=questions&language=zh&question=%3Ci%3E')
    expect(await page.textContent('.trouble')).toContain('<i>')
    expect(await page.locator('.cards').first().locator('.question').count()).toBe(scenes.length + 1)
    assertClean()
    await page.context().close()
  })
})

describe('for everybody', () => {
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
    const { page, assertClean } = await at('#slot-filling-arrive@f1.f&view=slips')
    for (const place of places[both]!) {
      await page.goto(
        `${address()}#slot-filling-arrive@f1.f&theme=${theme}&language=${language}&view=${place}`,
      )
      await page.waitForTimeout(200)
      if (place.includes('slip=')) await page.locator('.choice button').first().click()
      expect(await axeFinds(page)).toEqual([])
    }
    assertClean()
    await page.context().close()
  })

  test('no horizontal scroll bar of the page from a phone to a wall', async () => {
    const { page, assertClean } = await at('#slot-filling-arrive@f1.f&view=slips&language=en')
    for (const place of [
      'slips&slip=peephole-paths-dropped',
      'slips&slip=reset-gate-of-other-gru&language=zh',
      'routes&without=i',
      'questions&question=parameters',
    ]) {
      await page.goto(`${address()}#slot-filling-arrive@f1.f&view=${place}`)
      await page.waitForTimeout(150)
      if (place.startsWith('slips')) await page.locator('.slip .actions button').first().click()
      for (const width of [360, 390, 768, 1024, 1440, 3840]) {
        await page.setViewportSize({ width, height: 800 })
        expect([place, width, await overflow(page)]).toEqual([place, width, 0])
      }
    }
    assertClean()
    await page.context().close()
  })
})
