/**
 * A run as a Python file (PyTorch, float64) that rebuilds it and asserts its loss and every gradient. The lines of the forward pass are
 * printed from the equations that the trace evaluated; the backward pass is PyTorch's own.
 */

import type { Equation } from '../algebra/equation.ts'
import { symbolsIn } from '../algebra/expression.ts'
import { givenAt, gradientOf, ofGradient } from '../algebra/names.ts'
import { placesOf } from '../cell/parameters.ts'
import { weightGradients } from '../experiment/answer.ts'
import { fullValue } from '../tensor/format.ts'
import { size, type Tensor, tensor, toLists } from '../tensor/tensor.ts'
import { codeName, codeOf } from '../trace/code.ts'
import type { Trace } from '../trace/frame.ts'
import { startOf } from '../trace/schedule.ts'
import { moduleOf } from './module.ts'
import { type Names, passesOf, shareCode, startName } from './passes.ts'

/** The file; `title` becomes its first line. It needs nothing but PyTorch, and prints one line when all gradients agree to 1e-9, and where torch.nn
 * has a module for the layers, what it says. */
export function pythonOf(trace: Trace, title = 'An experiment of Unrolled'): string {
  const name = namesOf(trace)
  const module = moduleOf(trace, name)
  const parts = [heading(title), experiment(trace, name), forward(trace, name), answers(trace, name), checks]
  return `${[...parts, ...(module.length > 0 ? [module.join('\n')] : []), told].join('\n\n')}\n`
}

/** Words of Python, and what the file itself names. */
const taken =
  'False None True and as assert async await break class continue def del elif else except finally for from global if import in is lambda nonlocal not or pass raise return try while with torch nan inf leaf inputs targets loss values value enumerate agree expected expected_loss module outputs said name tensor numbers derived gradient print len float t'

/** Each symbol and each of its times has a name of its own, whatever the author of a cell calls his symbols. `more`: further words of the file. */
export function namesOf({ net }: Trace, more = ''): Names {
  const used = new Set(`${taken} ${more}`.split(' '))
  const found = new Map<string, string>()
  const nameOf: Names = (name, dt) => {
    const key = `${name} ${dt || 0}`
    const known = found.get(key)
    if (known) return known
    // Python reads letters that look alike (NFKC) as one.
    let made = codeName(name, dt)
      .replace(/[^\p{L}\d_]/gu, '_')
      .normalize('NFKC')
    while (used.has(made)) made += '_'
    used.add(made)
    found.set(key, made)
    return made
  }
  for (const { symbol, once } of net.passes.flatMap(({ equations }) => equations))
    nameOf(symbol, once ? null : 0)
  return nameOf
}

function heading(title: string): string {
  return `# ${title.replace(/\s+/g, ' ').trim()}
# Rebuilds the experiment in PyTorch (float64) and asserts the loss and every gradient to 1e-9.
import torch

nan, inf = float("nan"), float("inf")


def leaf(numbers):
    return torch.tensor(numbers, dtype=torch.float64, requires_grad=True)`
}

