/** A link says the whole state, opens it elsewhere, and may be damaged. */
import fc from 'fast-check'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { address } from '../chromium.ts'
import { pages, Stage } from '../page.ts'

const { at, fresh } = pages()

test('the address says the whole state, and opens it elsewhere', async () => {
  const { page, stage } = await at('#store-and-ask@f1.a_f&language=en&grain=assignment')
  await stage.number('W_f[0,0]').click()
  // The address of the click is written before the number changes; a number counts while it is being typed.
  await stage.address()
  await stage.field.fill('0.75')
  await page.waitForFunction(() => location.hash.startsWith('#z.'))
  await stage.field.press('Enter')
  await page.keyboard.press('End')
  await page.keyboard.press('ArrowLeft')
  await page.waitForFunction(() => location.hash.startsWith('#z.'))
  const [hash, where, heading] = [await stage.address(), await stage.place(), await stage.heading()]
  const other = await at(hash)
  expect(await other.stage.place()).toBe(where)
  expect(await other.stage.heading()).toBe(heading)
  await other.page.reload()
  await other.page.waitForSelector('[data-part=place]')
  expect(await other.stage.place()).toBe(where)
  await other.stage.press('Home')
  expect(await other.stage.value('W_f[0,0]')).toBe(0.75)
})

test('back returns to the experiment before, and stepping does not flood the history', async () => {
  const { page, stage } = await at('#store-and-ask@f1.f&language=en')
  const entries = await page.evaluate(() => history.length)
  for (let k = 0; k < 20; k++) await page.keyboard.press('ArrowRight')
  await stage.address()
  expect(await page.evaluate(() => history.length)).toBe(entries)
  await page.selectOption('select[aria-label="Experiment"]', 'weather')
  await page.waitForFunction(() => location.hash.startsWith('#weather'))
  await page.goBack()
  await page.waitForFunction(() =>
    document.querySelector('[data-part=facts]')?.textContent?.includes('1 unit'),
  )
})

test('back returns to the view before, at its step', async () => {
  const { page, stage } = await at('#store-and-ask@f3.C&language=en')
  const where = await stage.place()
  for (const view of ['Questions', 'Classics']) {
    await stage.button(view).click()
    await page.waitForFunction((view) => location.hash.includes(`view=${view.toLowerCase()}`), view)
  }
  await page.goBack()
  await page.locator('nav [data-view=questions][aria-current=page]').waitFor()
  await page.goBack()
  await expect.poll(() => stage.place()).toBe(where)
  await page.goForward()
  await page.locator('nav [data-view=questions][aria-current=page]').waitFor()
})

test('an address that is opened while one is being written is followed, not written over', async () => {
  const { page, stage } = await at('#store-and-ask@f1.a_f&language=en&grain=assignment')
  await page.evaluate(() => {
    const real = window.btoa
    window.btoa = (bytes) => {
      location.hash = '#weather@f6.C'
      return real(bytes)
    }
  })
  await stage.number('W_f[0,0]').click()
  await stage.address()
  await stage.field.fill('2')
  await page.waitForFunction(() =>
    document.querySelector('[data-part=place]')?.textContent?.includes('t = 6'),
  )
  expect(await stage.address()).toMatch(/^#weather@f6/)
  expect(await stage.place()).toContain('t = 6')
})

test('500 damaged links: always a page, never an error', async () => {
  const { page, stage } = await at('#slot-filling-arrive@b2.C&language=en')
  await page.locator('[data-part=formula] [data-ref]').first().waitFor()
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
    await stage.message.waitFor()
    expect((await stage.message.textContent())!.length).toBeGreaterThan(20)
    expect(await page.locator('[data-part=place]').count()).toBe(1)
    await stage.closeMessage()
  }
})

test('damaged or forbidden local storage does no harm', async () => {
  const { page, stage } = await fresh()
  await page.addInitScript(() => {
    Object.defineProperty(window, 'localStorage', {
      get() {
        throw new DOMException('denied', 'SecurityError')
      },
    })
  })
  await page.goto(`${address()}#store-and-ask@f1.a_f&grain=assignment&language=en`)
  await stage.number('W_f[0,0]').click()
  await stage.field.fill('3')
  expect(await stage.value('W_f[0,0]')).toBe(3)
})

test('a link says what was changed, comes through mail, and each tab keeps its own large experiment', async () => {
  const { page, stage } = await at('#store-and-ask@f1.f&language=en')
  const title = (of: Page) => of.locator('[data-part=chosen-experiment] option:checked').textContent()
  expect(await title(page)).not.toContain('changed')
  await page.getByRole('button', { name: /8 timesteps/ }).click()
  expect(await page.locator('#about').textContent()).toContain('say it when asked')
  await page.keyboard.press('Escape')
  await stage.anywhere('b_f[0]').click()
  await stage.field.fill('0.5')
  await page.keyboard.press('Enter')
  await page.waitForFunction(() => location.hash.startsWith('#z.'))
  const encoded = (await stage.hash()).replaceAll('@', '%40').replaceAll('&', '%26')
  const other = await page.context().newPage()
  await other.goto(`${address()}${encoded}`)
  await other.waitForSelector('[data-part=place]')
  expect(await new Stage(other).value('b_f[0]')).toBe(0.5)
  expect(await title(other)).toContain('changed')
  expect(await other.locator('[data-part=message]').count()).toBe(0)

  const large = (name: string) =>
    JSON.stringify({
      format: 'unrolled/1',
      title: name,
      model: {
        cell: 'lstm',
        inputSize: 32,
        hiddenSize: 48,
        outputSize: 1,
        init: { scheme: 'pytorch', seed: 1 },
      },
      sequence: {
        inputs: Array.from({ length: 160 }, (_, t) =>
          Array.from({ length: 32 }, (_, j) => Math.sin(t * 32 + j)),
        ),
        targets: [[0]],
      },
      loss: { kind: 'mse', at: 'last', reduction: 'mean' },
    })
  for (const [each, name] of [
    [page, 'one'],
    [other, 'two'],
  ] as const) {
    await each.bringToFront()
    await each.getByRole('button', { name: 'Open and save' }).click()
    await each.getByLabel('Text of a file').fill(large(name))
    await each.getByRole('button', { name: 'Use this text' }).click()
    await each.waitForFunction(() => location.hash.startsWith('#local.'))
  }
  await page.bringToFront()
  await page.reload()
  await page.waitForSelector('[data-part=place]')
  expect(await title(page)).toBe('one')

  // Where no storage takes it, it is told at once.
  await page.evaluate(() => {
    IDBObjectStore.prototype.put = () => {
      throw new DOMException('full', 'QuotaExceededError')
    }
  })
  await stage.button('Open and save').click()
  await page.getByLabel('Text of a file').fill(large('three'))
  await stage.button('Use this text').click()
  await expect.poll(() => stage.message.textContent()).toContain('Save it as a file')
})

test('all that a link sets and nobody knows is named, and the rest of it is used', async () => {
  const { page, stage } = await at('#store-and-ask@f2.i&language=en&grain=inch&theme=pink&panel=equation')
  const told = await page.getByRole('alert').textContent()
  expect(told).toContain('“grain=inch”, “theme=pink”')
  expect(await page.locator('[data-part=app]').getAttribute('data-panel')).toBe('equation')
  expect(await stage.place()).toContain('t = 2')
})
