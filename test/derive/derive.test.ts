import fc from 'fast-check'
import katex from 'katex'
import { expect, test } from 'vitest'
import {
  derive,
  modelOf,
  notationIds,
  numberOf,
  record,
  ruleIds,
  type Tree,
  tensor,
  tensorShapes,
  texOf,
} from '../../src/index.ts'
import { runOf, supported, traceOf } from '../support/cases.ts'
import { broken, chooser, derived, targets, texts } from '../support/derivations.ts'
import { draw, fitting, losses, models, stacks } from '../support/problems.ts'

const rendered = new Set<string>()
function renders(tree: Tree): void {
  const tex = texOf(tree)
  if (rendered.has(tex)) return
  rendered.add(tex)
  katex.renderToString(tex, {
    throwOnError: true,
    trust: (context) => context.command === '\\htmlData',
    strict: (code) => (code === 'htmlExtension' ? 'ignore' : 'error'),
  })
  katex.renderToString(texOf(tree, false), { throwOnError: true, strict: 'error' })
}

/** Rules of operations that only cells that somebody writes have. */
const written = ['ratio', 'log', 'sqrt', 'abs', 'max', 'softplus', 'cos', 'sin', 'rowScale', 'dot']

const readings = fc.record({
  notation: fc.constantFrom(...notationIds),
  gradient: fc.constantFrom('partial' as const, 'adjoint' as const),
  weights: fc.constantFrom('split' as const, 'joined' as const),
})
const depth = fc.constantFrom('one' as const, 'all' as const)

test('any gradient of random models is derived: one value on all lines, no two neighbours alike, all of it LaTeX', () => {
  const seen = new Set<string>()
  fc.assert(
    fc.property(
      models(3),
      losses,
      fc.integer({ min: 1, max: 5 }),
      fc.constantFrom(0.5, 1, 3),
      fc.nat(),
      readings,
      fc.constantFrom('scalar' as const, 'matrix' as const),
      depth,
      fc.constantFrom(0 as const, 1 as const),
      (model, loss, T, scale, seed, reading, form, depth, count) => {
        const trace = record(draw(model, loss, T, scale, seed))
        const pick = chooser(seed)
        const all = targets(trace, pick)
        for (const target of depth === 'one' ? all : [all[pick(all.length)]!, all[pick(all.length)]!]) {
          const derivation = derived(trace, target, { reading, form, depth, count })
          expect(broken(trace, derivation)).toEqual([])
          expect(derivation.left).toBe(0)
          for (const { tree, rule } of derivation.lines) {
            // Of each rule some, for rendering is most of the time; of all its lines the evaluation is checked.
            if (!seen.has(rule) || pick(12) === 0) renders(tree)
            seen.add(rule)
          }
        }
      },
    ),
    { numRuns: 80, seed: 20261201 },
  )
  // No cell that the engine has takes these ways; a linear net is needed for a power, attention to gather.
  const never = [
    'gather',
    'join',
    'quotient',
    'fill',
    'matvec',
    'exp',
    'logsumexp',
    'softmax',
    'powers',
    ...written,
  ]
  expect(ruleIds.filter((rule) => !seen.has(rule) && !never.includes(rule))).toEqual([])
})

test('one step back in a random net of layers', () => {
  fc.assert(
    fc.property(stacks, losses, fc.integer({ min: 1, max: 3 }), fc.nat(), (model, loss, T, seed) => {
      const trace = record(draw(model, fitting(loss, model), T, 1, seed))
      const pick = chooser(seed)
      const all = targets(trace, pick)
      for (let k = 0; k < 8; k++) {
        const derivation = derived(trace, all[pick(all.length)]!, { depth: 'one' })
        expect(broken(trace, derivation)).toEqual([])
        renders(derivation.lines[pick(derivation.lines.length)]!.tree)
      }
    }),
    { numRuns: 25, seed: 20261202 },
  )
})

test('a gradient without a way to the loss is said to be zero', () => {
  const model = modelOf({
    cell: { name: 'unread', equations: 'q = W_q x\nh = tanh(W x)' },
    inputSize: 1,
    hiddenSize: 1,
    outputSize: 1,
  })
  const weights = Object.fromEntries(
    Object.entries(tensorShapes(model)).map(([name, shape]) => [name, tensor(shape)]),
  )
  const trace = record({
    model,
    weights,
    sequence: { inputs: [[1]], targets: [[1]] },
    loss: { kind: 'mse', at: 'last', reduction: 'mean' },
  })
  for (const name of ['q@1[0]', 'W_q[0,0]'])
    expect(derive(trace, `d:${name}`)).toMatchObject({
      ok: false,
      error: `target: expected a symbol with a way to the loss, got ${name.replace(/[@[].*/, '')}: its gradient is zero`,
    })
})

