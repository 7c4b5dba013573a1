import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import fc from 'fast-check'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { builtIn } from '../support/cases.ts'
import { address, axeFinds, newPage, openBrowser, smallText } from './chromium.ts'

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(() => browser?.close())

const folder = mkdtempSync(join(tmpdir(), 'unrolled-stage-'))
const file = (name: string, text: string) => {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}

const place = (page: Page) => page.textContent('.place')
const value = (page: Page, ref: string) =>
  page.evaluate(
    (name) =>
      document.querySelector(`[data-ref="${name}"]`)?.getAttribute('data-value') ??
      document.querySelector(`data[data-ref="${name}"]`)?.getAttribute('value'),
    ref,
  )

async function at(hash: string, options = {}) {
  const watched = await newPage(browser, options)
  await watched.page.goto(`${address()}${hash}`)
  await watched.page.waitForSelector('.place')
  return watched
}

async function openFile(page: Page, path: string): Promise<void> {
  // The message of the file before would be taken for this one's.
  if ((await page.locator('.message').count()) > 0) await page.locator('.message button').click()
  await page.getByRole('button', { name: 'Open and save' }).click()
  await page.getByLabel('Open', { exact: true }).setInputFiles(path)
  await page.waitForSelector('.message')
}

describe('a step changes what differs', () => {
  /** What the stage shows, element by element; what moves for a moment, and what is only made ready, is left out. */
  const stage = (page: Page) =>
    page.evaluate(() => {
      const lines: string[] = []
      const write = (node: Node, depth: number): void => {
        if (node instanceof Text && node.data !== '') lines.push(`${' '.repeat(depth)}${node.data}`)
        if (!(node instanceof Element) || node.matches('.motion')) return
        const attributes = [...node.attributes].map(({ name, value }) => `${name}=${value.trim()}`).sort()
        lines.push(`${' '.repeat(depth)}${node.tagName} ${attributes.join(' ')}`)
        for (const child of node.childNodes) write(child, depth + 1)
      }
      write(document.querySelector('main')!, 0)
      return lines
    })

  test.each([
    ['slot-filling-arrive', 'idea', 29],
    ['peephole', 'assignment', 61],
  ])('and shows what a page shows that is opened there: %s by %s', async (name, grain, every) => {
    const { page, assertClean } = await at(`#${name}@l&grain=${grain}&language=en`)
    const fresh = await newPage(browser)
    await page.keyboard.press('Home')
    let [compared, last] = [0, '']
    for (let steps = 0; compared < 40; steps++) {
      await page.keyboard.press('ArrowRight')
      const here = (await place(page))!
      const end = here === last
      last = here
      if (!end && steps % every !== 0) continue
      await page.waitForFunction(
        (text) => document.querySelector('.place')?.textContent === text && location.hash.includes('@'),
        here,
      )
      // The address follows a moment later.
      await page.waitForTimeout(400)
      await fresh.page.goto('about:blank')
      await fresh.page.goto(page.url())
      await fresh.page.waitForSelector('.place')
      expect(await place(fresh.page)).toBe(here)
      expect(await stage(page)).toEqual(await stage(fresh.page))
      compared++
      if (end) break
    }
    expect(compared).toBeGreaterThan(3)
    assertClean()
    fresh.assertClean()
    await page.context().close()
    await fresh.page.context().close()
  })

  test('of an idea with many assignments the first and the last are shown, and each can be asked for; code and matrices open on demand', async () => {
    const { page, assertClean } = await at('#slot-filling-arrive@b2.x&grain=idea&language=en')
    await page.keyboard.press('ArrowLeft')
    const all = page.getByRole('navigation', { name: 'Assignments of this idea' }).getByRole('button')
    // W, U and b of four gates, and of the head, which has no U.
    expect(await all.count()).toBe(14)
    const current = () =>
      all.evaluateAll((list) => list.flatMap((each, i) => (each.ariaCurrent === 'step' ? [i] : [])))
    const shown = (name: string) => page.locator(`.assignment [data-sym="${name}"]`).count()
    expect(await current()).toEqual([0, 13])
    expect(await shown('d:W_f')).toBeGreaterThan(0)
    expect(await shown('d:head.bias')).toBeGreaterThan(0)
    expect(await page.locator('h2').first().textContent()).toContain('the gradients of the weights')
    await all.first().click()
    expect(await current()).toEqual([0])
    expect(await shown('d:W_f')).toBeGreaterThan(0)
    expect(await shown('d:head.bias')).toBe(0)
    const code = page.getByRole('button', { name: 'As a line of code' })
    expect(await page.locator('.code code').count()).toBe(0)
    await code.click()
    expect(await code.getAttribute('aria-expanded')).toBe('true')
    expect(await page.locator('.code code').first().textContent()).toContain('np.outer')
    await page.keyboard.press('Home')
    await page.keyboard.press('ArrowRight')
    await page.getByRole('button', { name: 'The matrix' }).click()
    expect(await page.locator('.products figure').count()).toBe(2)
    expect(await page.locator('.code code').count()).toBe(2)
    expect(await page.locator('.assignment', { hasText: /H/ }).count()).toBe(0)
    await page.getByRole('button', { name: 'Shapes' }).click()
    // H stands below the letters of vectors, in both.
    const both = [expect.stringContaining('H'), expect.stringContaining('H')]
    expect(await page.locator('.assignment').allTextContents()).toEqual(both)
    // What has the focus keeps it at a step.
    await page.keyboard.press('ArrowRight')
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('In symbols')
    assertClean()
    await page.context().close()
  })

  test('both assignments of a gate, with what comes out, are in sight', async () => {
    const { page } = await at('#slot-filling-arrive@f2.f&language=en')
    for (let k = 0; k < 8; k++) {
      const below = await page.evaluate(() => {
        const panel = document.querySelector('.equation')!.getBoundingClientRect()
        return [...document.querySelectorAll('.assignment')]
          .map((each) => each.getBoundingClientRect().bottom - panel.bottom)
          .filter((over) => over > 0)
      })
      expect([await place(page), below]).toEqual([await place(page), []])
      await page.keyboard.press('ArrowRight')
    }
    await page.context().close()
  })
})

