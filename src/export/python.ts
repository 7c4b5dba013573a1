/**
 * A run as a Python file (PyTorch, float64) that rebuilds it and asserts its loss and every gradient. The lines of the forward pass are
 * printed from the equations that the trace evaluated; the backward pass is PyTorch's own.
 */

import type { Equation } from '../algebra/equation.ts'
import { type Expr, gradientOf, symbolsIn } from '../algebra/expression.ts'
import { placesOf } from '../cell/parameters.ts'
import { weightGradients } from '../experiment/answer.ts'
import { fullValue } from '../tensor/format.ts'
import { size, type Tensor, tensor, toLists } from '../tensor/tensor.ts'
import { codeName, codeOf } from '../trace/formula.ts'
import type { Trace } from '../trace/frame.ts'

/** The file; `title` becomes its first line. It needs nothing but PyTorch, and prints one line when all gradients agree to 1e-9. */
export function pythonOf(trace: Trace, title = 'An experiment of Unrolled'): string {
  return `${[heading(title), experiment(trace), forward(trace), answers(trace), checks].join('\n\n')}\n`
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
function experiment({ problem, net, T, memory, hasLoss }: Trace): string {
  const { model, weights } = problem
  const names = Object.entries(weights).map(
    ([name, each]) => `${codeName(name, null)} = leaf(${python(each)})`,
  )
  const inputs = times(T).map((t) => `    leaf(${python(valueAt(memory('x'), t))}),`)
  const targets = times(T)
    .filter(hasLoss)
    .map((t) => {
      const target = python(valueAt(memory('target'), t))
      return `    ${t}: ${problem.loss.kind === 'cross-entropy' ? target : `torch.tensor(${target}, dtype=torch.float64)`},`
    })
  const places = placesOf(model)
  const blocks = net.weights.flatMap((name) => {
    const place = places.get(name)!
    const rows = place.to === undefined ? '' : `[${place.from}:${place.to}]`
    if (place.to === undefined) return []
    return [
      `${codeName(name, null)} = ${place.tensors.map((each) => codeName(each, null) + rows).join(' + ')}`,
    ]
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
    ...net.states.map((name) => `${name}_0 = leaf(${python(valueAt(memory(name), 0))})`),
    '',
    `# the rows of each gate${net.weights.some((name) => places.get(name)!.tensors.length > 1) ? '; the two biases act as their sum' : ''}`,
    ...blocks,
  ].join('\n')
}

function forward(trace: Trace): string {
  const { net, memory } = trace
  const line = ({ symbol, expr }: Equation) => `${codeName(symbol, 0)} = ${codeOf(trace, expr, 'torch')}`
  const visible = (equations: readonly Equation[]) => equations.filter((eq) => !eq.silent)
  const read = (expressions: readonly Expr[]) => new Set(expressions.flatMap(symbolsIn).map((s) => s.name))
  const constants = [...read([net.share, ...net.head.map((eq) => eq.expr)])].filter((name) =>
    ['w', 'K'].includes(name),
  )
  const previous = (end: string) => net.states.map((name) => name + end).join(', ')
  const kept = (equations: readonly Equation[]) =>
    visible(equations)
      .filter((eq) => net.adjoints.some((a) => a.of === eq.symbol))
      .map((eq) => `"${eq.symbol}": ${codeName(eq.symbol, 0)}`)
      .join(', ')
  return `# the forward pass
${constants.map((name) => `${name} = ${fullValue(memory(name).data[0]!)}`).join('\n')}
loss = 0
values = {}
${previous('')} = ${previous('_0')}
for t, x in enumerate(inputs, start=1):
    ${previous('_prev')} = ${previous('')}
${visible(net.cell)
  .map((eq) => `    ${line(eq)}`)
  .join('\n')}
    values[t] = {"x": x, ${kept(net.cell)}}
    if t in targets:
        target = targets[t]
${visible(net.head)
  .map((eq) => `        ${line(eq)}`)
  .join('\n')}
        values[t].update({${kept(net.head)}})
        loss = loss + ${codeOf(trace, net.share, 'torch')}
    for value in values[t].values():
        value.retain_grad()

loss.backward()`.replace(/\n\n+loss = 0/, '\nloss = 0')
}

/** What the engine derived: the gradient of every tensor, every initial state, and every value of every timestep. */
function answers(trace: Trace): string {
  const { net, memory, frames } = trace
  const tensors = Object.entries(weightGradients(trace)).map(
    ([name, each]) => `    ("${name}", ${codeName(name, null)}, ${python(each)}),`,
  )
  const states = net.states.map((name) => {
    const gradient = valueAt(memory(gradientOf(name)), 0)
    return `    ("${name} at 0", ${name}_0, ${python(gradient)}),`
  })
  const steps = frames.flatMap(({ phase, t, equation }) => {
    if (phase !== 'backward' || equation.overTime || t === null || t < 1) return []
    const of = equation.symbol.slice(2)
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
    assert agree(gradient, derived), f"{name}: PyTorch has {gradient}, Unrolled {derived}"
print(f"loss {loss.item()}; {len(expected)} gradients agree with PyTorch")`

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
