import { expect, test } from 'vitest'
import { check, problemOf, record, startIds, starts } from '../../src/index.ts'
import { builtIn } from '../support/cases.ts'
import { broken, derived, texts } from '../support/derivations.ts'

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
    const derivation = derived(trace, start.target, start)
    expect(broken(trace, derivation)).toEqual([])
    return derivation.lines
  }
  const has = (id: string, ...parts: string[]) => {
    const all = texts(of(id))
    for (const part of parts) expect(all.some((tex) => tex.includes(part))).toBe(true)
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