describe('change anything, live', () => {
  test('a weight is typed, everything follows, undo and redo', async () => {
    const { page, assertClean } = await at('#store-and-ask@f4.C&language=en&grain=assignment')
    const before = await value(page, 'C@4[0]')
    await page.goto(`${address()}#store-and-ask@f4.a_f&language=en&grain=assignment`)
    await page.waitForFunction(() => document.querySelector('h2')?.textContent?.includes('forget'))
    await page.locator('.formula [data-ref="W_f[0,0]"]').first().click()
    const input = page.locator('.asked input')
    await input.fill('2.5')
    expect(await value(page, 'W_f[0,0]')).toBe('2.5')
    await input.press('Enter')
    await page.keyboard.press('ArrowRight')
    expect(Number(await value(page, 'f@4[0]'))).not.toBe(0)
    const changed = await page.evaluate(() =>
      document.querySelector('[data-ref="f@4[0]"]')?.getAttribute('data-value'),
    )
    await page.keyboard.press('Control+z')
    expect(await value(page, 'f@4[0]')).not.toBe(changed)
    await page.keyboard.press('Control+Shift+Z')
    expect(await value(page, 'f@4[0]')).toBe(changed)
    await page.getByRole('button', { name: 'Reset to the experiment' }).click()
    expect(await value(page, 'f@4[0]')).not.toBe(changed)
    await page.goto(`${address()}#store-and-ask@f4.C&language=en&grain=assignment`)
    expect(await value(page, 'C@4[0]')).toBe(before)
    assertClean()
    await page.context().close()
  })

  test('what is typed and is no number is told so, and changes nothing', async () => {
    const { page, assertClean } = await at('#store-and-ask@f1.a_f&language=en&grain=assignment')
    const before = await value(page, 'W_f[0,0]')
    for (const text of ['1e999', 'abc', '−', '', 'NaN', '0x10', '1,5']) {
      await page.locator('.formula [data-ref="W_f[0,0]"]').first().click()
      await page.locator('.asked input').fill(text)
      expect([text, await page.textContent('.asked [role=alert]')]).toEqual([
        text,
        expect.stringContaining('number'),
      ])
      expect([text, await value(page, 'W_f[0,0]')]).toEqual([text, before])
      await page.keyboard.press('Escape')
      expect(await page.locator('.asked').count()).toBe(0)
    }
    assertClean()
    await page.context().close()
  })

  test('a full-width digit is a digit, a true minus a minus; a number can be dragged', async () => {
    const { page, assertClean } = await at('#store-and-ask@f1.a_f&language=en&grain=assignment')
    await page.locator('.formula [data-ref="W_f[0,0]"]').first().click()
    await page.locator('.asked input').fill('−1.5')
    expect(await value(page, 'W_f[0,0]')).toBe('-1.5')
    const handle = (await page.locator('.asked .handle').boundingBox())!
    await page.mouse.move(handle.x + 20, handle.y + 8)
    await page.mouse.down()
    await page.mouse.move(handle.x + 60, handle.y + 8, { steps: 5 })
    await page.mouse.up()
    expect(Number(await value(page, 'W_f[0,0]'))).toBeGreaterThan(-1.5)
    assertClean()
    await page.context().close()
  })

  test('cell, sizes, loss and weights can be changed; what fits is kept', async () => {
    const { page, assertClean } = await at('#slot-filling-arrive@f2.C&language=en')
    await page.getByRole('button', { name: 'Model' }).click()
    const weight = await value(page, 'W_f[0,1]')
    for (const [label, choice] of [
      ['Cell', 'gru'],
      ['Cell', 'rnn'],
      ['Cell', 'lstm'],
      ['Variant', 'CIFG'],
      ['Peepholes', 'yes'],
      ['Loss', 'mse'],
      ['Judged', 'last'],
    ] as const)
      await page.locator('dialog').getByLabel(label, { exact: true }).selectOption(choice)
    await page.locator('dialog').getByLabel('Units H').fill('7')
    await page.locator('dialog').getByLabel('Timesteps T').fill('9')
    await page
      .locator('dialog')
      .getByRole('button', { name: /New random weights/ })
      .click()
    await page.locator('dialog').getByRole('button', { name: 'Close' }).click()
    expect(await page.textContent('.facts')).toContain('7 units · 9 timesteps')
    for (let k = 0; k < 9; k++) await page.keyboard.press('Control+z')
    expect(await page.textContent('.facts')).toContain('4 units · 5 timesteps')
    expect(await value(page, 'W_f[0,1]')).toBe(weight)
    assertClean()
    await page.context().close()
  })

  test('a timestep in which nothing is written yet tells what is given as it is now', async () => {
    const { page, assertClean } = await at('#store-and-ask@f1.a_f&language=en&grain=assignment')
    const fifth = () => page.locator('.column').nth(4).innerText()
    const before = await fifth()
    await page.goto(`${address()}#store-and-ask@f5.a_f&language=en&grain=assignment`)
    await page.waitForFunction(() => document.querySelector('.place')?.textContent?.includes('t = 5'))
    await page.locator('.formula [data-ref="x@5[0]"]').first().click()
    await page.locator('.asked input').fill('0.33')
    await page.locator('.asked input').press('Enter')
    await page.keyboard.press('Home')
    expect(await fifth()).toContain('0.33')
    await page.keyboard.press('Control+z')
    expect(await fifth()).toBe(before)
    await page.keyboard.press('Control+Shift+z')
    expect(await fifth()).toContain('0.33')
    assertClean()
    await page.context().close()
  })

  test('one step of gradient descent lowers the loss, and can be applied', async () => {
    const { page, assertClean } = await at('#store-and-ask@u.W_f&language=en')
    const before = Number(await value(page, 'L'))
    await page.getByRole('button', { name: /^Apply/ }).click()
    expect(Number(await value(page, 'L'))).toBeLessThan(before)
    assertClean()
    await page.context().close()
  })
})

