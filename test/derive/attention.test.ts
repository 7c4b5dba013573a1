/** Gradients of nets with attention: sums over the timesteps inside others, and what is read at one timestep for all of them. */
import fc from 'fast-check'
import katex from 'katex'
import { expect, test } from 'vitest'
import english from '../../app/words/en/speech.ts'
import chinese from '../../app/words/zh/speech.ts'
import { derive, record, speechOf, texOf } from '../../src/index.ts'
import { nets, runOf } from '../support/cases.ts'
import { broken, chooser, derived, targets, texts } from '../support/derivations.ts'
import { draw, fitting, losses, stacks } from '../support/problems.ts'

const named = (name: string) => nets.find((each) => each.name === name)!
const attentive = nets.filter(({ name }) => name.endsWith('attention'))

const d = (of: string) => `\\frac{\\partial L}{\\partial ${of}}`

test('softmax over the timesteps: α (g − Σ α g), the sum with an index of its own', () => {
  const trace = runOf(named('lstm-attention'))
  const [T, t] = [trace.T, 2]
  const { lines } = derived(trace, `d:e@${t}`)
  const line = lines.at(-3)!
  expect(line.rule).toBe('collect')
  expect(texOf(line.tree, false)).toBe(
    `\\alpha_{2}\\,\\left(${d('\\alpha_{2}')} - \\sum_{t=1}^{${T}} ${d('\\alpha_{t}')}\\,\\alpha_{t}\\right)`,
  )
  // Numbers are multiplied without ⊙, in the form of vectors and matrices too.
  expect(texts(derived(trace, `d:e@${t}`, { form: 'matrix' }).lines).at(-3)).toBe(texOf(line.tree, false))
  // In a sum over t the inner one has another letter.
  const all = derived(trace, 'd:attention.v[0]', { depth: 'all' }).lines
  const sums = texts(all)
  expect(sums.at(-3)).toMatch(
    /^\\sum_\{t=1\}\^\{6\} \\alpha_\{t\}.*\\sum_\{\\tau=1\}\^\{6\} .*h_\{\\tau\}\[j\]/,
  )
  expect(speechOf(all.at(-3)!.tree, english.words)).toContain('tau')
  for (const { tree } of all)
    for (const { words } of [english, chinese]) expect(speechOf(tree, words)).not.toMatch(/\p{Script=Greek}/u)
})

test('the last feature has its ways as value, as key and as query', () => {
  const trace = runOf(named('lstm-attention'))
  const last = texts(derived(trace, 'd:h@6[0]', { form: 'matrix' }).lines).at(-3)!
  for (const part of [
    `\\alpha_{6}\\,${d('\\mathrm{context}')}`,
    'W_{h}^{\\top}',
    `W_{s}^{\\top}\\,${d('q')}`,
  ])
    expect(last).toContain(part)
  expect(texts(derived(trace, 'd:h@5[0]').lines).join()).not.toContain('W_{s}')
})

test.each(attentive.map((c) => [c.name, c] as const))(
  '%s: every gradient, to the loss, is PyTorch’s',
  (_, c) => {
    const trace = runOf(c)
    const pick = chooser(7)
    const attention = c.expect.attention as unknown as
      | { grads: Record<string, number[] | number> }
      | undefined
    for (const form of ['scalar', 'matrix'] as const)
      for (const [i, target] of targets(trace, pick).entries()) {
        const ofAttention = /^d:(attention|context|alpha|e@)/.test(target)
        // What is unfolded from a cell on is much the same for all of it.
        const depth = ofAttention || i % 6 === 0 ? 'all' : 'one'
        const found = derived(trace, target, { form, depth, letters: 15_000 })
        expect([target, broken(trace, found)]).toEqual([target, []])
        katex.renderToString(texOf(found.lines.at(-3)!.tree, false), { throwOnError: true, strict: 'error' })
        if (ofAttention) expect([target, found.left]).toEqual([target, 0])
      }
    const context = attention?.grads.context as number[] | undefined
    context?.forEach((expected, i) => {
      for (const { value } of derived(trace, `d:context[${i}]`, { depth: 'all' }).lines)
        expect(Math.abs(value - expected)).toBeLessThanOrEqual(1e-10 * Math.abs(expected) + 1e-12)
    })
  },
)

test('random nets of layers are derived all the way: one value on all lines', () => {
  fc.assert(
    fc.property(stacks, losses, fc.integer({ min: 1, max: 3 }), fc.nat(), (model, loss, T, seed) => {
      const trace = record(draw(model, fitting(loss, model), T, 1, seed))
      const pick = chooser(seed)
      const all = targets(trace, pick)
      for (const form of ['scalar', 'matrix'] as const) {
        const target = all[pick(all.length)]!
        const found = derived(trace, target, { form, depth: 'all', letters: 15_000 })
        expect([target, broken(trace, found)]).toEqual([target, []])
      }
    }),
    { numRuns: 12, seed: 20261203 },
  )
})

test('what has no time is asked for as a whole', () => {
  const trace = runOf(named('lstm-attention'))
  expect(derive(trace, 'd:context@6[0]')).toMatchObject({
    error: 'target: expected the name of a gradient, such as d:context[0], got "d:context@6[0]"',
  })
})
