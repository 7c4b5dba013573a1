import fc from 'fast-check'
import { expect, test } from 'vitest'
import { askedBy, studentsOf } from '../../app/parts/take/exercises.ts'
import {
  formulaOf,
  mapTree,
  notationIds,
  problemOf,
  record,
  roundedWeights,
  type Tree,
  texOf,
} from '../../src/index.ts'
import { builtIn, experimentOf } from '../support/cases.ts'
import { losses, models } from '../support/problems.ts'

const named = (name: string) => experimentOf(builtIn.find((each) => each.name === name)!)
const readings = notationIds.flatMap((notation) =>
  (['split', 'joined'] as const).map((weights) => ({ notation, weights, gradient: 'partial' as const })),
)

/** The names of the numbers in a formula, without their elements. */
const told = (tree: Tree) => {
  const names: string[] = []
  mapTree(tree, (part) => {
    if (part.kind === 'number' && part.ref) names.push(part.ref.split('[')[0]!)
    return part
  })
  return names
}

test.each(['by-hand', 'slot-filling-arrive', 'peephole', 'store-and-ask-gru', 'linear-rnn'])(
  'what is asked stays a symbol wherever it is read: %s',
  (name) => {
    const trace = record(problemOf(named(name)), 0.1)
    for (const reading of readings)
      for (const chosen of [trace.frames, trace.frames.filter(({ phase }) => phase === 'backward')]) {
        const asked = askedBy(chosen)
        const lines = chosen.map((frame) => formulaOf(trace, frame, reading, 6, asked).numbers)
        expect(lines.flatMap(told).filter((each) => asked.has(each))).toEqual([])
        // What is given is told all the same.
        expect(lines.flatMap(told).length).toBeGreaterThan(5)
        if (chosen === trace.frames) {
          const parts = lines.flatMap(told).filter((each) => /@/.test(each))
          // Inputs, targets and states before the first timestep: nothing that the run computes.
          const given = parts.filter((each) => !/^x@|^target@|^w@|@0$/.test(each))
          expect([...new Set(given)]).toEqual([])
        }
      }
  },
)

test('a blank among numbers is the symbol of the line above', () => {
  const trace = record(problemOf(named('by-hand')), 0.1)
  const frame = trace.frames.find(({ equation, t }) => equation.symbol === 'C' && t === 2)!
  const reading = { notation: 'notes', gradient: 'partial', weights: 'split' } as const
  const { symbols, numbers } = formulaOf(trace, frame, reading, 6, askedBy(trace.frames))
  expect(texOf(numbers, false)).toBe(texOf(symbols, false))
})

test('rounded weights have one digit, are the same for a seed and others for another', () => {
  fc.assert(
    fc.property(models(3), losses, fc.integer({ min: 0, max: 2 ** 32 - 1 }), (model, loss, seed) => {
      const sequence = {
        inputs: [Array.from({ length: model.inputSize }, () => 1)],
        targets: [loss.kind === 'cross-entropy' ? 0 : Array.from({ length: model.outputSize }, () => 1)],
      }
      const experiment = { format: 'unrolled/1', model, sequence, loss } as const
      const drawn = roundedWeights(experiment, seed)
      const { weights } = problemOf(drawn)
      const all = Object.values(weights).flatMap(({ data }) => [...data])
      for (const n of all) expect(n === 0 || (Number(n.toFixed(1)) === n && Math.abs(n) < 0.95)).toBe(true)
      expect(roundedWeights(experiment, seed)).toEqual(drawn)
      expect(roundedWeights(experiment, seed ^ 1)).not.toEqual(drawn)
      // What the run reads is a digit too, and none is 0.
      const trace = record(problemOf(drawn), 0.1)
      for (const name of trace.net.weights)
        for (const n of trace.memory(name).data) expect(Math.abs(n * 10) % 1 === 0 && n !== 0).toBe(true)
    }),
    { numRuns: 60 },
  )
})

test('students are a range of seeds or a list of names', () => {
  const students = (text: string) => {
    const found = studentsOf(text)
    return found.ok ? found.students : found.wrong
  }
  expect(students('')).toEqual([])
  expect(students(' 3 – 5 ')).toEqual([3, 4, 5].map((seed) => ({ name: `#${seed}`, seed })))
  const names = students('Ann, 王伟；Zoë\n7')
  expect(names).toMatchObject([{ name: 'Ann' }, { name: '王伟' }, { name: 'Zoë' }, { name: '#7', seed: 7 }])
  const [ann] = names as readonly { name: string; seed: number }[]
  expect(students('Bo, Ann')).toContainEqual(ann)
  expect(students('5-3')).toBe('range')
  expect(students('1-61')).toBe('many')
  expect(students('Ann,Ann')).toBe('twice')
  expect(students('x'.repeat(61))).toBe('long')
})
