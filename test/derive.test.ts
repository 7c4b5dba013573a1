import fc from 'fast-check'
import katex from 'katex'
import { expect, test } from 'vitest'
import {
  check,
  derive,
  type Expr,
  type Line,
  notationIds,
  numberOf,
  ops,
  problemOf,
  record,
  ruleIds,
  startIds,
  starts,
  type Trace,
  untagged,
} from '../src/index.ts'
import { builtIn, experimentOf, supported } from './cases.ts'
import { broken, chooser, derived, largest, targets } from './derivations.ts'
import { draw, losses, models } from './problems.ts'

const rendered = new Set<string>()
function renders(tex: string): void {
  if (rendered.has(tex)) return
  rendered.add(tex)
  katex.renderToString(tex, {
    throwOnError: true,
    trust: (context) => context.command === '\\htmlData',
    strict: (code) => (code === 'htmlExtension' ? 'ignore' : 'error'),
  })
  katex.renderToString(untagged(tex), { throwOnError: true, strict: 'error' })
}

const traceOf = (name: string): Trace =>
  record(problemOf(experimentOf(supported.find((c) => c.name === name)!)))

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
          for (const { tex, rule } of derivation.lines) {
            // Of each rule some, for rendering is most of the time; of all its lines the evaluation is checked.
            if (!seen.has(rule) || pick(12) === 0) renders(tex)
            seen.add(rule)
          }
        }
      },
    ),
    { numRuns: 80, seed: 20261201 },
  )
  // No cell that the engine has takes these ways; a linear net is needed for a power.
  const never = ['quotient', 'fill', 'matvec', 'exp', 'logsumexp', 'softmax', 'powers', ...written]
  expect(ruleIds.filter((rule) => !seen.has(rule) && !never.includes(rule))).toEqual([])
})

/** Is every symbol and operation on the line one that a calculator knows? Not so for a local derivative or a sum with a letter. */
function calculable({ rule, parts }: Line): boolean {
  if (rule === 'numbers' || rule === 'result') return true
  const plain = (e: Expr): boolean =>
    e.kind !== 'apply' ||
    ((Object.hasOwn(ops, e.op) || e.op === 'mark') &&
      !['softmax', 'logsoftmax', 'logsumexp', 'pick'].includes(e.op) &&
      e.args.every(plain))
  return parts.every(({ expr, from, to }) => from === to && plain(expr))
}

/** The place after the group that is open at `at`. */
function after(tex: string, at: number): number {
  let open = 1
  let i = at
  for (; open > 0; i++) open += tex[i] === '{' ? 1 : tex[i] === '}' ? -1 : 0
  return i
}

/** What is printed, calculated: each symbol and number by the name that it carries, read from the run. */
function calculated(trace: Trace, tex: string): number {
  const mark = '\\htmlData{'
  let code = ''
  let at = 0
  for (let from = tex.indexOf(mark); from >= 0; from = tex.indexOf(mark, at)) {
    code += tex.slice(at, from)
    const body = after(tex, from + mark.length)
    const attributes = tex.slice(from + mark.length, body - 1).replaceAll('{,}', ';')
    const { ref, value } = Object.fromEntries(
      attributes.split(', ').map((pair) => pair.split('=') as [string, string]),
    )
    if (ref === undefined && value === undefined) {
      at = body + 1
      continue
    }
    code += `(${ref === undefined ? value : numberOf(trace, ref.replaceAll(';', ','))})`
    at = after(tex, body + 1)
  }
  code += tex.slice(at)
  const javascript = code
    .replaceAll('\\tfrac{1}{2}', '(0.5)')
    .replace(/\\frac\{([^{}]*)\}\{([^{}]*)\}/g, '(($1)/($2))')
    .replace(/\\left\[(\d+) = (\([^()]*\))\\right\]/g, '(Number($1 === $2))')
    .replace(/\[(\([^()]*\)) > 0\]/g, '(Number($1 > 0))')
    .replace(/\\tanh\^2 (\([^()]*\))/g, '(Math.tanh($1)**2)')
    .replace(/\\tanh (\([^()]*\))/g, '(Math.tanh($1))')
    .replaceAll(/\\left\(|\\right\)/g, (bracket) => bracket.at(-1)!)
    .replaceAll(/\\cdot|\\,/g, '*')
    .replace(/\^\{?(\d)\}?/g, '**$1')
    .replace(/[{}]/g, '')
    .replace(/-(\([^()]*\)\*\*)/g, '0-$1')
  return new Function(`return ${javascript}`)() as number
}