test('the result is PyTorch’s gradient', () => {
  for (const c of supported.filter((each) => /^(lstm|gru|rnn)|peephole|arrive/.test(each.name))) {
    const trace = runOf(c)
    for (const tensor of ['weight_ih_l0', 'weight_hh_l0', 'head.weight'] as const) {
      const expected = (c.expect.grads[tensor] as number[][])[0]![0]!
      const result = derive(trace, `d:${tensor}[0,0]`)
      // A variant that leaves the first gate out has no gradient there to derive.
      if (!result.ok) {
        expect(result.error).toMatch(/^target: expected a row of \S+ that the variant uses, got row 0/)
        expect(expected === 0).toBe(true)
        continue
      }
      for (const { value } of result.value.lines)
        expect(Math.abs(value - expected)).toBeLessThanOrEqual(Math.max(1e-10 * Math.abs(expected), 1e-12))
    }
  }
})

test('all the way: every gradient below the target is unfolded exactly once', () => {
  for (const target of ['d:U_f[0,1]', 'd:C@1[0]', 'd:h@0[1]']) {
    const trace = traceOf('lstm-ce-all')
    const { lines, left } = derived(trace, target, { depth: 'all' })
    expect(left).toBe(0)
    const inside = lines.filter((line) => line.level > 0 && line.of.includes('@')).map((line) => line.of)
    // A gradient's lines stand together: its name begins a run of lines once.
    const runs = inside.filter((of, i) => of !== inside[i - 1])
    expect(new Set(runs).size).toBe(runs.length)
    const gradients = trace.frames.filter(
      ({ phase, equation, t }) =>
        phase === 'backward' && !equation.overTime && t! > 1 && equation.symbol !== 'd:x',
    )
    const missing = gradients
      .map(({ equation, t }) => `${equation.symbol}@${t}`)
      .filter((name) => !runs.includes(name))
    // For a weight d:a_f and d:f were unfolded for all timesteps together, as far as no other route needs them.
    expect(missing.filter((name) => target !== 'd:U_f[0,1]' || !/^d:(a_f|f)@/.test(name))).toEqual([])
  }
})

test('a long net stays readable; what would be too long is said to be left', () => {
  const model = {
    cell: 'lstm',
    inputSize: 3,
    hiddenSize: 16,
    outputSize: 2,
    activation: 'tanh',
    peephole: true,
    variant: 'vanilla',
    resetAfter: true,
    update: 'keep',
  } as const
  const trace = record(draw(model, { kind: 'mse', at: 'all', reduction: 'mean' }, 100, 1, 3))
  const one = derived(trace, 'd:U_f[1,2]')
  expect(one.lines.length).toBeLessThan(15)
  expect(Math.max(...texts(one.lines).map((tex) => tex.length))).toBeLessThan(1500)
  const weight = derived(trace, 'd:U_f[1,2]', { depth: 'all' })
  expect(broken(trace, weight)).toEqual([])
  expect(weight.left).toBe(0)
  // Around the timestep that is unfolded everything is folded, so a line does not grow with T.
  expect(Math.max(...texts(weight.lines).map((tex) => tex.length))).toBeLessThan(4000)
  const state = derived(trace, 'd:C@1[0]', { depth: 'all', letters: 200_000 })
  expect(broken(trace, state)).toEqual([])
  expect(state.left).toBeGreaterThan(500)
})

test('parts of a sum over time are targets too, and PyTorch’s names', () => {
  const trace = traceOf('peephole')
  for (const target of ['d:U_f@3[0,1]', 'd:U_f@3+[0,1]', 'd:peephole_o@2[1]', 'd:weight_hh_l0[2,1]'])
    for (const depth of ['one', 'all'] as const)
      expect(broken(trace, derived(trace, target, { depth }))).toEqual([])
  const row = derived(trace, 'd:weight_hh_l0[2,1]').lines.at(-1)!.value
  expect(row).toBe(numberOf(trace, 'd:U_f[0,1]'))
})
