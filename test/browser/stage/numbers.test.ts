import { expect, test } from 'vitest'
import type { Answer, Experiment, FamilyId } from '../../../src/index.ts'
import { builtIn } from '../../support/cases.ts'
import { pages } from '../page.ts'

const { at } = pages()

type Lists = number | number[] | number[][]

/** PyTorch's value of a name on the page; undefined for what PyTorch was not asked (what one timestep adds, single terms, updates). */
function pytorch(answer: Answer, document: Experiment, ref: string): number | undefined {
  const match = /^(d:)?([\w.]+)(?:@(\d+))?(\+)?(?:\[(\d+)(?:,(\d+))?\])?$/.exec(ref)
  if (!match) return undefined
  const [, d, name, t, plus, i, j] = match as unknown as [
    string,
    string?,
    string?,
    string?,
    string?,
    string?,
    string?,
  ]
  const pick = (lists: Lists | undefined): number | undefined => {
    const row = j === undefined ? lists : (lists as number[][] | undefined)?.[Number(i)]
    const index = j === undefined ? i : j
    return index === undefined ? (row as number | undefined) : (row as number[] | undefined)?.[Number(index)]
  }
  if (name === 'L' && t === undefined) return answer.loss
  if (t !== undefined && (plus === undefined || t !== '1')) {
    if (plus !== undefined) return undefined
    const step = answer.steps[Number(t) - 1]
    if (!d && name === 'x') return document.sequence.inputs[Number(t) - 1]?.[Number(i)]
    if (t === '0')
      return pick(
        d
          ? answer.initialGrads[name!]
          : (document.sequence.initialState?.[name as 'h'] as number[] | undefined),
      )
    return pick((d ? step?.grads : step?.values)?.[name!])
  }
  const tensor = tensorOf(document, name!)
  if (!tensor) return undefined
  const from = (lists: Lists | undefined) =>
    pick((lists as number[][] | undefined)?.slice(tensor.row) as Lists | undefined)
  if (d) return from(answer.grads[tensor.names[0]!])
  const weights = document.model.weights as Record<string, Lists>
  const parts = tensor.names.map((each) => from(weights[each]))
  return parts.every((part) => part !== undefined) ? parts.reduce((a, b) => a! + b!, 0) : undefined
}

function tensorOf(document: Experiment, name: string): { names: string[]; row: number } | undefined {
  if (/^(head|peephole)/.test(name)) return { names: [name], row: 0 }
  const [letter, gate = ''] = name.split('_')
  const blocks = { rnn: [''], lstm: ['i', 'f', 'g', 'o'], gru: ['r', 'z', 'n'] }[
    document.model.cell as FamilyId
  ]
  const row = blocks.indexOf(gate) * document.model.hiddenSize
  if (row < 0) return undefined
  const apart = document.model.cell === 'gru' && gate === 'n'
  const names = {
    W: ['weight_ih_l0'],
    U: ['weight_hh_l0'],
    b: apart ? ['bias_ih_l0'] : ['bias_ih_l0', 'bias_hh_l0'],
    c: ['bias_hh_l0'],
  }[letter!]
  return names && { names, row }
}

/** The names of the elements of a vector or a matrix that are written out: of a wide matrix, those of the first four columns. */
const elements = (name: string, lists: Lists): string[] =>
  (lists as number[] | number[][]).flatMap((row, i) =>
    Array.isArray(row) ? row.slice(0, 4).map((_, j) => `${name}[${i},${j}]`) : [`${name}[${i}]`],
  )

