/**
 * A training run as Python (PyTorch, float64) that repeats it from the same start and asserts its losses. The
 * forward pass is printed from the equations of the net; gradients, clipping and optimisers are PyTorch's own.
 */
import { type Optimizer, settingOf, torchClass } from '../cell/optimizers.ts'
import { placesOf } from '../cell/parameters.ts'
import { problemOf } from '../experiment/problem.ts'
import { toLists } from '../tensor/tensor.ts'
import type { Trace } from '../trace/frame.ts'
import { record } from '../trace/record.ts'
import type { Item } from '../train/batch.ts'
import type { TrainingDocument } from '../train/document.ts'
import { engineOf } from '../train/gradient.ts'
import { learnerOf } from '../train/learner.ts'
import { experimentOf } from '../train/replay.ts'
import { literal } from './literals.ts'
import { type Names, passesOf, startName } from './passes.ts'
import { namesOf } from './python.ts'

/** A piece of the file: what it does, and its lines. */
export interface Section {
  readonly about: string
  readonly code: string
}

/** The losses of a run before its updates, of the first ones or of all; the file asserts them. */
export interface AssertedLosses {
  readonly float64: readonly number[]
  /** where it was trained in float32: those of training, of the same updates */
  readonly float32?: readonly number[]
}

/** The sections of the file. */
export function trainingSections(document: TrainingDocument, losses: AssertedLosses): Section[] {
  const learner = learnerOf(document, (task) => engineOf(task))
  const { task, parameters, train, windows, order } = learner
  const updater = learner.updater()
  const longest = task.items.reduce((a, b) => (b.T > a.T ? b : a))
  const state = { done: 0, parameters: updater.parameters, carried: {} }
  const trace = record(problemOf(experimentOf(document, parameters, state, longest)))
  const tensors = Object.entries(parameters.weights(updater.parameters)).map(
    ([name, of]) => `    "${name}": ${literal(toLists(of))},`,
  )
  const { training } = document
  return [
    {
      about: 'PyTorch, and the weights at the start',
      code: [...imports, ...tensors, '}', ...leaves].join('\n'),
    },
    { about: 'The sequences that train', code: dataCode(trace, task.items.slice(0, train), windows) },
    { about: 'The loss of one sequence, from the equations of the net', code: lossCode(trace) },
    {
      about: 'The optimiser, and the sequences of each update',
      code: [optimizerCode(training.optimizer), orderCode(document, order, train)].join('\n'),
    },
    { about: 'Training', code: loopCode(training.clipNorm, Math.min(losses.float64.length, order.updates)) },
    { about: 'The losses of Unrolled', code: checkCode(losses.float64) },
    ...(losses.float32 ? [singleSection(losses.float64, losses.float32)] : []),
  ]
}

/**
 * The Python file of a training run: its sections under a comment each, with `title` in the first line. It needs nothing but PyTorch;
 * running it asserts the loss before each update to 1e-8.
 */
export function trainingPython(document: TrainingDocument, losses: AssertedLosses, title: string): string {
  const heading = `# ${title.replace(/\s+/g, ' ').trim()}\n# Repeats the training in PyTorch (float64) and asserts the loss before each update.`
  const sections = trainingSections(document, losses).map(({ about, code }) => `# ${about}\n${code}`)
  return `${[heading, ...sections].join('\n\n')}\n`
}

const imports = [
  'import math',
  'import torch',
  'try:',
  '    from torch.func import vmap',
  'except ImportError:  # PyTorch 1.13',
  '    from functorch import vmap',
  '',
  'nan, inf = float("nan"), float("inf")',
  '',
  '',
  'def leaf(numbers):',
  '    return torch.as_tensor(numbers, dtype=torch.float64)',
  '',
  '',
  'weights = {',
]
const leaves = ['weights = {name: leaf(numbers).requires_grad_() for name, numbers in weights.items()}']

const rowsOf = (data: Float64Array, width: number): number[][] =>
  Array.from({ length: data.length / width }, (_, i) => [...data.subarray(i * width, (i + 1) * width)])

