/** Files as people have them are opened; what is wrong with one is told. */
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { deflateRawSync } from 'node:zlib'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { builtIn } from '../../support/cases.ts'
import { least } from '../../support/speed.ts'
import { pages } from '../page.ts'

const { at, fresh } = pages()

const folder = mkdtempSync(join(tmpdir(), 'unrolled-stage-'))
const file = (name: string, text: string) => {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}

test('opens an experiment, a sequence, and the weights of a PyTorch model; says what is wrong with others', async () => {
  const { stage } = await at('#store-and-ask@f1.f&language=en')
  const told = (text: string) => expect.poll(() => stage.message.textContent()).toContain(text)
  const document = builtIn.find((c) => c.name === 'peephole')!.document
  await stage.open(file('peephole.json', JSON.stringify({ experiment: document })))
  await told('Opened: peephole.json')
  expect(await stage.facts()).toContain('2 units')
  await stage.open(file('numbers.csv', 'value\n0.1\n0.2\n0.3\n0.4\n0.5\n0.6\n'))
  await told('Opened: numbers.csv')
  expect(await stage.facts()).toContain('5 timesteps')
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
  await stage.open(file('state.json', JSON.stringify(state)))
  await told('Opened: state.json')
  expect(await stage.facts()).toContain('LSTM · 4 units')
  const facts = await stage.facts()
  for (const [name, text, message] of [
    ['broken.json', '{"format":', 'expected JSON'],
    ['wrong.json', JSON.stringify({ ...(document as object), loss: { kind: 'mae' } }), 'loss.kind: expected'],
    ['words.csv', 'a b c\nd e f', 'expected'],
    ['uneven.csv', '1 2 3 4 5 6 7 8\n1 2', 'line 2: expected 8 numbers, got 2'],
    ['state2.json', JSON.stringify({ weight_ih_l0: [[1], [2]], weight_hh_l0: [[1, 2, 3]] }), 'expected'],
    ['empty.txt', '', 'got an empty one'],
  ] as const) {
    await stage.open(file(name, text))
    await told(`${name}: `)
    await told(message)
    expect(await stage.facts()).toBe(facts)
  }
})

test('what was scaled is told in the units of the file too, beside its numbers', async () => {
  const document = builtIn.find((c) => c.name === 'sine')!.document as {
    model: object
    sequence: { inputs: number[][] }
    loss: object
  }
  const { model, sequence, loss } = document
  const scaled = {
    format: 'unrolled/2',
    model,
    sequence,
    loss,
    labels: { outputs: ['Passengers'] },
    scaling: [{ column: 'Passengers', subtract: 100, divide: 50 }],
  }
  const data = deflateRawSync(JSON.stringify(scaled)).toString('base64url')
  const { page } = await at(`#z.${data}@f${sequence.inputs.length}.y&language=en`)
  const units = page.locator('[data-part=units]')
  expect(await units.innerText()).toContain('Passengers output')
  const y = page.locator('[data-part=equation] [data-ref^="y@"][data-value]').first()
  const value = async (of: typeof y) => Number(await of.getAttribute('data-value'))
  expect(await value(units.locator('data').first())).toBeCloseTo(100 + 50 * (await value(y)), 9)
  // The strip shows them as the net reads them, or as they stand in the file.
  const shown = page.locator('[data-part=timeline] data[data-ref^="y@"]').last()
  const inStrip = async () => Number(await shown.getAttribute('value'))
  expect(await inStrip()).toBeCloseTo(await value(y), 9)
  await page.getByLabel('in the units of the file').check()
  expect(await inStrip()).toBeCloseTo(100 + 50 * (await value(y)), 9)
  await expect.poll(() => page.url()).toContain('numbers=file')
  await page.getByLabel('in the units of the file').uncheck()
})

test('one file opens by double click, and works', async () => {
  const { page, stage } = await fresh()
  await page.goto(`file://${resolve('dist/unrolled.html')}#slot-filling-arrive@b2.C&language=en`)
  await page.waitForSelector('[data-part=place]')
  expect(await stage.heading()).toContain('two gradients meet')
  await page.keyboard.press('ArrowRight')
  expect(await stage.place()).toMatch(/^backward/)
  expect(await page.evaluate(() => document.fonts.check('16px KaTeX_Main'))).toBe(true)
})