/** Weights by PyTorch's names, the data, and the weights of the equations as blocks of rows. */
function experiment({ problem, net, T, memory, hasLoss }: Trace, name: Names): string {
  const { model, weights } = problem
  const names = Object.entries(weights).map(
    ([tensor, each]) => `${name(tensor, null)} = leaf(${python(each)})`,
  )
  const inputs = times(T).map((t) => `    leaf(${python(valueAt(memory('x'), t))}),`)
  const targets = times(T)
    .filter(hasLoss)
    .map((t) => {
      const target = python(valueAt(memory('target'), t))
      return `    ${t}: ${problem.loss.kind === 'cross-entropy' ? target : `torch.tensor(${target}, dtype=torch.float64)`},`
    })
  const places = placesOf(model)
  const blocks = net.weights.flatMap((weight) => {
    const place = places.get(weight)!
    const rows = place.to === undefined ? '' : `[${place.from}:${place.to}]`
    if (place.to === undefined) return []
    return [`${name(weight, null)} = ${place.tensors.map((each) => name(each, null) + rows).join(' + ')}`]
  })
  return [
    `# D = ${model.inputSize}, H = ${model.hiddenSize}, K = ${model.outputSize}, T = ${T}`,
    ...names,
    'inputs = [',
    ...inputs,
    ']',
    problem.loss.kind === 'cross-entropy'
      ? '# the class of each timestep that has a loss'
      : '# of each timestep that has a loss',
    'targets = {',
    ...targets,
    '}',
    ...net.states.map(
      (state) =>
        `${name(startName(state), null)} = leaf(${python(valueAt(memory(state), startOf(net, state, T)))})`,
    ),
    ...(blocks.length > 0 ? ['', gates(net.weights.some((w) => places.get(w)!.tensors.length > 1))] : []),
    ...blocks,
  ].join('\n')
}

const gates = (summed: boolean) =>
  `# the rows of each gate${summed ? '; the two biases act as their sum' : ''}`

/** A constant of the loss; how much each timestep counts, by t, where each has a weight of its own. */
function constantIn({ net, problem, memory, T, hasLoss }: Trace, constant: string): string {
  const { data, timed } = memory(constant)
  if (constant !== net.constants.w || !problem.loss.weights) return fullValue(data[timed ? T : 0]!)
  const counts = times(T).filter(hasLoss)
  return `{${counts.map((t) => `${t}: ${number(data[t]!)}`).join(', ')}}`
}

function forward(trace: Trace, name: Names): string {
  const { net } = trace
  const body = net.passes.length === 1 ? oneLoop(trace, name) : passesOf(trace, name)
  const read = new Set([net.share, ...net.head.map((eq) => eq.expr)].flatMap(symbolsIn).map((s) => s.name))
  const constants = [net.constants.w, net.constants.K].filter((each) => read.has(each))
  return [
    '# the forward pass',
    ...constants.map((each) => `${name(each, null)} = ${constantIn(trace, each)}`),
    'loss = 0',
    body,
    '\nloss.backward()',
  ].join('\n')
}

/** The layer, the head and the loss of each timestep in one loop. */
function oneLoop(trace: Trace, name: Names): string {
  const { net, memory } = trace
  /** A value of its own, also where it is another one or a number. */
  const line = ({ symbol, expr }: Equation) => {
    const code = codeOf(trace, expr, 'torch', name)
    const own = expr.kind === 'symbol' ? `${code}.clone()` : code
    return `${name(symbol, 0)} = ${symbolsIn(expr).length === 0 ? `leaf(${code})` : own}`
  }
  const visible = (equations: readonly Equation[]) => equations.filter((eq) => !eq.silent)
  // The states, and the input of a layer where its cell reads the one before.
  const read = net.cell.flatMap(({ expr }) => symbolsIn(expr)).filter(({ dt }) => dt === -1)
  const inputs = [...new Set(['x', ...net.tracks.map(({ x }) => x)])]
  const before = inputs.filter((x) => read.some((s) => s.name === x))
  const zeros = (x: string) => `torch.zeros(${memory(x).shape.join()}, dtype=torch.float64)`
  const first = before.map((x) => `\n${name(x, -1)} = ${zeros(x)}`).join('')
  const last = before.map((x) => `\n    ${name(x, -1)} = ${name(x, 0)}`).join('')
  const previous = (named: (state: string) => string) => net.states.map(named).join(', ')
  const now = (state: string) => name(state, 0)
  const start = previous((state) => name(startName(state), null))
  const carries = net.states.length > 0
  const kept = (equations: readonly Equation[]) =>
    visible(equations)
      .filter((eq) => net.adjoints.some((a) => a.of === eq.symbol))
      .map((eq) => `"${eq.symbol}": ${name(eq.symbol, 0)}`)
      .join(', ')
  return `values = {}
${carries ? `${previous(now)} = ${start}` : ''}${first}
for t, x in enumerate(inputs, start=1):
    ${carries ? `${previous((state) => name(state, -1))} = ${previous(now)}` : 'pass'}
${visible(net.cell)
  .map((eq) => `    ${line(eq)}`)
  .join('\n')}
    values[t] = {"x": x, ${kept(net.cell)}}
    if t in targets:
        target = targets[t]${givenLines(trace, name)
          .map((line) => `\n        ${line}`)
          .join('')}
${visible(net.head)
  .map((eq) => `        ${line(eq)}`)
  .join('\n')}
        values[t].update({${kept(net.head)}})
        loss = loss + ${shareCode(trace, name)}
    for value in values[t].values():
        value.retain_grad()${last}`
}