/** Rows of inputs and targets of each sequence; of windows the series and where each reads it. */
function dataCode(
  trace: Trace,
  items: readonly Item[],
  windows: ReturnType<typeof learnerOf>['windows'],
): string {
  const { model, loss } = trace.problem
  if (windows) {
    const { series, columns, window, ahead, targetColumns } = windows
    return [
      `series = leaf(${literal(rowsOf(series, columns))})`,
      `window, ahead, columns = ${window}, ${ahead}, ${literal(targetColumns)}`,
      'sequences = [',
      '    (series[i : i + window], series[i + window - 1 + ahead, columns][None], [])',
      `    for i in range(${items.length})`,
      ']',
    ].join('\n')
  }
  const classes = loss.kind === 'cross-entropy'
  const states = trace.net.states
  const lines = items.map(({ inputs, targets, initial, T }) => {
    const judged = classes
      ? `torch.tensor(${literal([...targets])})`
      : `leaf(${literal(rowsOf(targets, model.outputSize))})`
    const starts = initial?.size
      ? states.map((name) => startCode(trace, name, initial.get(name))).join(', ')
      : ''
    return `    (leaf(${literal(rowsOf(inputs, inputs.length / T))}), ${judged}, [${starts}]),`
  })
  return [
    '# inputs, targets, and the states at the beginning where these are not zero',
    'sequences = [',
    ...lines,
    ']',
  ].join('\n')
}

function startCode({ memory }: Trace, state: string, value: Float64Array | undefined): string {
  const { shape } = memory(state)
  return value ? `leaf(${literal([...value])}).reshape(${shapeOf(shape)})` : zeros(shape)
}
const shapeOf = (shape: readonly number[]): string => `(${shape.map((n) => `${n},`).join(' ')})`
const zeros = (shape: readonly number[]): string => `torch.zeros(${shapeOf(shape)}, dtype=torch.float64)`

/** The forward pass and the loss of one sequence as a function, which PyTorch maps over a batch. */
function lossCode(trace: Trace): string {
  const { net, problem, memory } = trace
  const name = namesOf(trace, 'weights initial math vmap losses_of')
  const places = placesOf(problem.model)
  const blocks = net.weights.map((weight) => {
    const { tensors, from, to } = places.get(weight)!
    const rows = to === undefined ? '' : `[${from}:${to}]`
    return `${name(weight, null)} = ${tensors.map((each) => `weights["${each}"]${rows}`).join(' + ')}`
  })
  const starts = net.states.map((state, i) => {
    const at = zeros(memory(state).shape)
    return `${name(startName(state), null)} = initial[${i}] if initial else ${at}`
  })
  const all = problem.loss.at === 'all'
  const { w, K } = net.constants
  const lines = [
    'T = inputs.shape[0]',
    all ? 'targets = {t: targets[t - 1 : t] for t in range(1, T + 1)}' : 'targets = {T: targets[-1:]}',
    // A class is looked up in a list of one; numbers are the row itself.
    ...(problem.loss.kind === 'cross-entropy'
      ? []
      : ['targets = {t: target[0] for t, target in targets.items()}']),
    ...blocks,
    ...starts,
    ...constants(name, [w, weightOfStep(trace)], [K, String(problem.model.outputSize)]),
    'loss = 0',
    ...passesOf(trace, name),
    problem.loss.kind === 'cross-entropy' ? 'return loss[0]' : 'return loss',
  ]
  return ['def loss_of(inputs, targets, *initial):', ...lines.map((line) => `    ${line}`), ...batched].join(
    '\n',
  )
}

/** How much each timestep counts: of a mean all alike, or by t where each has a weight of its own. */
function weightOfStep({ problem, memory, net, T }: Trace): string {
  const { at, weights } = problem.loss
  if (!weights) return at === 'all' ? '1 / T' : '1'
  const { data } = memory(net.constants.w)
  if (at === 'last') return `{T: ${literal(data[T]!)}}`
  return `{${Array.from(data.subarray(1, T + 1), (n, i) => `${i + 1}: ${literal(n)}`).join(', ')}}`
}

const constants = (name: Names, ...all: readonly (readonly [string, string])[]): string[] =>
  all.map(([symbol, value]) => `${name(symbol, null)} = ${value}`)

