/** What has no name of its own is written out, in every cell, notation and way of writing, wherever something is printed. */
import { describe, expect, test } from 'vitest'
import { refText } from '../../app/math/name.ts'
import { typesetLines as slipLines } from '../../app/views/slips/lines.ts'
import {
  answerOf,
  csvOf,
  derive,
  equation,
  formulaOf,
  influences,
  latexOf,
  type Model,
  matching,
  modelOf,
  type NotationId,
  notationIds,
  partTree,
  problemOf,
  pythonOf,
  type Reading,
  record,
  refTree,
  resultOf,
  rowsOfTrace,
  shownOn,
  slips,
  symbolText,
  type Trace,
  type Tree,
  texOf,
  textOf,
  toJson,
  why,
} from '../../src/index.ts'
import { draw } from '../support/problems.ts'

const usual = { inputSize: 2, hiddenSize: 2, outputSize: 2, activation: 'tanh', peephole: false } as const
const base: Omit<Model, 'cell'> = { ...usual, variant: 'vanilla', resetAfter: true, update: 'keep' }
const models: Model[] = [
  ...(['tanh', 'relu', 'linear'] as const).map((activation) => ({
    ...base,
    cell: 'rnn' as const,
    activation,
  })),
  ...(['vanilla', 'NIG', 'NFG', 'NOG', 'NIAF', 'NOAF', 'CIFG'] as const).flatMap((variant) =>
    [false, true].map((peephole) => ({ ...base, cell: 'lstm' as const, variant, peephole })),
  ),
  ...[false, true].flatMap((resetAfter) =>
    (['keep', 'write'] as const).map((update) => ({ ...base, cell: 'gru' as const, resetAfter, update })),
  ),
]
const losses = [
  { kind: 'mse', at: 'all', reduction: 'mean' },
  { kind: 'cross-entropy', at: 'last', reduction: 'sum' },
] as const
const readings: Reading[] = notationIds.flatMap((notation) =>
  (['partial', 'adjoint'] as const).flatMap((gradient) =>
    (['split', 'joined'] as const).map((weights) => ({ notation, gradient, weights })),
  ),
)
const faces = ['symbols', 'numbers'] as const
const nameOf = ({ cell, activation, variant, peephole, resetAfter, update }: Model) =>
  cell === 'rnn'
    ? `rnn ${activation}`
    : cell === 'lstm'
      ? `lstm ${variant} ${peephole ? 'peephole' : ''}`
      : `gru ${resetAfter ? 'after' : 'before'} ${update}`
const runs = models.map((model, i) => {
  const loss = losses[i % losses.length]!
  return [`${nameOf(model)} ${loss.kind}`, record(draw(model, loss, 2, 1, 3 + i))] as const
})

/** The names that the engine gives to parts of formulas, and what a notation without a letter for them would write. */
function innerNames({ net }: Trace): string[] {
  const silent = [...net.cell, ...net.head].filter((eq) => eq.silent).map((eq) => eq.symbol)
  return [...new Set(silent.flatMap((name) => [name, name.replace(/[^A-Za-z0-9]/g, '')]))]
}

/**
 * The texts in which an inner name stands. A function of one symbol, such as tanh C, can be asked: a tag may name it, a reader does not
 * meet it. A cell without inner names has nothing printed.
 */
function wrong(trace: Trace, printed: () => readonly (string | Tree)[]): string[] {
  const names = innerNames(trace)
  if (names.length === 0) return []
  const inner = new RegExp(names.join('|'))
  const isWrong = (each: string | Tree) =>
    typeof each === 'string'
      ? /_part/.test(each) || inner.test(each)
      : /_part/.test(texOf(each)) || inner.test(texOf(each, false))
  return [...new Set(printed())]
    .filter(isWrong)
    .map((each) => (typeof each === 'string' ? each : texOf(each)))
}

/** The name of one number of each frame of a run. */
function refsOf(trace: Trace): string[] {
  return trace.frames.map((frame) => {
    const { shape } = resultOf(trace, frame)
    const at = frame.t === null ? '' : `@${frame.t}`
    return `${frame.equation.symbol}${at}${['', '[0]', '[0,1]'][shape.length]}`
  })
}

