/** From ANN to LSTM: each net is PyTorch's, differs from the one before by one or two equations, and does what its story says. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { changesOf, writtenIn } from '../../app/views/ann-to-lstm/changes.ts'
import { ofLastAnswer, stepIds, steps } from '../../app/views/ann-to-lstm/steps.ts'
import en from '../../app/words/en/ann-to-lstm.ts'
import {
  answerOf,
  check,
  type Experiment,
  mapTree,
  numberOf,
  problemOf,
  record,
  type Trace,
  type Tree,
  textOf,
  writingOf,
} from '../../src/index.ts'
import { differences } from '../support/cases.ts'

const reading = { notation: 'notes', gradient: 'partial', weights: 'split' } as const
const run = (experiment: Experiment): Trace => record(problemOf(experiment))
const { expect: answers } = JSON.parse(readFileSync('test/golden/trained/path.json', 'utf8'))

test.each(steps.map((step) => [step.id, step] as const))(
  '%s agrees with PyTorch',
  (id, { experiment, place }) => {
    const trace = run(experiment)
    expect(differences(answerOf(trace), answers[id])).toEqual([])
    expect(trace.frames.some(({ phase, t }) => `${phase[0]}${t}` === place.split('.')[0])).toBe(true)
    expect(Object.keys(en.steps)).toEqual([...stepIds])
  },
)

/** What is marked, as text. */
function marked(tree: Tree): string[] {
  const found: string[] = []
  mapTree(tree, (part) => {
    if (part.kind === 'named' && part.names.new) found.push(textOf(part.inside).trim())
    return part
  })
  return found
}

test('each step changes one or two equations, and what is new is marked', () => {
  const written = steps.map(({ experiment }) => {
    const trace = run(experiment)
    return writtenIn(trace.net, writingOf(trace, reading))
  })
  const changes = written.map((now, i) =>
    changesOf(now, written[i - 1])
      .filter(({ kind }) => kind !== 'kept')
      .map(({ symbol, kind, tree }) =>
        `${kind} ${symbol}: ${kind === 'new' ? '' : marked(tree).join(', ')}`.trim(),
      ),
  )
  expect(changes).toEqual([
    [],
    ['changed g: + U_g h_t−1'],
    ['new C:', 'changed h: tanh C_t'],
    ['new i:', 'changed C: i_t ⊙'],
    ['new o:', 'changed h: o_t ⊙'],
    ['new f:', 'changed C: f_t ⊙'],
  ])
})

const row = (trace: Trace, name: (t: number) => string) =>
  Array.from({ length: trace.T }, (_, k) => numberOf(trace, name(k + 1))!)
const step = (id: string) => steps.find((each) => each.id === id)!
const answer = (id: string) => row(run(step(id).experiment), (t) => `y@${t}[0]`)
/** The gradient of the last answer at each value. */
const depends = (id: string) =>
  row(run(ofLastAnswer(step(id).experiment)), (t) => `d:x@${t}[0]`).map(Math.abs)

test('what each story says is so', () => {
  // Nothing before the last input has a way to the answer of a feed-forward net.
  expect(depends('ann').slice(0, 9)).toEqual(new Array(9).fill(0))
  expect(Math.max(...answer('ann').map(Math.abs))).toBeLessThan(0.01)
  const carried = row(run(ofLastAnswer(step('rnn').experiment)), (t) => `d:h@${t}[0]`).map(Math.abs)
  expect(carried[6]! / carried[9]!).toBeLessThan(0.05)
  // The gate keeps the noise out; without a forget gate both stored values count.
  for (const id of ['input', 'output']) {
    const on = depends(id)
    expect(Math.min(on[0]!, on[5]!)).toBeGreaterThan(0.2)
    expect(Math.max(...on.filter((_, k) => k !== 0 && k !== 5))).toBeLessThan(0.1)
  }
  expect(Math.abs(answer('input')[2]!)).toBeGreaterThan(0.1)
  expect(Math.max(...[0, 1, 2, 3, 5, 6, 7, 8].map((k) => Math.abs(answer('output')[k]!)))).toBeLessThan(0.1)
  const on = depends('lstm')
  expect(on[5]).toBeGreaterThan(0.8)
  expect(Math.max(...on.filter((_, k) => k !== 5))).toBeLessThan(0.05)
  const [ann, rnn, sum, input, output, lstm] = steps.map(({ errors }) => errors.asked)
  expect(rnn).toBeLessThan(0.95 * ann!)
  expect(sum! / rnn!).toBeCloseTo(1, 1)
  expect(input).toBeLessThan(0.6 * sum!)
  expect(output).toBeLessThan(0.6 * input!)
  expect(lstm).toBeLessThan(0.02 * output!)
})

test('the last net is the LSTM of the library', () => {
  const { experiment } = step('lstm')
  const { weights } = JSON.parse(readFileSync('experiments/path/ann-to-lstm.json', 'utf8')).steps.at(-1)
    .experiment.model
  const rows = (of: string) => ['i', 'f', 'g', 'o'].flatMap((q) => weights[`${of}_${q}`])
  const { sequence, loss } = experiment
  const result = check({
    format: 'unrolled/1',
    model: {
      ...{ cell: 'lstm', inputSize: 3, hiddenSize: 1, outputSize: 1 },
      weights: {
        ...{
          weight_ih_l0: rows('W'),
          weight_hh_l0: rows('U'),
          bias_ih_l0: rows('b'),
          bias_hh_l0: [0, 0, 0, 0],
        },
        ...{ 'head.weight': weights['head.weight'], 'head.bias': weights['head.bias'] },
      },
    },
    sequence,
    loss,
  })
  if (!result.ok) throw new Error(result.error)
  const said = row(run(result.value), (t) => `y@${t}[0]`)
  const wanted = answer('lstm')
  expect(Math.max(...said.map((y, k) => Math.abs(y - wanted[k]!)))).toBeLessThan(1e-12)
})
