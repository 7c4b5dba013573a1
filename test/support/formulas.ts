/** Every kind of formula that the engine prints, case by case: what the tests of printing hold still. */
import { readdirSync, readFileSync } from 'node:fs'
import { typesetLines as slipLines } from '../../app/views/slips/lines.ts'
import {
  derive,
  documentLinesOfAll,
  type Experiment,
  equation,
  type Frame,
  formulaOf,
  influences,
  latexOfLines,
  matching,
  notationIds,
  partTree,
  problemOf,
  type Reading,
  record,
  refTree,
  shownOn,
  slips,
  type Trace,
  type Tree,
  texOf,
  why,
} from '../../src/index.ts'
import { experimentOf, supported, written } from './cases.ts'

export const readings: readonly Reading[] = notationIds.flatMap((notation) =>
  (['partial', 'adjoint'] as const).flatMap((gradient) =>
    (['split', 'joined'] as const).map((weights) => ({ notation, gradient, weights })),
  ),
)
export const nameOf = (reading: Reading): string =>
  `${reading.notation}-${reading.gradient}-${reading.weights}`

/** The experiments of the golden files and of the page, by name. */
export const experiments: ReadonlyMap<string, Experiment> = new Map([
  ...[...supported, ...written].map((c) => [c.name, experimentOf(c)] as const),
  ...readdirSync('experiments')
    .filter((file) => file.endsWith('.json'))
    .map((file) => [file.slice(0, -5), JSON.parse(readFileSync(`experiments/${file}`, 'utf8'))] as const)
    .map(([name, document]) => [name, experimentOf({ document })] as const),
])

const tagged = (tree: Tree): string => texOf(tree)
const plain = (tree: Tree): string => texOf(tree, false)

/** Of a long run the first timesteps, the last and what has no timestep; of others all frames. */
function framesOf(trace: Trace): readonly Frame[] {
  const isLong = trace.frames.length > 400
  return trace.frames.filter(({ t }) => !isLong || t === null || t <= 2 || t >= trace.T - 1)
}

/** The formulas of all frames in one reading; how a gradient is written changes no number. */
export function ofFrames(trace: Trace, reading: Reading): Tree[] {
  return framesOf(trace).flatMap((frame) => {
    const { left, symbols, shapes, numbers, result } = formulaOf(trace, frame, reading)
    return reading.gradient === 'partial' ? [left, symbols, shapes, numbers, result] : [left, symbols, shapes]
  })
}

const turn = <T>(list: readonly T[], i: number): T => list[i % list.length]!

/** Derivations of all gradients that the run has, each in another reading, as elements and as matrices. */
export function ofDerivations(trace: Trace): Tree[] {
  const targets = trace.net.adjoints.map(({ of, overTime }, i) => {
    const index = trace.memory(of).shape.map((n) => i % n)
    return `d:${of}${overTime ? '' : `@${1 + (i % trace.T)}`}${index.length > 0 ? `[${index}]` : ''}`
  })
  return targets.flatMap((target, i) =>
    (['scalar', 'matrix'] as const).flatMap((form, j) => {
      const found = derive(trace, target, {
        form,
        depth: i % 3 === 0 ? 'all' : 'one',
        count: (i % 2) as 0 | 1,
        reading: turn(readings, i + 5 * j),
        letters: 4000,
      })
      return found.ok ? found.value.lines.map(({ tree }) => tree) : []
    }),
  )
}

/** Why some numbers are what they are, and what they influence. */
export function ofAnswers(trace: Trace): Tree[] {
  const names = trace.frames.map(({ equation: { symbol }, t }, i) => {
    const { shape, timed } = trace.memory(symbol)
    const index = shape.length === 0 ? '' : `[${shape.map((n) => i % n)}]`
    return `${symbol}${t === null || !timed ? '' : `@${t}`}${index}`
  })
  return names
    .filter((_, i) => i < 60 || i % 7 === 0)
    .filter((_, i) => i < 200)
    .flatMap((name, i) => {
      const reading = turn(readings, i)
      const equation = why(trace, name)?.equation
      const influenced = (influences(trace, name) ?? []).slice(0, 3).map(({ ref }) => ref)
      return [
        ...[name, ...influenced].map((ref) => refTree(trace, ref, reading)),
        ...(equation
          ? (['symbols', 'numbers'] as const).map((face) => partTree(trace, equation, reading, face))
          : []),
      ]
    })
}

/** The formulas of some frames as they are taken along. */
export function ofExport(trace: Trace): string[] {
  const frames = framesOf(trace)
  return frames.flatMap((frame, i) => {
    const reading = turn(readings, i)
    const two = [frame, frames[i + 1] ?? frame]
    return [
      latexOfLines(
        documentLinesOfAll(trace, [frame], reading, 'symbols', false, {
          nearly: 'they cancel',
          rounding: 'they cancel',
        }),
      ),
      latexOfLines(
        documentLinesOfAll(trace, two, reading, 'numbers', i % 4 === 0, {
          nearly: 'they cancel',
          rounding: 'they cancel',
        }),
      ),
    ]
  })
}

/** Both lines of each slip in all readings. */
export function ofSlips(): Tree[] {
  return slips.flatMap((slip) => {
    const trace = record(problemOf(matching(slip, shownOn(slip))))
    return readings.flatMap((reading) => {
      const { wrong, right } = slipLines(slip, trace, reading, trace.T)
      return [...wrong, ...right].map(({ left, right }) => equation(left, right))
    })
  })
}

/** What is printed of a case, by what it is about: LaTeX with the names of symbols and numbers, and without. */
export function printedOf(name: string, experiment: Experiment): Record<string, () => string[]> {
  const trace = record(problemOf(experiment))
  const both = (list: readonly Tree[]) => list.flatMap((each) => [tagged(each), plain(each)])
  return {
    ...Object.fromEntries(
      readings.map((reading) => [nameOf(reading), () => ofFrames(trace, reading).map(tagged)]),
    ),
    derivations: () => both(ofDerivations(trace)),
    answers: () => ofAnswers(trace).map(tagged),
    export: () => ofExport(trace),
    ...(name === 'by-hand' ? { slips: () => ofSlips().map(tagged) } : {}),
  }
}