test('files as people have them: decimal commas, a bare nn.LSTM, what was left out and not used', async () => {
  const { page, stage } = await at('#store-and-ask@f1.f&language=en')
  const given = builtIn.find((each) => each.name === 'store-and-ask') as unknown as {
    document: { model: { weights: Record<string, number[][]> } }
  }
  const { weights } = given.document.model
  const { 'head.weight': _head, 'head.bias': _bias, ...lstm } = weights
  expect(await stage.paste(JSON.stringify(lstm))).toContain(
    'No head in the file follows the cell: the output y is h itself',
  )
  await page.keyboard.press('End')
  expect(await stage.value('head.weight[0,0]')).toBe(1)
  const { bias_hh_l0: _, ...less } = weights
  const note = await stage.paste(JSON.stringify({ ...less, 'fc.weight': [[1, 2, 3]] }))
  expect(note).toContain('taken as 0: bias_hh_l0')
  expect(note).toContain('y is what the head says, and not the model’s last word')
  expect(await stage.paste('1,5;2,5;−3\n3,5;4,5;0')).toContain('Target: the next value of column 1.')
  await page.keyboard.press('Home')
  expect(await Promise.all([0, 1, 2].map((i) => stage.value(`x@1[${i}]`)))).toEqual([1.5, 2.5, -3])

  // Excel's cells, pasted onto the page; a column is corrected, and a number that cannot be is told.
  await page.evaluate((cells) => {
    const clipboardData = new DataTransfer()
    clipboardData.setData('text/plain', cells)
    document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true }))
  }, 'Date\tOpen\tClose\n2024-01-03\t5\t8\n2024-01-02\t3\t\n2024-01-01\t1\t4')
  const { sheet } = stage
  await sheet.getByText('The newest row stood first').waitFor()
  expect(await sheet.locator('[data-option=missing]').textContent()).toContain('1 value is missing')
  expect(await sheet.locator('[data-missing]').textContent()).toContain('∅ → 6')
  await sheet.getByLabel('What Close is').selectOption('both')
  await sheet.getByLabel('What Open is').selectOption('out')
  await sheet.getByText('Target: the next value of "Close".').waitFor()
  await sheet.getByLabel('Timesteps of a window').fill('7')
  await sheet.getByRole('alert').getByText('expected a whole number from 1 to 2').waitFor()
  expect(await sheet.getByRole('button', { name: 'Open' }).isDisabled()).toBe(true)
  await sheet.getByLabel('Timesteps of a window').fill('2')
  await sheet.locator('[data-part=becomes]').getByText('D = 1, T = 2, K = 1').waitFor()
  await page.keyboard.press('Enter')
  await sheet.waitFor({ state: 'detached' })
  expect(await stage.value('x@1[0]')).toBe(4)
  expect(await stage.facts()).toContain('2 timesteps')

  // Weights and data together.
  await stage.open([resolve('test/files/air.pt'), resolve('test/files/airline-dates.csv')])
  expect(await stage.message.textContent()).toContain('Opened: air.pt. Opened: airline-dates.csv.')
  expect(await stage.facts()).toContain('LSTM · 10 units · 23 timesteps')

  // A whole table is there to train on, and the experiment on the stage stays.
  await stage.button('Open and save').click()
  await page.getByLabel('Text of a file').fill('a\n1\n2\n3\n4\n5\n6\n7\n8\n')
  await stage.button('Use this text').click()
  await sheet.getByRole('button', { name: 'Train a net on all of it' }).click()
  await page.waitForFunction(() => /view=train.*task=brought|task=brought.*view=train/.test(location.hash))
  expect(await sheet.count()).toBe(0)
})

test('what is wrong with a pasted text is told beside it; what a change did is told without moving the page', async () => {
  const { page, stage } = await at('#store-and-ask@f99.zz&language=en&theme=pink')
  // All that is wrong with the link.
  const told = await stage.message.textContent()
  for (const part of ['f99.zz', 'theme=pink']) expect(told).toContain(part)
  await stage.closeMessage()
  await stage.button('Open and save').click()
  await page.getByLabel('Text of a file').fill('hello {wrong')
  await stage.button('Use this text').click()
  await expect.poll(() => page.locator('dialog [role=alert]').textContent()).toMatch(/column of numbers/)
  await page.getByLabel('Text of a file').fill('1 2 3\n4 5 6')
  expect(await page.locator('dialog [role=alert]').count()).toBe(0)
  await stage.button('Use this text').click()
  await stage.sheet.getByText('the next value of column 1').waitFor()
  await stage.press('Enter')
  await stage.closeMessage()
  await stage.message.waitFor({ state: 'detached' })
  const number = stage.anywhere('b_f[0]')
  // The number may be written smaller as it gets longer; its line stays.
  const line = number.locator('xpath=ancestor::*[@data-part="formula"]')
  const { y } = (await line.boundingBox())!
  await number.click()
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('Enter')
  await page.locator('[data-part=compared]').waitFor()
  expect((await line.boundingBox())!.y).toBe(y)
})

