/**
 * A run as a Python file (PyTorch, float64) that rebuilds it and asserts its loss and every gradient. The lines of the forward pass are
 * printed from the equations that the trace evaluated; the backward pass is PyTorch's own.
 */

import { symbolsIn } from '../algebra/expression.ts'
import { gradientOf, ofGradient } from '../algebra/names.ts'
import { placesOf } from '../cell/parameters.ts'
import { weightGradients } from '../experiment/answer.ts'
import { toLists, valueAt } from '../tensor/tensor.ts'
import { codeName } from '../trace/code.ts'
import type { Trace } from '../trace/frame.ts'
import { startOf } from '../trace/schedule.ts'
import { literal } from './literals.ts'
import { moduleOf } from './module.ts'
import { type Names, passesOf, startName } from './passes.ts'

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
  'False None True and as assert async await break class continue def del elif else except finally for from global if import in is lambda nonlocal not or pass raise return try while with torch nan inf leaf inputs targets loss values value enumerate agree expected expected_loss module outputs said name tensor numbers derived gradient print len float t T'

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
    return torch.as_tensor(numbers, dtype=torch.float64).requires_grad_()`
}

/** Weights by PyTorch's names, the data, and the weights of the equations as blocks of rows. */
function experiment({ problem, net, T, memory, hasLoss }: Trace, name: Names): string {
  const { model, weights } = problem
  const names = Object.entries(weights).map(
    ([tensor, each]) => `${name(tensor, null)} = leaf(${literal(toLists(each))})`,
  )
  const inputs = times(T).map((t) => `    leaf(${literal(toLists(valueAt(memory('x'), t)))}),`)
  const targets = times(T)
    .filter(hasLoss)
    .map((t) => {
      const target = literal(toLists(valueAt(memory('target'), t)))
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
        `${name(startName(state), null)} = leaf(${literal(toLists(valueAt(memory(state), startOf(net, state, T))))})`,
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
  if (constant !== net.constants.w || !problem.loss.weights) return literal(data[timed ? T : 0]!)
  const counts = times(T).filter(hasLoss)
  return `{${counts.map((t) => `${t}: ${literal(data[t]!)}`).join(', ')}}`
}

function forward(trace: Trace, name: Names): string {
  const { net } = trace
  const read = new Set([net.share, ...net.head.map((eq) => eq.expr)].flatMap(symbolsIn).map((s) => s.name))
  const constants = [net.constants.w, net.constants.K].filter((each) => read.has(each))
  const once = net.passes.flatMap(({ equations }) => equations).filter((eq) => eq.once)
  return [
    '# the forward pass',
    ...constants.map((each) => `${name(each, null)} = ${constantIn(trace, each)}`),
    `T = ${trace.T}`,
    'loss = 0',
    ...passesOf(trace, name),
    '',
    'for t in range(1, T + 1):',
    '    for value in values[t].values():',
    '        value.retain_grad()',
    ...once.map(({ symbol }) => `${name(symbol, null)}.retain_grad()`),
    'loss.backward()',
  ].join('\n')
}

/** What the engine derived: the gradient of every tensor, every initial state, and every value of every timestep. */
function answers(trace: Trace, name: Names): string {
  const { net, memory, frames, T } = trace
  const tensors = Object.entries(weightGradients(trace)).map(
    ([tensor, each]) => `    ("${tensor}", ${name(tensor, null)}, ${literal(toLists(each))}),`,
  )
  const states = net.states.map((state) => {
    const start = startOf(net, state, T)
    const gradient = toLists(valueAt(memory(gradientOf(state)), start))
    return `    ("${state} at ${start}", ${name(startName(state), null)}, ${literal(gradient)}),`
  })
  const steps = frames.flatMap(({ phase, t, equation }) => {
    if (phase !== 'backward' || equation.overTime || t === null || t < 1 || t > T) return []
    const of = ofGradient(equation.symbol)!
    if (equation.untimed)
      return [`    ("${of}", ${name(of, null)}, ${literal(toLists(valueAt(memory(equation.symbol), 0)))}),`]
    const gradient = toLists(valueAt(memory(equation.symbol), t))
    return [`    ("${of} at ${t}", values[${t}]["${of}"], ${literal(gradient)}),`]
  })
  return `# what Unrolled derived: the loss, and its gradient with respect to each of these
expected_loss = ${literal(trace.loss)}
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
