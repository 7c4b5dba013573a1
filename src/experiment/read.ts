import { type Failure, failure } from '../mistake/english.ts'
import type { Expected, Got, Mistake, With } from '../mistake/mistake.ts'
import { check } from './check.ts'
import { type Experiment, limits, type Result } from './document.ts'
import { seen } from './expect.ts'
import { firstMistake } from './scan.ts'

/**
 * Reads the text of a document: JSON of at most 16 MB, with or without a byte order mark. Never throws; an error is one line
 * that starts with the place, `file` where the text is too long or no JSON.
 */
export function readExperiment(source: string): Result<Experiment> {
  const read = readJson(source)
  return read.ok ? check(read.value) : read
}

/** The value in a text: JSON of at most 16 MB, with or without a byte order mark. Never throws. */
export function readJson(source: string): Result<unknown> {
  const large = tooLarge(source.length)
  if (large) return failure(large)
  const text = source.startsWith('\uFEFF') ? source.slice(1) : source
  try {
    return { ok: true, value: JSON.parse(text) }
  } catch {
    return whereJsonFails(text)
  }
}

/** What is wrong with a file of so many bytes, before any of it is read; undefined where it is not too large. */
export function tooLarge(bytes: number): Mistake | undefined {
  const megabytes = bytes / 2 ** 20
  if (megabytes <= limits.megabytes) return undefined
  // Never "at most 16 MB, got 16 MB".
  const n = Math.max(Math.round(megabytes), limits.megabytes + 1)
  return wrong({ id: 'megabytes', most: limits.megabytes }, { id: 'megabytes', n }).mistake
}

const wrong = (expected: With<Expected>, got?: With<Got>): Failure =>
  failure({ where: { id: 'file' }, expected, ...(got ? { got } : {}) })

function whereJsonFails(text: string): Failure {
  if (text.trim() === '') return wrong({ id: 'json' }, { id: 'nothing' })
  const at = firstMistake(text)
  // JSON that an engine refuses all the same: it has run out of memory.
  if (at === undefined) return wrong({ id: 'json' }, { id: 'unreadableText' })
  const before = text.slice(0, at)
  const line = before.split('\n').length
  const column = before.length - before.lastIndexOf('\n')
  if (at === text.length) return wrong({ id: 'jsonEnds', line, column })
  return wrong({ id: 'jsonAt', line, column }, seen(String.fromCodePoint(text.codePointAt(at)!)))
}

/** The document as text: two spaces a level, each row of numbers on a line of its own, every number as its shortest decimal. */
export function writeExperiment(experiment: Experiment): string {
  return `${pretty(documentOf(experiment), '')}\n`
}

/** The document as it is kept and passed on: in the oldest format that can say it. A cell that somebody wrote stands in a layer. */
export function documentOf(experiment: Experiment): unknown {
  const { format: _, model, ...rest } = experiment
  const { cell, hiddenSize, inputSize, outputSize, ...more } = model
  if (typeof cell === 'string')
    return { ...experiment, format: experiment.optimizerState ? 'unrolled/2' : 'unrolled/1' }
  const { sizes, ...own } = cell
  const layer = { cell: own, hiddenSize, ...(sizes ? { sizes } : {}) }
  return { format: 'unrolled/2', ...rest, model: { inputSize, outputSize, layers: [layer], ...more } }
}

function pretty(value: unknown, indent: string): string {
  if (value === null || typeof value !== 'object') return Object.is(value, -0) ? '-0' : JSON.stringify(value)
  const deeper = `${indent}  `
  if (Array.isArray(value)) {
    if (value.every((item) => item === null || typeof item !== 'object'))
      return `[${value.map((item) => pretty(item, '')).join(', ')}]`
    return `[\n${value.map((item) => deeper + pretty(item, deeper)).join(',\n')}\n${indent}]`
  }
  const entries = Object.entries(value).filter(([, item]) => item !== undefined)
  if (entries.length === 0) return '{}'
  return `{\n${entries.map(([key, item]) => `${deeper}${JSON.stringify(key)}: ${pretty(item, deeper)}`).join(',\n')}\n${indent}}`
}
