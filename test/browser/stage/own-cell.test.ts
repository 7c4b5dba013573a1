/** A cell is typed from nothing, used, and stepped against PyTorch's numbers. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { address, axeFinds } from '../chromium.ts'
import { pages } from '../page.ts'

const { fresh } = pages()

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
            'a_f = W_f x + U_f h[t-1] + b_f\na_n = W_n x + U_n h[t-1] + b_n\nh = tanh(a_f) ⊙ tanh(a_n)',
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
