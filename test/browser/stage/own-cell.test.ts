/** A cell is typed from nothing, used, and stepped against PyTorch's numbers. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { drawn } from '../../../src/index.ts'
import { differences, experimentOf, written } from '../../support/cases.ts'
import { command, fileOf } from '../../support/command.ts'
import { address, axeFinds } from '../chromium.ts'
import { pages } from '../page.ts'

const { fresh, at } = pages({ ready: 'h1' })

const { experiment, expect: answer } = JSON.parse(readFileSync('test/golden/open/cell-MGU.json', 'utf8'))

/** The same weights and data under another cell. */
const other = {
  ...experiment,
  model: {
    ...experiment.model,
    layers: [
      {
        hiddenSize: 3,
        cell: {
          name: 'Another',
          equations:
            'a_f = W_f x + U_f h[t-1] + b_f\nf = σ(a_f)\na_n = W_n x + U_n h[t-1] + b_n\nn = tanh(a_n)\nh = f ⊙ n',
        },
      },
    ],
  },
}

test('a cell that is typed from nothing agrees with PyTorch at every step', {
  timeout: 120_000,
}, async () => {
  const { page, stage } = await fresh({ locale: 'en-US' })
  await page.goto(address())
  const button = (name: string) => page.getByRole('button', { name, exact: true })
  await button('Open and save').click()
  await page.getByLabel('Text of a file').fill(JSON.stringify(other))
  await button('Use this text').click()
  await button('Model').click()
  await page.getByLabel('Cell', { exact: true }).selectOption('write')
  await page.getByLabel('Start from').selectOption('empty')
  await page.getByLabel('Name', { exact: true }).fill('Typed')
  const text = page.getByLabel('Equations of the cell')
  const said = page.locator('[data-part=own-said]')
  await text.click()
  await page.keyboard.type('a_f = W_f x + U_f h[t-1] + b_f\nf = sigma(a_f)\n')
  expect(await said.textContent()).toContain('expected a line that writes h')
  expect(await button('Use this cell').isDisabled()).toBe(true)
  await page.keyboard.type('a_n = W_n x + U_n (f \\odot h[t-1]) + b_n\nn = tanh(a_n)\n')
  await page.keyboard.type('h = (1 - f) * h[t-1] + f \\odot n')
  expect(await text.inputValue()).toContain('f = σ(a_f)\na_n = W_n x + U_n (f ⊙ h[t-1]) + b_n')
  await page.locator('[data-part=own-weights] tbody tr').nth(5).waitFor()
  expect(await page.locator('[data-part=own-weights] tbody tr').count()).toBe(6)
  // A change makes what it must and nothing else anew, which is slow. Half a term is a mistake, which has no drawing, so it comes whole.
  await page.locator('[data-part=own-drawing] svg').evaluate((svg) => svg.setAttribute('data-kept', ''))
  await page.keyboard.insertText(' + b_h')
  await page.locator('[data-part=own-weights]').getByText('b_h').waitFor()
  for (let k = 0; k < 6; k++) await page.keyboard.press('Shift+ArrowLeft')
  await page.keyboard.press('Delete')
  await page.locator('[data-part=own-weights]').getByText('b_h').waitFor({ state: 'detached' })
  expect(await page.locator('[data-part=own-drawing] [data-kept]').count()).toBe(1)
  expect(await axeFinds(page, '[data-part=own-cell]')).toEqual([])
  await button('Keep').click()
  await button('Use this cell').click()
  expect(await stage.facts()).toContain('Typed · 3 units')
  const total = Number(/of (\d+)/.exec((await stage.place())!)![1])
  const seen = new Set<string>()
  await stage.press('Home')
  const { places, numbers } = await stage.walk('[data-part=equation]')
  expect(places).toBe(total)
  for (const { ref, value } of numbers) {
    const [, d, name, t, i] = /^(d:)?([afnh]|a_[fn])@(\d+)\[(\d+)\]$/.exec(ref) ?? []
    const step = answer.steps[Number(t) - 1]
    const truth = (d ? step?.grads : step?.values)?.[name!]?.[Number(i)]
    if (truth === undefined) continue
    seen.add(ref)
    if (!(Math.abs(value - truth) <= Math.max(1e-10 * Math.abs(truth), 1e-12)))
      expect(`${ref} ${value}`).toBe(`${ref} ${truth}`)
  }
  for (let t = 1; t <= answer.steps.length; t++)
    for (const name of ['a_f', 'f', 'a_n', 'n', 'h'])
      for (const d of ['', 'd:']) expect(seen).toContain(`${d}${name}@${t}[2]`)
  await button('Undo').click()
  expect(await stage.facts()).toContain('Another')
  await button('Model').click()
  await page.getByLabel('Cell', { exact: true }).selectOption({ label: 'Typed' })
  await button('Close').first().click()
  expect(await stage.facts()).toContain('Typed')
})

