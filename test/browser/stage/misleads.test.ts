import { expect, test } from 'vitest'
import { address } from '../chromium.ts'
import { pages } from '../page.ts'

const { at, fresh } = pages({ ready: 'h2', options: { permissions: ['clipboard-read', 'clipboard-write'] } })

test('a press on a segment of the scrub bar leads to the first step of its timestep', async () => {
  const { page } = await at('#store-and-ask@f1.f&language=en')
  for (const grain of ['one assignment', 'one idea']) {
    await page.getByLabel('Step size').selectOption(grain)
    const parts = await page.locator('[data-part=part]').all()
    for (const part of [1, 8, 9, 12].map((i) => parts[i]!)) {
      const box = (await part.boundingBox())!
      const phase = await part.getAttribute('data-phase')
      for (const share of [0.5, 0.9]) {
        // Not on the knob, which is taken hold of.
        await page.keyboard.press(phase === 'forward' ? 'End' : 'Home')
        await page.mouse.click(box.x + share * box.width, box.y + box.height / 2)
        const place = await page.locator('[data-part=place]').innerText()
        const t = /t = (\d+)/.exec(place)?.[1]
        // The step before stands in another segment.
        await page.keyboard.press('ArrowLeft')
        const before = await page.locator('[data-part=place]').innerText()
        const first = await page.locator('[data-part=part][data-current=true]').getAttribute('data-phase')
        const other = /t = (\d+)/.exec(before)?.[1]
        expect(before === place || other !== t || first !== phase, `${grain} ${place} after ${before}`).toBe(
          true,
        )
      }
    }
  }
  const shapes = await page.evaluate(() =>
    ['play', 'forward', 'back', 'first', 'last'].map((name) => {
      const icon = document.querySelector(`[data-command=${name}] svg`)!
      return { d: icon.firstElementChild!.getAttribute('d')!, filled: getComputedStyle(icon).fill !== 'none' }
    }),
  )
  expect(new Set(shapes.map(({ d }) => d)).size).toBe(5)
  // The triangle plays; steps are arrows.
  expect(shapes.map(({ filled }) => filled)).toEqual([true, false, false, false, false])
})

test('what is copied as LaTeX and as MathML is what the step shows, and is seen before', async () => {
  const { page, stage } = await at('#store-and-ask@f3.a_f&language=en')
  await page.waitForSelector('[data-part=place]')
  await page.keyboard.press('ArrowRight')
  const shown = await page.locator('[data-part=assignment]').count()
  expect(shown).toBe(2)
  // Beside each formula, too: in the order of Tab, and seen where the focus is.
  const beside = page.locator('[data-part=assignment] [data-part=copy]').first()
  await beside.getByRole('button', { name: 'LaTeX' }).focus()
  expect(await beside.evaluate((each) => getComputedStyle(each.parentElement!).opacity)).toBe('1')
  await page.keyboard.press('Enter')
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toMatch(/^a_\{f,3\} = W_\{f\}/)
  await stage.button('Open and save').click()
  await page.waitForSelector('[data-part=along] [data-part=latex]')
  expect(await page.locator('[data-part=along] [data-part=latex] .katex').count()).toBeGreaterThan(1)
  for (const [i, name] of ['in symbols', 'with numbers'].entries()) {
    const part = page.locator('[data-part=along]').getByRole('region', { name, exact: true })
    const copy = async (kind: string) => {
      await page.evaluate(() => navigator.clipboard.writeText(''))
      await part.getByRole('button', { name: kind }).focus()
      await page.keyboard.press('Enter')
      const copied = () => page.evaluate(() => navigator.clipboard.readText())
      await expect.poll(copied).not.toBe('')
      return copied()
    }
    const mathml = await copy('MathML')
    const rows = await page.evaluate((text) => {
      const math = new DOMParser().parseFromString(text, 'application/xml').documentElement
      return math.localName === 'math'
        ? math.querySelectorAll(':scope > mtable > mtr > mtd:first-child > *').length
        : -1
    }, mathml)
    expect(rows).toBe(shown)
    const copied = await copy('LaTeX')
    expect(copied).toBe(await page.locator('[data-part=along] [data-part=latex] code').nth(i).textContent())
    expect(copied.split('\\\\\n').filter((line) => !/^\s*&=/.test(line))).toHaveLength(shown)
    expect(copied).toMatch(/^\\begin\{aligned\}/)
  }
})

test('why goes when its step is gone to, and the number stays pointed at', async () => {
  const { page } = await at('#store-and-ask@b3.C&why=f@5[0]&language=en')
  await page.waitForSelector('[data-part=why-panel]')
  await page
    .locator('[data-part=why-panel]')
    .getByRole('button', { name: /step that wrote it|Go to/ })
    .first()
    .click()
  expect(await page.locator('[data-part=why-panel]').count()).toBe(0)
  expect(await page.locator('[data-part=place]').innerText()).toContain('forward · t = 5')
  expect(await page.evaluate(() => document.querySelectorAll('[data-ref="f@5[0]"]').length)).toBeGreaterThan(
    0,
  )
})