/** The elements of PyTorch's tensors whose gradient a name on the page is: of both biases, where the page has their sum. */
function tensorElements(document: Experiment, ref: string): string[] {
  const [, name = '', i, rest] = /^d:(\w+)\[(\d+)(.*)$/.exec(ref) ?? []
  const tensor = tensorOf(document, name)
  return tensor ? tensor.names.map((each) => `d:${each}[${tensor.row + Number(i)}${rest}`) : []
}

test.each(['store-and-ask', 'slot-filling-arrive', 'peephole', 'store-and-ask-gru', 'store-and-ask-rnn'])(
  'every number on the page is PyTorch’s, at every step of %s',
  async (name) => {
    const { document: given, expect: answer } = builtIn.find((c) => c.name === name)! as unknown as {
      document: Experiment
      expect: Answer
    }
    const first = given.model.cell === 'rnn' ? 'a' : given.model.cell === 'gru' ? 'a_r' : 'a_f'
    const { stage } = await at(`#${name}@f1.${first}&grain=assignment&language=en`)
    const seen = new Set<string>()
    const total = Number(/of (\d+)/.exec((await stage.place())!)![1])
    const { places, numbers } = await stage.walk()
    for (const { ref, value, text } of numbers) {
      const truth = pytorch(answer, given, ref)
      if (truth !== undefined) {
        seen.add(ref)
        if (!(Math.abs(value - truth) <= Math.max(1e-10 * Math.abs(truth), 1e-12)))
          expect(`${ref} ${value}`).toBe(`${ref} ${truth}`)
      }
      const read = Number(
        text
          .replace('−', '-')
          .replace(/ ?× ?10/, 'e')
          .replace(/[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]/g, (c: string) => (c === '⁻' ? '-' : String('⁰¹²³⁴⁵⁶⁷⁸⁹'.indexOf(c)))),
      )
      if (text !== '' && Number.isFinite(read))
        expect(Math.abs(read - value)).toBeLessThanOrEqual(0.0006 * Math.abs(value))
    }
    expect(places).toBe(total)
    expect(await stage.place()).toContain(`${total} of ${total}`)
    // Every value, every gradient of an intermediate and every weight gradient was on the page once.
    for (const ref of [...seen]) for (const name of tensorElements(given, ref)) seen.add(name)
    const wanted = Object.entries(answer.grads).flatMap(([name, lists]) => elements(`d:${name}`, lists))
    for (const [s, { values, grads }] of answer.steps.entries()) {
      for (const each of Object.keys(values)) wanted.push(...elements(`${each}@${s + 1}`, values[each]!))
      for (const each of Object.keys(grads)) wanted.push(...elements(`d:${each}@${s + 1}`, grads[each]!))
    }
    expect(wanted.filter((ref) => !seen.has(ref))).toEqual([])
    expect(seen).toContain('L')
  },
)

test('scrub bar, buttons, keyboard and menu', async () => {
  const { page, stage } = await at('#store-and-ask&language=en')
  const place = () => stage.place()
  expect(await place()).toMatch(/^forward · t = 1 · 1 of /)
  await page.click('button[data-command=forward]')
  expect(await place()).toContain('· 2 of')
  await page.keyboard.press('Space')
  expect(await place()).toContain('· 3 of')
  await page.keyboard.press('PageUp')
  expect(await place()).toContain('· 2 of')
  await page.keyboard.press('End')
  expect(await place()).toMatch(/^update · (\d+) of \1$/)
  await page.keyboard.press('Home')
  expect(await place()).toContain('· 1 of')
  await page.keyboard.press('Shift+ArrowRight')
  expect(await place()).toContain('t = 1')
  const box = (await page.locator('[data-part=scrub]').boundingBox())!
  await page.mouse.click(box.x + box.width * 0.75, box.y + 8)
  expect(await place()).toMatch(/^backward/)
  await page.mouse.down()
  await page.mouse.move(box.x + box.width * 0.1, box.y + 8, { steps: 4 })
  await page.mouse.up()
  expect(await place()).toMatch(/^forward/)
  await page.selectOption('select[aria-label="Experiment"]', 'weather')
  expect(await stage.facts()).toContain('4 units · 10 timesteps')
  await page.selectOption('select[aria-label="Language"]', 'zh')
  // The words of a language are fetched when it is first wanted.
  await expect.poll(place).toMatch(/^前向/)
  expect(await page.getAttribute('html', 'lang')).toBe('zh-CN')
})