test('a cell that is typed from nothing is compared, and its gradient divided by route at any of its states', async () => {
  const { document, expect: truth } = written.find(({ name }) => name === 'rotation')!
  const { page, stage } = await fresh({ locale: 'en-US' })
  await page.goto(`${address()}#store-and-ask&view=compare&models=rnn-torch&draws=3&hidden=6&steps=20&at=4`)
  // The weights of the experiment are those that the typed cell reads; its equations are others.
  const before = structuredClone(document) as typeof experiment
  const { equations } = before.model.layers[0].cell
  before.model.layers[0].cell = { name: 'Other', equations: equations.replaceAll('c ⊙', 's ⊙') }
  await stage.paste(JSON.stringify(before))
  await stage.button('Model').click()
  const model = page.getByRole('dialog', { name: 'Model' })
  await model.getByLabel('Cell', { exact: true }).selectOption('write')
  await page.getByLabel('Start from').selectOption('empty')
  await page.getByLabel('Name', { exact: true }).fill('Turns')
  await page.getByLabel('Equations of the cell').click()
  await page.keyboard.insertText(equations)
  await stage.button('Keep').click()
  await stage.button('Use this cell').click()
  // The comparison stood behind the dialog, and can add the cell at once.
  await page
    .locator('select[aria-label^="Add a model"] option', { hasText: 'Turns PyTorch' })
    .waitFor({ state: 'attached' })

  await page.getByText('Routes', { exact: true }).first().click()
  await page.getByRole('combobox', { name: 'State' }).selectOption('v')
  const rows = page.locator('data[data-ref^="d:v@"]')
  await rows.first().waitFor()
  const shown = await rows.evaluateAll((all) =>
    all.map((each) => [each.getAttribute('data-ref')!, Number(each.getAttribute('value'))] as const),
  )
  const places = shown.map(([ref, value]) => {
    const [, t, i] = /@(\d+)\[(\d+)\]$/.exec(ref)!
    const { v } = truth.steps[Number(t) - 1]!.grads as Record<string, number[]>
    expect([ref, differences(value, v![Number(i)])]).toEqual([ref, []])
    return Number(t)
  })
  expect(new Set(places).size).toBe(truth.steps.length)

  await page.getByText('Compare', { exact: true }).first().click()
  await page.locator('select', { hasText: 'Turns PyTorch' }).last().selectOption({ label: 'Turns PyTorch' })
  const facts = page.locator('[data-part=facts-of-step]')
  const readout = page.locator('[data-part=readout] tbody tr', { hasText: 'Turns' })
  await readout.first().waitFor()
  const sizes = { hidden: 6, inputs: 8, steps: 20, inputScale: 1, seed: 1 }
  const { cell } = experimentOf({ document }).model
  const { weights } = drawn({ model: { cell }, init: { scheme: 'pytorch' }, ...sizes }, 0)
  // A step turns u and v and shrinks them by ρ, and h adds both: its eigenvalues have the modulus ρ, its largest singular value is √3 ρ.
  const largest = Math.max(...weights.ρ!.data.map(Math.abs))
  const stepFacts = () =>
    facts.locator('tbody tr data').evaluateAll((all) => all.map((each) => Number(each.getAttribute('value'))))
  await expect.poll(async () => (await stepFacts())[0]).toBeCloseTo(Math.sqrt(3) * largest, 9)
  expect((await stepFacts())[2]).toBeCloseTo(largest, 9)
  const args = ['--hidden', '6', '--inputs', '8', '--steps', '20', '--draws', '3']
  const bands = JSON.parse((await command('decay', '--cell', fileOf(document), ...args)).stdout)
  const atLag = await readout
    .locator('data')
    .evaluateAll((all) => all.map((each) => Number(each.getAttribute('value'))))
  for (const state of ['u', 'v'])
    expect(atLag.some((n) => differences(n, bands[state].q50[3]).length === 0)).toBe(true)
})

test('what may be a mistake is said, and the cell can still be used; the signs of the drawing stand in their shapes', async () => {
  const { page, stage } = await at('#store-and-ask&language=en')
  await stage.button('Model').click()
  await page.getByLabel('Cell', { exact: true }).selectOption('write')
  const text = page.getByLabel('Equations of the cell')
  const lines = ['f = sigmoid(W_f x + U_f h[t-1] + b_f)', 'c = tanh(Wx + U (f*h[t-1]) + b)']
  await text.fill([...lines, 'h = (1-f)*h[t-1] + f*candidate'].join('\n'))
  const doubts = page.locator('[data-part=own-doubt]')
  await expect
    .poll(() => doubts.allTextContents())
    .toEqual([
      'Line 2: c does nothing, no line on the way to h reads it. Go to the place',
      'Line 2: Wx is a weight. Did you mean W x, with a space? Go to the place',
      'Line 3: candidate is a weight. Did you mean c? Go to the place',
    ])
  await page.locator('[data-part=own-weights]').getByText('did you mean W x?').waitFor()
  expect(await stage.button('Use this cell').isEnabled()).toBe(true)
  await text.fill(
    [lines[0], 'candidate = tanh(W x + U (f*h[t-1]) + b)', 'h = (1-f)*h[t-1] + f*candidate'].join('\n'),
  )
  await expect.poll(() => doubts.count()).toBe(0)
  expect(await page.locator('[data-part=own-keeps]').textContent()).toContain('all weights are drawn anew')
  const signs = page.locator('[data-part=own-drawing] [data-part=op]')
  await expect.poll(() => signs.allTextContents()).toContain('tanh(· + b)')
  const stands = await signs.evaluateAll((all) =>
    all.map((each) => {
      const [shape, sign] = ['rect', 'text'].map((tag) => each.querySelector(tag)!.getBoundingClientRect())
      return shape!.left < sign!.left && sign!.right < shape!.right
    }),
  )
  expect(stands).not.toContain(false)
  await stage.button('Use this cell').click()
  expect(await stage.told()).toContain('all weights are drawn anew')
  await page.getByTitle('What this experiment is').click()
  expect(await page.locator('#about').textContent()).toContain(
    'What follows tells of the experiment before that',
  )
})