const batched = [
  '',
  '',
  'def loss_of_batch(batch):',
  '    """The mean loss of these sequences; those of one length are computed together."""',
  '    lengths, total = {}, 0',
  '    for i in batch:',
  '        inputs, _, initial = sequences[i]',
  '        lengths.setdefault((len(inputs), len(initial)), []).append(i)',
  '    for group in lengths.values():',
  '        columns = zip(*((inputs, targets, *initial) for inputs, targets, initial in (sequences[i] for i in group)))',
  '        total = total + vmap(loss_of)(*(torch.stack(column) for column in columns)).sum()',
  '    return total / len(batch)',
]

function optimizerCode(optimizer: Optimizer): string {
  const { kind, ...options } = optimizer
  const given = { lr: settingOf(optimizer, 'lr'), ...options }
  const written = Object.entries(given).map(([name, value]) =>
    Array.isArray(value)
      ? `${name}=(${value.map((n) => literal(n as number)).join(', ')})`
      : `${name}=${literal(value as number)}`,
  )
  return `optimizer = torch.optim.${torchClass(kind)}(weights.values()${written.map((each) => `, ${each}`).join('')})`
}

/** The batches of each epoch: as they stand, or each epoch's order written out. */
function orderCode(
  { training }: TrainingDocument,
  order: ReturnType<typeof learnerOf>['order'],
  train: number,
): string {
  const { epochs, shuffle, batch = 'full' } = training
  const size = batch === 'full' ? train : batch
  const orders = shuffle
    ? Array.from({ length: epochs }, (_, epoch) =>
        Array.from({ length: order.updatesPerEpoch }, (__, k) => [
          ...order.batch(epoch * order.updatesPerEpoch + k),
        ]).flat(),
      )
    : undefined
  return [
    orders
      ? `orders = [  # of each epoch, shuffled\n${orders.map((each) => `    [${each.join(', ')}],`).join('\n')}\n]`
      : `orders = [list(range(${train}))] * ${epochs}`,
    `batches = [order[i : i + ${size}] for order in orders for i in range(0, ${train}, ${size})]`,
  ].join('\n')
}

function loopCode(clipNorm: number | undefined, updates: number): string {
  return [
    'losses, norms = [], []',
    `for batch in batches[:${updates}]:`,
    '    loss = loss_of_batch(batch)',
    '    optimizer.zero_grad()',
    '    loss.backward()',
    '    for weight in weights.values():',
    '        if weight.grad is None:',
    '            weight.grad = torch.zeros_like(weight)',
    `    norms.append(torch.nn.utils.clip_grad_norm_(weights.values(), ${clipNorm === undefined ? 'inf' : literal(clipNorm)}).item())`,
    '    losses.append(loss.item())',
    '    optimizer.step()',
  ].join('\n')
}

function checkCode(losses: readonly number[]): string {
  return [
    `expected = ${literal([...losses])}`,
    'for update, (loss, unrolled) in enumerate(zip(losses, expected)):',
    '    agree = math.isclose(loss, unrolled, rel_tol=1e-8, abs_tol=1e-12)',
    '    assert agree, f"update {update}: PyTorch has {loss}, Unrolled {unrolled}"',
    'assert len(losses) == len(expected)',
    'print(f"{len(losses)} updates: the losses agree with PyTorch, from {losses[0]} to {losses[-1]}")',
  ].join('\n')
}

/** Training in float32 rounds at each operation, and the roundings grow from update to update: the file says how far, as measured. */
function singleSection(exact: readonly number[], single: readonly number[]): Section {
  const apart = single.map((loss, i) => Math.abs(loss - exact[i]!) / Math.max(Math.abs(exact[i]!), 1e-12))
  const most = apart.reduce((a, b) => Math.max(a, b), 0)
  // Rounded up, with the room that is left to PyTorch above.
  const tolerance = (1.1 * most + 1e-8).toExponential(1)
  return {
    about: 'The same losses as training computed them, in float32',
    code: [
      `# Rounding took them up to ${most.toExponential(1)} of a loss away from float64 within these ${single.length} updates: measured, not estimated.`,
      `single = ${literal([...single])}`,
      'for update, (loss, unrolled) in enumerate(zip(losses, single)):',
      `    agree = math.isclose(loss, unrolled, rel_tol=${tolerance}, abs_tol=1e-12)`,
      '    assert agree, f"update {update}: PyTorch has {loss}, training in float32 had {unrolled}"',
      'assert len(losses) == len(single)',
      'print("those of training in float32 agree as far as rounding lets them")',
    ].join('\n'),
  }
}