test('in Compare pointing shows and a click keeps; the chart can be enlarged; what does not apply is off', async () => {
  const { page, stage } = await at('#store-and-ask&view=compare&draws=1&hidden=4&steps=40&at=10&language=en')
  await page.waitForSelector('[data-part=readout] tbody tr')
  const caption = () => page.locator('[data-part=readout] caption b').innerText()
  await stage.arrived()
  await page.mouse.move(5, 5)
  const [kept, address] = [await caption(), await stage.address()]
  const box = (await page.locator('[data-part=decay-drawing] > rect').first().boundingBox())!
  const point = (share: number) => page.mouse.move(box.x + share * box.width, box.y + box.height / 2)
  await point(0.7)
  await point(0.75)
  expect(await caption()).not.toBe(kept)
  expect(await stage.address()).toBe(address)
  await page.mouse.move(5, 5)
  expect(await caption()).toBe(kept)
  await page.mouse.click(box.x + 0.5 * box.width, box.y + 4)
  expect(await stage.address()).toMatch(/[&]at=(19|20)\b/)
  await page.mouse.move(5, 5)
  expect(await caption()).not.toBe(kept)
  // A click on a curve keeps too: it does not leave the view.
  const end = (await page.locator('[data-part=point]').first().boundingBox())!
  await page.mouse.click(end.x + end.width / 2, end.y + end.height / 2)
  expect(await page.locator('[data-part=app]').getAttribute('data-view')).toBe('compare')

  const height = async () => (await page.locator('[data-part=decay-plot]').boundingBox())!.height
  const before = await height()
  await page.getByRole('button', { name: 'Enlarge the next panel' }).click()
  expect(await height()).toBeGreaterThan(1.15 * before)
  expect(await stage.address()).toContain('panel=chart')
  await page.keyboard.press('Escape')
  expect(await height()).toBe(before)

  const off = () => page.locator('fieldset[data-part=shared] input:disabled').count()
  expect(await off()).toBe(0)
  await page
    .getByRole('button', { name: /trained/i })
    .first()
    .click()
  expect(await off()).toBe(3)
  const reasons = await page
    .locator('fieldset[data-part=shared] input:disabled')
    .evaluateAll((all) =>
      all.map((each) => document.getElementById(each.getAttribute('aria-describedby')!)?.textContent),
    )
  for (const reason of reasons) expect(reason).toContain('changes nothing')
})

test('the scale of the strip is that of the whole run: no step and no drag turns it', async () => {
  const { page } = await at('#drift@l&language=en')
  await page.waitForSelector('[data-part=place]')
  const scale = () => page.locator('[data-part=row-names]').innerText()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowRight')
  const first = await scale()
  for (let step = 0; step < 12; step++) await page.keyboard.press('Shift+ArrowRight')
  expect(await scale()).toBe(first)
  await page.goto(
    `${await page.evaluate(() => location.origin + location.pathname)}#store-and-ask@b2.a_f&language=en&grain=assignment`,
  )
  await page.waitForTimeout(300)
  const before = await scale()
  const number = page.locator('[data-part=assignments] :is([data-ref="b_f[0]"], [data-ref^="U_f["])').first()
  if ((await number.count()) > 0) {
    const box = (await number.boundingBox())!
    await page.mouse.move(box.x + 4, box.y + box.height / 2)
    await page.mouse.down()
    for (const way of [-100, -300, -500]) {
      await page.mouse.move(box.x + way, box.y + box.height / 2)
      expect(await scale()).toBe(before)
    }
    await page.mouse.up()
  }
})

test('Derive offers timesteps that exist: each of them is derived', async () => {
  const { page } = await at('#weather&view=derive&of=d:y@10[0]&language=en')
  await page.waitForSelector('[data-part=line]')
  const times = page.getByLabel('at t =')
  // The loss is at the last timestep alone.
  expect(await times.locator('option:enabled').allTextContents()).toEqual(['10'])
  for (const name of await page.getByLabel('Gradient of the loss').locator('option').all()) {
    const value = (await name.getAttribute('value'))!
    await page.getByLabel('Gradient of the loss').selectOption(value)
    await page.waitForSelector('[data-part=line]')
    expect(await page.locator('[role=alert]').count(), value).toBe(0)
  }
})

test('what comes later to a dialog moves nothing that stands in it', async () => {
  const { page, stage } = await fresh()
  const held: (() => void)[] = []
  await page.route(/assets\/Along/, (route) => void held.push(() => void route.continue()))
  await page.goto(`${address()}#store-and-ask@f1.f&language=en`)
  await stage.button('Open and save').click()
  const button = stage.button('Use this text')
  const before = await button.boundingBox()
  await expect.poll(() => held.length).toBeGreaterThan(0)
  for (const go of held) go()
  await page.locator('dialog [data-part=along]').waitFor()
  expect(await button.boundingBox()).toEqual(before)
})