test('what is printed is what was evaluated: lines calculated anew from the symbols and numbers on them', () => {
  let seen = 0
  fc.assert(
    fc.property(models(1), losses, fc.integer({ min: 1, max: 3 }), fc.nat(), depth, (...drawn) => {
      const [model, loss, T, seed, depth] = drawn
      const trace = record(draw(model, loss, T, 1, seed))
      for (const target of targets(trace, chooser(seed))) {
        const { lines } = derived(trace, target, { depth, most: 99 })
        for (const line of lines.filter(calculable)) {
          seen++
          const again = calculated(trace, line.tex)
          if (!(Math.abs(again - line.value) <= 1e-12 * largest(lines)))
            throw new Error(`${target}: ${line.value}, as printed ${again}: ${untagged(line.tex)}`)
        }
      }
    }),
    { numRuns: 25, seed: 7 },
  )
  expect(seen).toBeGreaterThan(1500)
})

test('sums with letters are written out in the numbers: calculated anew for larger nets', () => {
  fc.assert(
    fc.property(models(3), losses, fc.integer({ min: 1, max: 3 }), fc.nat(), (model, loss, T, seed) => {
      const trace = record(draw(model, loss, T, 1, seed))
      for (const target of targets(trace, chooser(seed))) {
        const { lines } = derived(trace, target, { most: 99 })
        const numbers = lines.find((line) => line.rule === 'numbers')
        if (numbers)
          expect(Math.abs(calculated(trace, numbers.tex) - numbers.value)).toBeLessThanOrEqual(
            1e-12 * largest(lines),
          )
      }
    }),
    { numRuns: 25, seed: 8 },
  )
})

