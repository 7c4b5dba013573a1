import { expect, test } from 'vitest'
import { address } from '../chromium.ts'
import { pages } from '../page.ts'
import { experiment, factsOf, numbers } from './numbers.ts'

const { at } = pages({ ready: 'main h2' })

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
  ['directions', 'RNN 3 ⇄ · 5 timesteps', /^backward · t = 2/, 'two gradients meet'],
  ['layers', 'RNN 2 + LSTM 1 · 12 timesteps', /^backward · t = 6/, 'five gradients meet'],
  ['attention', 'RNN 3 + attention · 12 timesteps', /^forward · t = 3/, 'the share of this timestep'],
]
test('each card has an answer of two sentences, and opens its scene', async () => {
  const { page, stage } = await at('#sine@l&view=questions&language=en')
  expect(await page.locator('[data-part=cards]').first().locator('[data-part=question]').count()).toBe(
    scenes.length + 1,
  )
  expect(await page.locator('[data-part=question] [data-part=answer]:visible').count()).toBe(0)
  for (const [id, facts, place, title] of scenes) {
    await page.goto(`${address()}#sine@l&view=questions&language=en&question=${id}`)
    const answer = page.locator(`#answer-${id} [data-part=answer]`)
    await answer.waitFor()
    expect((await answer.textContent())!.split(/\.(?: |$)/).filter((part) => part !== '').length).toBe(2)
    await page.locator(`#answer-${id}`).getByRole('button', { name: 'Show it' }).click()
    await page.waitForSelector('[data-part=place]')
    expect([id, await stage.facts()]).toEqual([id, facts])
    expect(await stage.place()).toMatch(place)
    expect([id, await stage.heading()]).toEqual([id, expect.stringContaining(title)])
    if (id === 'parameters') continue
    // What the answer speaks of is pointed at, and it is on the page.
    const said = await page.textContent('[data-part=heard][aria-live]:not(section *)')
    expect([id, said]).toEqual([id, expect.stringMatching(/ = /)])
  }
})

test('∂C/∂C: the scene is a net in which the cell path alone is wholly wrong', async () => {
  const { page, stage } = await at('#sine@l&view=questions&language=en')
  await page.getByRole('button', { name: /just/ }).click()
  await page.getByRole('button', { name: 'Show it' }).click()
  await page.waitForSelector('[data-part=route-strip]')
  expect(await stage.facts()).toBe('LSTM · 4 units · 10 timesteps')
  expect(await page.textContent('#arriving')).toContain('timestep 3, unit 1')
  expect(await page.textContent('[data-part=finding]')).toMatch(/“path along C only” is off by 100\s%/)
  await page.waitForFunction(() => location.hash.includes('view=routes'))
})

test('the parameters are counted live', async () => {
  const { page } = await at('#sine@l&view=questions&language=en&question=parameters')
  for (const [name, formula] of [
    ['slot-filling-arrive', '4 · (H · D + H · H + H)'],
    ['store-and-ask-gru', '3 · (H · D + H · H + H) + 1 · H'],
    ['peephole', '4 · (H · D + H · H + H) + 3 · H'],
    ['store-and-ask-rnn', '1 · (H · D + H · H + H)'],
  ] as const) {
    await page.goto(`${address()}#${name}@l&view=questions&language=en&question=parameters`)
    await page.waitForFunction(
      (facts) => document.querySelector('[data-part=facts]')?.textContent === facts,
      factsOf(name),
    )
    expect(await page.textContent('[data-part=count]')).toContain(formula)
    const [cell, head, together, stored] = await numbers(page, '[data-part=count]')
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
})

test('a question that does not exist is told', async () => {
  const { page } = await at('#sine@l&view=questions&language=zh&question=%3Ci%3E')
  expect(await page.textContent('[data-part=trouble]')).toContain('<i>')
  expect(await page.locator('[data-part=cards]').first().locator('[data-part=question]').count()).toBe(
    scenes.length + 1,
  )
})
