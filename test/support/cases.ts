/** The cases that PyTorch answered, and helpers that compare with them. */
import { readdirSync, readFileSync } from 'node:fs'
import { type Answer, check, type Experiment, problemOf, record, type Trace } from '../../src/index.ts'

export interface Case {
  readonly name: string
  readonly document: unknown
  readonly expect: Answer
}

function load(folder: string): Case[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .map((file) => {
      const { experiment, expect } = JSON.parse(readFileSync(`${folder}/${file}`, 'utf8'))
      return { name: file.replace('.json', ''), document: experiment, expect }
    })
}

export const golden = load('test/golden')
export const builtIn = load('test/golden/experiments')
export const losses = load('test/golden/losses')
const open = load('test/golden/open')
/** Nets of several layers or with a layer against time. */
export const stacked = open.filter(({ name }) => name.startsWith('stack-'))
/** Nets of one layer along time, without attention. */
export const supported = [...golden, ...builtIn].filter((c) => !/^bi|attention/.test(c.name))
/** Every net that PyTorch answered. */
export const nets = [...golden, ...stacked, ...builtIn]
/** Cells that somebody wrote, by their names. */
export const written = open
  .filter(({ name }) => name.startsWith('cell-'))
  .map((c) => ({ ...c, name: c.name.slice('cell-'.length) }))

export function experimentOf(c: Pick<Case, 'document'>): Experiment {
  const result = check(c.document)
  if (!result.ok) throw new Error(result.error)
  return result.value
}

const runs = new Map<unknown, Trace>()

/** The run of a case, which all tests of a worker share: nobody changes a trace. */
export function runOf(c: Pick<Case, 'document'>): Trace {
  const trace = runs.get(c.document) ?? record(problemOf(experimentOf(c)))
  runs.set(c.document, trace)
  return trace
}

/** The run of a case by its name. */
export const traceOf = (name: string): Trace => runOf(nets.find((c) => c.name === name)!)

/** Every number of `expected` that `actual` does not have within 1e-10 of it (1e-12 absolute), with its place. */
export function differences(actual: unknown, expected: unknown, place = ''): string[] {
  if (typeof expected === 'number') {
    const close =
      typeof actual === 'number' && Math.abs(actual - expected) <= Math.max(1e-10 * Math.abs(expected), 1e-12)
    return close ? [] : [`${place}: expected ${expected}, got ${actual}`]
  }
  if (expected === null || typeof expected !== 'object')
    return actual === expected ? [] : [`${place}: expected ${expected}, got ${actual}`]
  return Object.entries(expected).flatMap(([key, value]) => {
    const inside =
      actual !== null && typeof actual === 'object' ? (actual as Record<string, unknown>)[key] : undefined
    return inside === undefined ? [`${place}.${key}: missing`] : differences(inside, value, `${place}.${key}`)
  })
}