/** The gradients that are given at the last timestep; none at the others. */
export function givenLines({ problem, memory, T }: Trace, name: Names): string[] {
  return Object.keys(problem.loss.given ?? {}).map((each) => {
    const numbers = python(valueAt(memory(givenAt(each)), T))
    return `${name(givenAt(each), 0)} = torch.tensor(${numbers}, dtype=torch.float64) * (t == ${T})`
  })
}

/** What the engine derived: the gradient of every tensor, every initial state, and every value of every timestep. */
function answers(trace: Trace, name: Names): string {
  const { net, memory, frames, T } = trace
  const tensors = Object.entries(weightGradients(trace)).map(
    ([tensor, each]) => `    ("${tensor}", ${name(tensor, null)}, ${python(each)}),`,
  )
  const states = net.states.map((state) => {
    const start = startOf(net, state, T)
    const gradient = valueAt(memory(gradientOf(state)), start)
    return `    ("${state} at ${start}", ${name(startName(state), null)}, ${python(gradient)}),`
  })
  const steps = frames.flatMap(({ phase, t, equation }) => {
    if (phase !== 'backward' || equation.overTime || t === null || t < 1 || t > T) return []
    const of = ofGradient(equation.symbol)!
    if (equation.untimed)
      return [`    ("${of}", ${name(of, null)}, ${python(valueAt(memory(equation.symbol), 0))}),`]
    const gradient = valueAt(memory(equation.symbol), t)
    return [`    ("${of} at ${t}", values[${t}]["${of}"], ${python(gradient)}),`]
  })
  return `# what Unrolled derived: the loss, and its gradient with respect to each of these
expected_loss = ${number(trace.loss)}
expected = [
${[...tensors, ...states, ...steps].join('\n')}
]`
}

const checks = `def agree(a, b):
    return torch.allclose(a, b, rtol=1e-9, atol=1e-12, equal_nan=True)


assert agree(loss.detach(), torch.tensor(expected_loss, dtype=torch.float64)), f"loss: {loss}"
for name, tensor, numbers in expected:
    derived = torch.tensor(numbers, dtype=torch.float64)
    gradient = torch.zeros_like(tensor) if tensor.grad is None else tensor.grad
    assert agree(gradient, derived), f"{name}: PyTorch has {gradient}, Unrolled {derived}"`

const told = `print(f"loss {loss.item()}; {len(expected)} gradients agree with PyTorch")`

function times(T: number): number[] {
  return Array.from({ length: T }, (_, s) => s + 1)
}

function valueAt({ data, shape }: { data: Float64Array; shape: readonly number[] }, t: number): Tensor {
  const n = size(shape)
  return tensor(shape, data.subarray(t * n, (t + 1) * n))
}

function python(of: Tensor): string {
  const write = (value: ReturnType<typeof toLists>): string =>
    typeof value === 'number' ? number(value) : `[${value.map(write).join(', ')}]`
  return write(toLists(of))
}

/** A number as Python reads it back, the same float64. */
function number(n: number): string {
  if (Number.isNaN(n)) return 'nan'
  return fullValue(n).replace('Infinity', 'inf')
}