/** Drops a file of so many megabytes of training document; how long it took until it was open, and the longest frame meanwhile. */
const openTraining = (page: Page, megabytes: number) =>
  page.evaluate(
    async (letters) => {
      const row = '[0.123456789012345,-0.987654321098765,0.5,-0.25]'
      const series = `[${Array.from({ length: Math.floor(letters / (row.length + 1)) }, () => row).join()}]`
      const text = `{"format":"unrolled-training/1","model":{"cell":"lstm","inputSize":4,"hiddenSize":4,"outputSize":1,"init":{"scheme":"pytorch","seed":1}},"data":{"kind":"windows","series":${series},"window":50},"loss":{"kind":"mse","at":"last","reduction":"mean"},"training":{"optimizer":{"kind":"adam"},"epochs":1,"batch":32}}`
      const dataTransfer = new DataTransfer()
      dataTransfer.items.add(new File([text], 'large.json'))
      document.body.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }))
      const begun = performance.now()
      let [last, longest] = [begun, 0]
      // The view is open once its figures stand there; what follows is drawn within the next second.
      for (let until = Number.POSITIVE_INFINITY; last < until; ) {
        await new Promise((done) => requestAnimationFrame(done))
        const now = performance.now()
        longest = Math.max(longest, now - last)
        last = now
        if (until === Number.POSITIVE_INFINITY && document.querySelector('main figure')) until = now + 1000
      }
      return [last - begun, longest] as const
    },
    megabytes * 2 ** 20,
  )

test('a training document of 15 MB does not hold the page', async () => {
  const share = async () => {
    const { page } = await at('#store-and-ask@f1.f&language=en')
    const [whole, longest] = await openTraining(page, 15)
    return longest / Math.max(whole / 3, 300)
  }
  expect(await least(1, share)).toBeLessThan(1)
})

test('a table of 150,000 rows is read in a worker: the page goes on, it can be stopped, it is planned and trained on like a small one', async () => {
  const { page, stage } = await at('#store-and-ask@f1.f&language=en')
  const table = (rows: number) => ['v', ...Array.from({ length: rows }, (_, k) => `${k % 97}.25`)].join('\n')
  const { sheet } = stage
  const drop = (name: string, rows: number) =>
    page.evaluate(
      ([name, text]) => {
        const dataTransfer = new DataTransfer()
        dataTransfer.items.add(new File([text], name))
        document.body.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }))
      },
      [name, table(rows)] as const,
    )
  await drop('rows.csv', 300)
  await sheet.waitFor()
  const small = await sheet.locator('form').innerText()
  await sheet.getByRole('button', { name: 'Cancel' }).click()
  expect(page.workers().length).toBe(0)

  // What is stopped is so large that no machine has read it before.
  await drop('rows.csv', 400_000)
  await page.getByRole('button', { name: 'Stop', exact: true }).click()
  await page.getByRole('button', { name: 'Stop', exact: true }).waitFor({ state: 'detached' })
  // While it is read, the page draws its frames.
  const share = async () => {
    if ((await sheet.count()) > 0) await sheet.getByRole('button', { name: 'Cancel' }).click()
    await drop('rows.csv', 150_000)
    return page.evaluate(async () => {
      const begun = performance.now()
      let [last, longest] = [begun, 0]
      while (!document.querySelector('[data-part=sheet], [data-part=message]')) {
        await new Promise((done) => requestAnimationFrame(done))
        const now = performance.now()
        longest = Math.max(longest, now - last)
        last = now
      }
      return longest / Math.max((last - begun) / 2, 100)
    })
  }
  expect(await least(1, share)).toBeLessThan(1)
  // The one that was stopped leaves in its time.
  await expect.poll(() => page.workers().length).toBe(1)
  const large = await sheet.locator('form').innerText()
  // Training reads the first 20,000 of them.
  expect(large.replaceAll('150000', '300').replace('rows 1 to 20000', 'rows 1 to 300')).toBe(small)
  await sheet.getByRole('button', { name: 'Train a net on all of it' }).click()
  await page.waitForFunction(() => location.hash.includes('task=brought'))
  expect(await sheet.count()).toBe(0)
})