test('the result is PyTorch’s gradient', () => {
  for (const c of supported.filter((each) => /^(lstm|gru|rnn)|peephole|arrive/.test(each.name))) {
    const trace = record(problemOf(experimentOf(c)))
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
  expect(Math.max(...one.lines.map((line) => untagged(line.tex).length))).toBeLessThan(1500)
  const weight = derived(trace, 'd:U_f[1,2]', { depth: 'all', tags: false })
  expect(broken(trace, weight)).toEqual([])
  expect(weight.left).toBe(0)
  // Around the timestep that is unfolded everything is folded, so a line does not grow with T.
  expect(Math.max(...weight.lines.map((line) => line.tex.length))).toBeLessThan(4000)
  const state = derived(trace, 'd:C@1[0]', { depth: 'all', tags: false, letters: 200_000 })
  expect(broken(trace, state)).toEqual([])
  expect(state.left).toBeGreaterThan(500)
})

test('the derivations of the notes', () => {
  expect(starts.map((start) => start.id)).toEqual(startIds)
  const of = (id: string) => {
    const start = starts.find((one) => one.id === id)!
    const { experiment } = start
    const document =
      typeof experiment === 'string' ? builtIn.find((c) => c.name === experiment)!.document : experiment
    const checked = check(document)
    if (!checked.ok) throw new Error(`${id}: ${checked.error}`)
    const trace = record(problemOf(checked.value))
    const derivation = derived(trace, start.target, { ...start, tags: false })
    expect(broken(trace, derivation)).toEqual([])
    return derivation.lines
  }
  const has = (id: string, ...texts: string[]) => {
    const all = of(id).map((line) => line.tex)
    for (const text of texts) expect(all.some((tex) => tex.includes(text))).toBe(true)
  }
  const dC = (t: number | string) => `\\frac{\\partial L}{\\partial C_{${t}}}`
  has(
    'note-a',
    `\\sum_{t=1}^{3} \\left(${dC('t')} \\odot C_{t-1} \\odot f_{t} \\odot \\left(1 - f_{t}\\right)\\right)\\,x_{t}^{\\top}`,
    `${dC(3)} \\odot f_{3}`,
    'U_{f}^{\\top}\\,\\frac{\\partial L}{\\partial a_{f,3}}',
  )
  has(
    'note-b',
    'W[0,0]^{2}\\,V[0,0]\\,\\left(O_{3}[0] - \\mathrm{target}_{3}[0]\\right)\\,S_{0}[0] + W[0,0]\\,V',
  )
  has('note-b-matrix', '\\left(W^{\\top}\\right)^{2}\\,\\left(V^{\\top}')
  const dC2 = '\\frac{\\partial L}{\\partial C_{2}[0]}'
  has('note-c-delta', `${dC2}\\,C_{1}[0]\\,f_{2}[0]\\,\\left(1 - f_{2}[0]\\right)`)
  has('note-c-delta-matrix', `${dC(2)} \\odot C_{1} \\odot f_{2} \\odot \\left(1 - f_{2}\\right)`)
  has('note-c-weight', '\\sum_{t=1}^{3} \\frac{\\partial L}{\\partial a_{f,t}[0]}\\,h_{t-1}[1]')
  has('note-c-weight-matrix', '\\sum_{t=1}^{3} \\frac{\\partial L}{\\partial a_{f,t}}\\,h_{t-1}^{\\top}')
  has(
    'note-d',
    '\\epsilon_{c}^{3}[1]\\,b_{\\omega}^{3}[1]\\,\\left(1 - \\tanh^2 s_{c}^{3}[1]\\right) + \\delta_{\\omega}^{3}[1]\\,w_{c\\omega}[1] + \\epsilon_{s}^{4}[1]\\,b_{\\phi}^{4}[1] + \\delta_{\\phi}^{4}[1]\\,w_{c\\phi}[1] + \\delta_{\\iota}^{4}[1]\\,w_{c\\iota}[1]',
  )
  has('softmax', 'p_{2}[0] - \\left[0 = \\mathrm{target}_{2}\\right]')
  has('gru-jacobian', '\\left(\\tilde{h}_{1}[j] - h_{0}[j]\\right)\\,z_{1}[j]\\,\\left(1 - z_{1}[j]\\right)')
})

test('the row of the GRU’s Jacobian is measured by moving h_0', () => {
  const start = starts.find((one) => one.id === 'gru-jacobian')!
  const checked = check(start.experiment)
  if (!checked.ok) throw new Error(checked.error)
  const problem = problemOf(checked.value)
  const [h0 = 0, h1 = 0] = problem.sequence.initialState!.h as number[]
  const after = (move: number) =>
    record({
      ...problem,
      sequence: { ...problem.sequence, initialState: { h: [h0, h1 + move] } },
    }).memory('h').data[2]!
  const measured = (after(1e-5) - after(-1e-5)) / 2e-5
  const { lines } = derived(record(problem), start.target, start)
  expect(lines.at(-1)!.value).toBeCloseTo(measured, 9)
})

test.each([
  ['d:U_f', 'target: expected one element'],
  ['d:C@3', 'target: expected one element'],
  ['d:weight_hh_l0', 'target: expected one element'],
  ['U_f[0,1]', 'target: expected a gradient, such as d:U_f[0,1], got "U_f[0,1]"'],
  ['', 'target: expected the name of a gradient, such as d:h@4[0], got ""'],
  ['d:C@3[1]<h@3', 'target: expected the name of a gradient, such as '],
  ['nonsense !', 'target: expected the name of a gradient, such as '],
  ['d:Q[0]', 'target: expected the gradient of one of W_f tanhC'],
  ['d:target@1[0]', 'target: expected the gradient of one of '],
  ['d:C[0]', 'target: expected a timestep from 0 to 4, such as d:C@4, got "d:C[0]"'],
  ['d:C@9[0]', 'target: expected a timestep from 0 to 4 for d:C, got 9'],
  ['d:f@0[0]', 'target: expected a timestep from 1 to 4 for d:f, got 0'],
  ['d:C@3[2]', 'target: expected an element from [0] to [1], got [2]'],
  ['d:U_f[0]', 'target: expected an element from [0,0] to [1,1], got [0]'],
  ['d:U_f[0,2]', 'target: expected an element from [0,0] to [1,1], got [0,2]'],
  ['d:U_f@7[0,0]', 'target: expected a timestep from 1 to 4 for d:U_f, got 7'],
  ['d:C@3+[0]', 'target: expected a running sum of a weight only, got "d:C@3+[0]"'],
  ['d:weight_hh_l0[8,0]', 'target: expected a row from 0 to 7 of weight_hh_l0, got 8'],
  ["d:U_f'[0,0]", 'target: expected the name of a gradient, such as '],
])('a target that cannot be derived is one clear line: %s', (target, message) => {
  const result = derive(traceOf('peephole'), target)
  expect(result).toMatchObject({ ok: false })
  if (!result.ok) {
    expect(result.error.startsWith(message.replace('tanhC', '').trimEnd())).toBe(true)
    expect(result.error).not.toContain('\n')
  }
})

test('parts of a sum over time are targets too, and PyTorch’s names', () => {
  const trace = traceOf('peephole')
  for (const target of ['d:U_f@3[0,1]', 'd:U_f@3+[0,1]', 'd:peephole_o@2[1]', 'd:weight_hh_l0[2,1]'])
    for (const depth of ['one', 'all'] as const)
      expect(broken(trace, derived(trace, target, { depth }))).toEqual([])
  const row = derived(trace, 'd:weight_hh_l0[2,1]').lines.at(-1)!.value
  expect(row).toBe(numberOf(trace, 'd:U_f[0,1]'))
})