describe('links and files', () => {
  test('the address says the whole state, and opens it elsewhere', async () => {
    const { page, assertClean } = await at('#store-and-ask@f1.a_f&language=en&grain=assignment')
    await page.locator('.formula [data-ref="W_f[0,0]"]').first().click()
    // The address of the click is written before the number changes; a number counts while it is being typed.
    await page.waitForTimeout(400)
    await page.locator('.asked input').fill('0.75')
    await page.waitForFunction(() => location.hash.startsWith('#z.'))
    await page.locator('.asked input').press('Enter')
    await page.keyboard.press('End')
    await page.keyboard.press('ArrowLeft')
    await page.waitForFunction(() => location.hash.startsWith('#z.'))
    await page.waitForTimeout(400)
    const [hash, where, heading] = [
      await page.evaluate(() => location.hash),
      await place(page),
      await page.textContent('h2'),
    ]
    const other = await at(hash)
    expect(await place(other.page)).toBe(where)
    expect(await other.page.textContent('h2')).toBe(heading)
    expect((await value(other.page, 'W_f[0,0]')) ?? '0.75').toBe('0.75')
    await other.page.reload()
    await other.page.waitForSelector('.place')
    expect(await place(other.page)).toBe(where)
    assertClean()
    other.assertClean()
    await page.context().close()
    await other.page.context().close()
  })

  test('back returns to the experiment before, and stepping does not flood the history', async () => {
    const { page, assertClean } = await at('#store-and-ask@f1.f&language=en')
    const entries = await page.evaluate(() => history.length)
    for (let k = 0; k < 20; k++) await page.keyboard.press('ArrowRight')
    await page.waitForTimeout(400)
    expect(await page.evaluate(() => history.length)).toBe(entries)
    await page.selectOption('select[aria-label="Experiment"]', 'weather')
    await page.waitForFunction(() => location.hash.startsWith('#weather'))
    await page.goBack()
    await page.waitForFunction(() => document.querySelector('.facts')?.textContent?.includes('1 unit'))
    assertClean()
    await page.context().close()
  })

  test('an address that is opened while one is being written is followed, not written over', async () => {
    const { page, assertClean } = await at('#store-and-ask@f1.a_f&language=en&grain=assignment')
    await page.evaluate(() => {
      const real = window.btoa
      window.btoa = (bytes) => {
        location.hash = '#weather@f6.C'
        return real(bytes)
      }
    })
    await page.locator('.formula [data-ref="W_f[0,0]"]').first().click()
    await page.waitForTimeout(400)
    await page.locator('.asked input').fill('2')
    await page.waitForFunction(() => document.querySelector('.place')?.textContent?.includes('t = 6'))
    await page.waitForTimeout(300)
    expect(await place(page)).toContain('t = 6')
    expect(await page.evaluate(() => location.hash)).toMatch(/^#weather@f6/)
    assertClean()
    await page.context().close()
  })

  test('500 damaged links: always a page, never an error', async () => {
    const { page, assertClean } = await at('#slot-filling-arrive@b2.C&language=en')
    await page.locator('.formula [data-ref]').first().waitFor()
    const good = [
      '#slot-filling-arrive@b2.C&grain=idea&theme=light',
      '#store-and-ask@f4.C',
      `#z.q1bKTFGyUjKqBQA@f1.a`,
    ]
    const damaged = fc.sample(
      fc
        .tuple(
          fc.constantFrom(...good),
          fc.nat(),
          fc.constantFrom(
            '%',
            '@',
            '&',
            '=',
            '#',
            'ä',
            '%E0%A4%A',
            '999',
            '..',
            '__proto__',
            '<img>',
            ' ',
            '\u0000',
          ),
          fc.boolean(),
        )
        .map(([text, where, mark, cut]) => {
          const i = 1 + (where % (text.length - 1))
          return cut ? text.slice(0, i) + mark : text.slice(0, i) + mark + text.slice(i)
        }),
      { numRuns: 500, seed: 3 },
    )
    await page.evaluate(async (links) => {
      for (const link of links) {
        location.hash = link
        await new Promise((done) => setTimeout(done, 4))
      }
    }, damaged)
    await page.waitForTimeout(500)
    for (const link of [
      '#nonsense@f1.f',
      '#z.AAAA@f1.f',
      '#store-and-ask@f99.f',
      '#store-and-ask@f1.f&colour=red',
      '#local@f1.f',
    ]) {
      await page.evaluate((hash) => {
        location.hash = hash
      }, link)
      await page.waitForSelector('.message')
      expect((await page.textContent('.message'))!.length).toBeGreaterThan(20)
      expect(await page.locator('.place').count()).toBe(1)
      await page.locator('.message button').click()
    }
    assertClean()
    await page.context().close()
  })

  test('damaged or forbidden local storage does no harm', async () => {
    const { page, assertClean } = await newPage(browser)
    await page.addInitScript(() => {
      Object.defineProperty(window, 'localStorage', {
        get() {
          throw new DOMException('denied', 'SecurityError')
        },
      })
    })
    await page.goto(`${address()}#store-and-ask@f1.a_f&grain=assignment&language=en`)
    await page.locator('.formula [data-ref="W_f[0,0]"]').first().click()
    await page.locator('.asked input').fill('3')
    expect(await value(page, 'W_f[0,0]')).toBe('3')
    assertClean()
    await page.context().close()
  })

  test('opens an experiment, a sequence, and the weights of a PyTorch model; says what is wrong with others', async () => {
    const { page, assertClean } = await at('#store-and-ask@f1.f&language=en')
    const document = builtIn.find((c) => c.name === 'peephole')!.document
    await openFile(page, file('peephole.json', JSON.stringify({ experiment: document })))
    expect(await page.textContent('.message')).toContain('Opened: peephole.json')
    expect(await page.textContent('.facts')).toContain('2 units')
    await openFile(page, file('numbers.csv', 'value\n0.1\n0.2\n0.3\n0.4\n0.5\n0.6\n'))
    expect(await page.textContent('.facts')).toContain('6 timesteps')
    const { weight_ih_l0, weight_hh_l0, bias_ih_l0, bias_hh_l0, ...head } = (
      builtIn.find((c) => c.name === 'slot-filling-leave')!.document as {
        model: { weights: Record<string, unknown> }
      }
    ).model.weights
    const state = {
      'lstm.weight_ih_l0': weight_ih_l0,
      'lstm.weight_hh_l0': weight_hh_l0,
      'lstm.bias_ih_l0': bias_ih_l0,
      'lstm.bias_hh_l0': bias_hh_l0,
      'fc.weight': head['head.weight'],
      'fc.bias': head['head.bias'],
    }
    await openFile(page, file('state.json', JSON.stringify(state)))
    expect(await page.textContent('.facts')).toContain('LSTM · 4 units')
    const facts = await page.textContent('.facts')
    for (const [name, text, message] of [
      ['broken.json', '{"format":', 'expected JSON'],
      [
        'wrong.json',
        JSON.stringify({ ...(document as object), loss: { kind: 'mae' } }),
        'loss.kind: expected',
      ],
      ['words.csv', 'a b c\nd e f', 'expected'],
      ['uneven.csv', '1 2 3 4 5 6 7 8\n1 2', 'line 2: expected 8 numbers, got 2'],
      ['state2.json', JSON.stringify({ weight_ih_l0: [[1], [2]], weight_hh_l0: [[1, 2, 3]] }), 'expected'],
      ['empty.txt', '', 'expected JSON, got nothing'],
    ] as const) {
      await openFile(page, file(name, text))
      expect(await page.textContent('.message')).toContain(message)
      expect(await page.textContent('.facts')).toBe(facts)
    }
    assertClean()
    await page.context().close()
  })

  test('one file opens by double click, and works', async () => {
    const { page, assertClean } = await newPage(browser)
    await page.goto(`file://${resolve('dist/unrolled.html')}#slot-filling-arrive@b2.C&language=en`)
    await page.waitForSelector('.place')
    expect(await page.textContent('h2')).toContain('two gradients meet')
    await page.keyboard.press('ArrowRight')
    expect(await place(page)).toMatch(/^backward/)
    expect(await page.evaluate(() => document.fonts.check('16px KaTeX_Main'))).toBe(true)
    assertClean()
    await page.context().close()
  })
})

describe('for everybody', () => {
  const themes = ['light', 'dark', 'projector']
  // Every phase, shared out over the languages.
  const places = {
    en: ['store-and-ask@f4.C', 'slot-filling-arrive@b2.C', 'weather@l', 'linear-rnn@u.W'],
    zh: ['slot-filling-leave@f1.f', 'store-and-ask@l', 'store-and-ask-gru@b3.W_r', 'peephole@b0.C'],
  } as const
  const both = themes.flatMap((theme) =>
    (['en', 'zh'] as const).map((language) => [theme, language] as const),
  )
  test.each(both)('axe finds nothing: %s, %s', async (theme, language) => {
    const { page, assertClean } = await at('#store-and-ask')
    for (const hash of places[language]) {
      await page.goto(`${address()}#${hash}&theme=${theme}&language=${language}`)
      await page.waitForTimeout(150)
      expect(await axeFinds(page)).toEqual([])
    }
    await page.keyboard.press('F1')
    await page.waitForSelector('dialog[open]')
    expect(await axeFinds(page, 'dialog[open]')).toEqual([])
    assertClean()
    await page.context().close()
  })

  test('no horizontal scroll bar of the page from 200 to 3840 px', async () => {
    const { page, assertClean } = await at('#slot-filling-arrive@b2.C&language=en')
    for (const width of [200, 360, 390, 768, 1024, 1440, 1920, 3840]) {
      await page.setViewportSize({ width, height: 800 })
      for (const hash of ['#slot-filling-arrive@b2.C', '#sine@f3.C', '#peephole@b1.C&language=zh']) {
        await page.goto(`${address()}${hash}`)
        await page.waitForTimeout(100)
        const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
        expect([width, hash, over > 0]).toEqual([width, hash, false])
      }
    }
    assertClean()
    await page.context().close()
  })

  test('a formula that is too long for a phone is broken where terms meet', async () => {
    const { page, assertClean } = await at('#slot-filling-arrive@b2.C&language=en', {
      viewport: { width: 390, height: 844 },
    })
    const lines = await page
      .locator('.equation .term')
      .evaluateAll((terms) =>
        terms.map((term) => [...term.querySelectorAll('.matrix')].map((m) => m.getBoundingClientRect().top)),
      )
    expect(lines.map((tops) => tops.length)).toEqual([3, 2])
    for (const tops of lines) expect(Math.max(...tops) - Math.min(...tops)).toBeLessThan(2)
    expect(lines[1]![0]).toBeGreaterThan(lines[0]![0]! + 40)
    assertClean()
    await page.context().close()
  })

  test('what stands around the experiment leaves it room: on a phone most of the screen, on a projector all but a line', async () => {
    const heights = (page: Page) =>
      page.evaluate(() =>
        ['.top', '.buttons'].map((name) => document.querySelector(name)!.getBoundingClientRect().height),
      )
    for (const language of ['en', 'zh']) {
      const phone = await at(`#weather@b3.h&language=${language}`, { viewport: { width: 390, height: 844 } })
      const [top, buttons] = await heights(phone.page)
      expect(top).toBeLessThan(0.18 * 844)
      expect(buttons).toBeLessThan(0.06 * 844)
      await phone.page.context().close()
      const room = await at(`#weather@b3.h&theme=projector&language=${language}`, {
        viewport: { width: 1920, height: 1080 },
      })
      expect((await heights(room.page))[0]).toBeLessThan(4 * 24)
      // Dates of one month do not fit whole: the day is left, and the whole date is said.
      expect(await room.page.locator('.column .word').allTextContents()).toContain('…20')
      expect(await room.page.locator('.column[data-current="true"]').getAttribute('aria-label')).toBe(
        't = 3 2015-06-20',
      )
      await room.page.context().close()
    }
  })

  test('the rows of the strip have the letters of the notation, as the formula has', async () => {
    const names = (page: Page) => page.locator('.row-names span').allTextContents()
    for (const [notation, letter] of [
      ['notes', 'S'],
      ['pytorch', 'h'],
    ]) {
      const { page } = await at(`#store-and-ask-rnn@b4.h&notation=${notation}&language=en`)
      expect(await names(page)).toEqual(
        expect.arrayContaining([letter, expect.stringMatching(`^\\|∂L/∂${letter}\\|`)]),
      )
      expect(await page.textContent('.equation h2')).toContain(letter)
      await page.context().close()
    }
  })

  test('on a projector the enlarged drawing and the strip are read from the last row; where numbers do not fit, bars stand alone', async () => {
    const room = { viewport: { width: 1920, height: 1080 } }
    for (const link of ['weather@b3.h', 'slot-filling-arrive@b3.C', 'store-and-ask-rnn@f4.h']) {
      const { page } = await newPage(browser, room)
      await page.goto(`${address()}#${link}&language=en&theme=projector&present=1&panel=cell`)
      await page.waitForSelector('.drawing.large')
      expect([link, ...(await smallText(page, '.cell'))]).toEqual([link])
      expect(await page.locator('.drawing .strip [data-value]').count()).toBeGreaterThan(4)
      await page.context().close()
    }
    const { page, assertClean } = await at('#weather@b3.C&language=zh&theme=projector', room)
    await expect.poll(() => page.locator('.drawing .strip [data-value]').count()).toBe(0)
    expect(await page.locator('.drawing .strip .bar').count()).toBeGreaterThan(8)
    expect(await smallText(page, '.timeline')).toEqual([])
    // The numbers are still told where they are pointed at.
    const { x, y, width, height } = (await page
      .locator('.drawing .strip[data-ref="C@3"] .frame')
      .boundingBox())!
    await page.mouse.move(x + width / 2, y + (height * 3) / 8)
    expect(await page.locator('.drawing-box').getAttribute('title')).toMatch(/^C@3\[1\] = 0\.5357/)
    assertClean()
    await page.context().close()
  })

  test.each([
    ['weather@b3.h', 'en', 1920, 1080],
    ['slot-filling-arrive@b3.h', 'zh', 1920, 1080],
    ['peephole@b3.C', 'en', 1920, 1080],
    ['by-hand@b1.C', 'en', 1920, 1080],
    ['store-and-ask-gru@b3.h', 'zh', 1280, 720],
    ['store-and-ask-rnn@b3.h', 'en', 1280, 720],
    ['slot-filling-arrive@f3.L', 'en', 1280, 720],
  ])('beside the other panels too: %s in %s at %i × %i', async (link, language, width, height) => {
    const { page, assertClean } = await at(`#${link}&theme=projector&language=${language}`, {
      viewport: { width, height },
    })
    await page.waitForSelector('.drawing.bars')
    // As large on the wall, whatever the projector's grid. Indices are smaller, as in formulas.
    if (width === 1920) expect(await smallText(page, '.cell', ':not(.small)')).toEqual([])
    const { least, names, covered, box } = await page.evaluate(() => {
      // What stands at a place of its own: a text, or a name or an arrow in one.
      const alone = ':is(.drawing g:not(.strip) > text:not(:has(tspan)), .drawing :is(.symbol, .via))'
      const names = [...document.querySelectorAll(alone)].map((text) => {
        const { left, right, top, bottom, height } = text.getBoundingClientRect()
        const scale = document.querySelector<SVGSVGElement>('.drawing')!.getScreenCTM()!.a
        // A line is higher than its letters.
        return {
          name: text.textContent,
          size: scale * Number.parseFloat(getComputedStyle(text).fontSize),
          sides: [left + 1, top + 0.28 * height, right - 1, bottom - 0.22 * height],
        }
      })
      const { left, top, right, bottom } = document.querySelector('.drawing-box')!.getBoundingClientRect()
      const least = (24 / 1920) * innerWidth
      // What arrives at a fork lies on a card, which covers wires, but no name.
      const card = document.querySelector('.fork .card')?.getBoundingClientRect()
      const covered = [...document.querySelectorAll('.drawing :is(.op, .symbol)')]
        .filter((each) => !each.closest('.fork'))
        .filter((each) => {
          const { left, right, top, bottom } = each.getBoundingClientRect()
          return card && left < card.right && card.left < right && top < card.bottom && card.top < bottom
        })
        .map((each) => each.textContent)
      return { least, names, covered, box: [left, top, right, bottom] }
    })
    expect(covered).toEqual([])
    expect(names.length).toBeGreaterThan(8)
    expect(names.filter(({ size }) => size < 0.99 * least)).toEqual([])
    const [left, top, right, bottom] = box as [number, number, number, number]
    for (const { name, sides } of names) {
      const [l, t, r, b] = sides as [number, number, number, number]
      expect([name, l >= left && t >= top && r <= right && b <= bottom]).toEqual([name, true])
      for (const other of names) {
        const [l2, t2, r2, b2] = other.sides as [number, number, number, number]
        const touch = other.sides !== sides && l < r2 && l2 < r && t < b2 && t2 < b
        expect([name, other.name, touch]).toEqual([name, other.name, false])
      }
    }
    assertClean()
    await page.context().close()
  })

  test('every value of the drawing has its name beside it, pre-activations too', async () => {
    for (const link of ['slot-filling-arrive@b3.h', 'store-and-ask-gru@f3.h', 'store-and-ask-rnn@b3.h']) {
      const { page } = await at(`#${link}&language=en`)
      const apart = await page.locator('.drawing > .strip:not(.gradient)').evaluateAll((strips) =>
        strips.map((strip) => {
          const name = strip.getAttribute('data-ref')!
          const named = document.querySelector(`.drawing > text .symbol[data-ref="${name}"]`)
          const [a, b] = [strip.querySelector('.frame')!, named].map((each) => each?.getBoundingClientRect())
          return {
            name,
            apart: a && b ? Math.max(b.top - a.bottom, a.top - b.bottom, b.left - a.right) : 'no name',
          }
        }),
      )
      expect(apart.map(({ name }) => name)).toContain(
        link.includes('rnn') ? 'a@3' : link.includes('gru') ? 'a_z@3' : 'a_f@3',
      )
      for (const { name, apart: distance } of apart) {
        expect([name, distance]).toEqual([name, expect.any(Number)])
        expect([name, Number(distance) < 12]).toEqual([name, true])
      }
      await page.context().close()
    }
  })

  test('the sum of what arrives stays in sight, however many send', async () => {
    for (const width of [390, 1280, 1440]) {
      const { page } = await at('#weather@b3.h&language=en', { viewport: { width, height: 800 } })
      const [sum, box] = await page.evaluate(() =>
        ['.senders tbody td:last-child data', '.equation'].map(
          (name) => document.querySelector(name)!.getBoundingClientRect().right,
        ),
      )
      expect(sum).toBeLessThan(box!)
      await page.context().close()
    }
    // On a laptop five that send, and their sum, stand beside each other.
    const { page } = await at('#slot-filling-arrive@b3.h&language=en', {
      viewport: { width: 1440, height: 900 },
    })
    const hidden = await page.locator('.wide').evaluate((each) => each.scrollWidth - each.clientWidth)
    expect([await page.locator('.senders thead th').count(), hidden]).toEqual([7, 0])
    await page.context().close()
  })

  test('a screen reader hears each step as a sentence with its values', async () => {
    const { page } = await at('#store-and-ask@f2.f&language=en')
    expect(await page.textContent('[aria-live]')).toMatch(/^Forget gate: what is kept\. f sub 2: 0\.\d{4}\.$/)
    await page.context().close()
  })

  test('Space on a focused button of the transport steps once; keys are left alone in inputs', async () => {
    const { page } = await at('#store-and-ask&language=en')
    await page.locator('button.forward').focus()
    await page.keyboard.press('Space')
    expect(await place(page)).toContain('· 2 of')
    await page.locator('.scrub').focus()
    await page.keyboard.press('PageDown')
    expect(await place(page)).toContain('· 3 of')
    await page.getByRole('button', { name: 'Model' }).focus()
    await page.keyboard.press('Space')
    await page.waitForSelector('dialog[open]')
    await page.keyboard.press('Escape')
    expect(await place(page)).toContain('· 3 of')
    await page.keyboard.press('?')
    await page.waitForSelector('dialog[open]')
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('Escape')
    expect(await place(page)).toContain('· 3 of')
    await page.context().close()
  })

  test('in class: prose goes, one panel at a time, results are covered, the screen goes black', async () => {
    const { page, assertClean } = await at('#store-and-ask@f4.i&language=en')
    await page.keyboard.press('s')
    expect(await page.locator('.why').count()).toBe(0)
    await page.waitForFunction(() => location.hash.includes('present=1'))
    await page.keyboard.press('v')
    expect(await page.locator('.panel').count()).toBe(1)
    await page.keyboard.press('v')
    await page.keyboard.press('v')
    await page.keyboard.press('c')
    await page.waitForSelector('.hidden-result')
    const here = await place(page)
    await page.keyboard.press('PageDown')
    expect(await page.locator('.hidden-result').count()).toBe(0)
    expect(await place(page)).toBe(here)
    await page.keyboard.press('PageDown')
    await page.waitForSelector('.hidden-result')
    expect(await place(page)).not.toBe(here)
    await page.keyboard.press('b')
    await page.waitForSelector('.black')
    const black = await place(page)
    await page.keyboard.press('PageDown')
    expect(await page.locator('.black').count()).toBe(0)
    expect(await place(page)).toBe(black)
    assertClean()
    await page.context().close()
  })

  test('the wires of a step move once it rests; under reduced motion nothing does', async () => {
    const moving = (page: Page) => page.evaluate(() => document.getAnimations().length)
    const still = await at('#store-and-ask@f4.C&language=en', { reducedMotion: 'reduce' })
    await still.page.waitForSelector('.motion', { state: 'attached' })
    expect(await moving(still.page)).toBe(0)
    expect(await still.page.locator('.motion:visible').count()).toBe(0)
    await still.page.context().close()
    const { page } = await at('#store-and-ask@f4.C&language=en')
    await page.waitForSelector('.motion', { state: 'attached' })
    // One for each lit wire, and none is left from the step before.
    expect(await page.locator('.motion').count()).toBe(await page.locator('.drawing .wire.active').count())
    const atOnce = await page.evaluate(async () => {
      window.dispatchEvent(new KeyboardEvent('keydown', { code: 'ArrowRight', key: 'ArrowRight' }))
      await new Promise((done) => setTimeout(done))
      return document.querySelectorAll('.motion').length
    })
    expect(atOnce).toBe(0)
    await page.waitForSelector('.motion', { state: 'attached' })
    expect(await page.locator('.motion').count()).toBe(await page.locator('.drawing .wire.active').count())
    await page.context().close()
  })

  test('a number that was computed is selected with a click, and Enter goes to the step that wrote it', async () => {
    const { page, assertClean } = await at('#by-hand@b2.C')
    await page.locator('.equation .formula [data-ref="o@2[0]"]').first().click()
    await page.keyboard.press('Enter')
    await expect.poll(() => page.evaluate(() => location.hash)).toContain('@f2.o')
    await assertClean()
  })

  test('the arrows point at one number after the other; Enter asks', async () => {
    const { page, assertClean } = await at('#by-hand@f2.C')
    for (let k = 0; k < 3; k++) await page.keyboard.press('ArrowDown')
    const third = await page.locator('.panel.equation [data-ref]').nth(2).getAttribute('data-ref')
    await expect.poll(() => page.locator('.heard').first().textContent()).toContain(third!.split('@')[0]!)
    await page.keyboard.press('ArrowUp')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    expect(await page.locator('.asked').getAttribute('aria-label')).toBe(third)
    await page.keyboard.press('Escape')
    expect(await page.locator('.asked').count()).toBe(0)
    // A link that is opened points at nothing.
    const outlines = () =>
      page
        .locator('.equation [data-ref]')
        .evaluateAll((all) => all.filter((each) => getComputedStyle(each).outlineStyle !== 'none').length)
    expect(await outlines()).toBeGreaterThan(0)
    await page.evaluate(() => {
      location.hash = '#by-hand@f2.C&language=en'
    })
    await expect.poll(outlines).toBe(0)
    await assertClean()
  })

  test('what a change moved is shown against before, until that is closed', async () => {
    const { page, assertClean } = await at('#by-hand@f1.f&grain=assignment')
    const before = await page.locator('.equation [data-ref="f@1[0]"]').first().getAttribute('data-value')
    await page.keyboard.press('Home')
    await page.locator('.formula [data-ref="W_f[0,0]"]').first().click()
    await page.locator('.asked input').fill('2')
    await page.keyboard.press('Enter')
    await page.keyboard.press('ArrowRight')
    expect(Number(await page.locator('.earlier [data-value]').getAttribute('data-value'))).toBe(
      Number(before),
    )
    // The value before has no name: the name belongs to the value of now.
    expect(await page.locator('.earlier [data-ref]').count()).toBe(0)
    expect(await page.locator('.equation [data-ref="f@1[0]"]').first().getAttribute('data-value')).not.toBe(
      before,
    )
    expect(await page.locator('.strip .ghost').count()).toBeGreaterThan(0)
    await page.locator('.notice button').click()
    expect(await page.locator('.earlier, .ghost').count()).toBe(0)
    await assertClean()
  })

  test('what the pointer is on is lit in the formula, the drawing and the strip', async () => {
    const { page } = await at('#store-and-ask@f4.C&language=en')
    await page.locator('.equation .formula [data-ref="f@4"]').first().hover()
    const lit = await page.evaluate(() =>
      ['.equation', '.cell', '.timeline'].map((panel) =>
        [...document.querySelectorAll(`${panel} [data-ref="f@4"], ${panel} [data-ref^="f@4["]`)].some(
          (element) => getComputedStyle(element).getPropertyValue('--lit') === '1',
        ),
      ),
    )
    expect(lit).toEqual([true, true, true])
    await page.context().close()
  })
})

describe('large and broken nets', () => {
  const drawn = (cell: string, H: number, T: number) => ({
    format: 'unrolled/1',
    model: { cell, inputSize: 3, hiddenSize: H, outputSize: 2, init: { scheme: 'pytorch', seed: 1 } },
    sequence: {
      inputs: Array.from({ length: T }, (_, t) => [Math.sin(t), 1, 0]),
      targets: Array.from({ length: T }, () => [0, 1]),
    },
    loss: { kind: 'mse', at: 'all', reduction: 'mean' },
  })
  test('64 units and 200 timesteps', async () => {
    const { page, assertClean } = await at('#store-and-ask&language=en')
    await openFile(page, file('large.json', JSON.stringify(drawn('lstm', 64, 200))))
    await page.keyboard.press('End')
    for (let k = 0; k < 8; k++) await page.keyboard.press('ArrowLeft')
    expect(await place(page)).toMatch(/^(backward|update)/)
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(
      0,
    )
    // The number under the pointer is told, and can be asked.
    const strip = page.locator('.drawing .strip[data-ref^="h@"]').first()
    const { x, y, width, height } = (await strip.locator('.frame').boundingBox())!
    // A click has whole coordinates: one that lies well inside a unit.
    const inside = (top: number) => ((top - y) / height) * 64
    const row = Array.from({ length: Math.floor(height) - 4 }, (_, i) => Math.ceil(y) + 2 + i).find(
      (each) => Math.abs((inside(each) % 1) - 0.5) < 0.2,
    )!
    const unit = Math.floor(inside(row))
    await page.mouse.move(Math.round(x + width / 2), row)
    expect(await page.locator('.drawing-box').getAttribute('title')).toMatch(
      new RegExp(`^h@\\d+\\[${unit}\\] = `),
    )
    await page.mouse.click(Math.round(x + width / 2), row)
    expect(await page.locator('.asked').getAttribute('aria-label')).toMatch(
      new RegExp(`^h@\\d+\\[${unit}\\]$`),
    )
    assertClean()
    await page.context().close()
  })
  test('an RNN that explodes to NaN: shown, and the first frame is named', async () => {
    const { page, assertClean } = await at('#store-and-ask&language=en')
    const document = {
      ...drawn('rnn', 2, 60),
      model: {
        cell: 'rnn',
        activation: 'linear',
        inputSize: 3,
        hiddenSize: 2,
        outputSize: 2,
        init: { scheme: 'orthogonal', seed: 1, gain: 1e12 },
      },
    }
    await openFile(page, file('explodes.json', JSON.stringify(document)))
    expect(await page.textContent('.notice')).toMatch(/First in this step: forward, t = \d+: /)
    // The message and the notice take lines of their own; the stage stays as wide as the window.
    const lines = await page.evaluate(() =>
      ['.top', '.views', '.message', '.notice', 'main', '.transport'].map((name) => {
        const { top, bottom, width } = window.document.querySelector(name)!.getBoundingClientRect()
        return { name, top, bottom, width }
      }),
    )
    const { width, height } = page.viewportSize()!
    lines.forEach((line, k) => {
      expect(line.width, line.name).toBe(width)
      expect(line.top, line.name).toBeCloseTo(k === 0 ? 0 : lines[k - 1]!.bottom, 0)
    })
    expect(lines.at(-1)!.bottom).toBeCloseTo(height, 0)
    await page.keyboard.press('End')
    for (let k = 0; k < 30; k++) await page.keyboard.press('ArrowLeft')
    expect(await page.textContent('.equation')).toMatch(/NaN|∞/)
    assertClean()
    await page.context().close()
  })
})