describe.each(runs)('no inner name in what is printed of %s', (_, trace) => {
  test('the formulas of all frames, as LaTeX and as code', () => {
    const texts = () =>
      readings.flatMap((reading, i) =>
        trace.frames.flatMap((frame, k) => [
          ...Object.values(formulaOf(trace, frame, reading)).filter((part) => part !== undefined),
          ...((i + k) % 4 === 0 ? faces.map((face) => latexOf(trace, frame, reading, face)) : []),
        ]),
      )
    expect(wrong(trace, texts)).toEqual([])
  })

  test('derivations', () => {
    const elements = refsOf(trace).filter((ref) => /^d:.*@1\[/.test(ref))
    const targets = [...elements, ...trace.net.weights.map((name) => `d:${name}`)]
    const texts = () =>
      targets.flatMap((target, k) =>
        readings
          .filter((_, i) => (i + k) % 6 === 0)
          .flatMap((reading, i) => {
            const form = (k + i) % 2 === 0 || !target.includes('[') ? 'matrix' : 'scalar'
            const result = derive(trace, target, {
              reading,
              form,
              depth: k % 4 === 0 ? 'all' : 'one',
              letters: 1000,
            })
            if (!result.ok) throw new Error(result.error)
            return result.value.lines.flatMap(({ tree, about, via = '', of }) => [
              tree,
              ...[about, via, of].filter(Boolean).map((name) => refText(trace, reading, name)),
            ])
          }),
      )
    expect(wrong(trace, texts)).toEqual([])
  })

  test('why a number is what it is, and what it influences', () => {
    const texts = () =>
      refsOf(trace).flatMap((ref, k) => {
        const equation = why(trace, ref)?.equation
        const asked = [ref, ...(influences(trace, ref) ?? []).map((each) => each.ref)]
        return readings
          .filter((_, i) => (i + k) % 4 === 0)
          .flatMap((reading) => [
            ...asked.flatMap((each) => [refTree(trace, each, reading), refText(trace, reading, each)]),
            ...(equation ? faces.map((face) => partTree(trace, equation, reading, face)) : []),
          ])
      })
    expect(wrong(trace, texts)).toEqual([])
  })

  test('files', () => {
    const texts = () => [pythonOf(trace), [...csvOf(rowsOfTrace(trace))].join(''), toJson(answerOf(trace))]
    expect(wrong(trace, texts)).toEqual([])
  })
})

test.each(slips.map((slip) => [slip.id, slip] as const))(
  'no inner name in the lines of a slip: %s',
  (_, slip) => {
    const trace = record(problemOf(matching(slip, shownOn(slip))))
    const texts = () =>
      readings.flatMap((reading) => {
        const { wrong, right } = slipLines(slip, trace, reading, trace.T)
        return [...wrong, ...right]
          .map(({ left, right }) => equation(left, right))
          .flatMap((tree) => [tree, textOf(tree)])
      })
    expect(wrong(trace, texts)).toEqual([])
  },
)

test('the symbols of layers in a menu or beside a curve are those of the formulas', () => {
  const layer = { cell: 'lstm', hiddenSize: 2 } as const
  const model = modelOf({ ...layer, direction: 'both', inputSize: 1, outputSize: 1, above: [layer] })
  const said = (id: NotationId, ...names: string[]) => names.map((name) => symbolText(id, model, name))
  expect(said('notes', 'f', 'f_l1', 'C_l1')).toEqual(['f\u20d7⁽¹⁾', 'f⁽²⁾', 'C⁽²⁾'])
  expect(said('notes', 'f_reverse')).toEqual(['f\u20d6⁽¹⁾'])
  expect(said('pytorch', 'f_l1')).toEqual(['f^l1'])
  const one = modelOf({ ...layer, inputSize: 1, outputSize: 1 })
  expect(symbolText('notes', one, 'f')).toBe('f')
})
