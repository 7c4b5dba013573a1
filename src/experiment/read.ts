import { type Failure, failure } from '../mistake/english.ts'
import type { Expected, Got, Mistake, With } from '../mistake/mistake.ts'
import { check } from './check.ts'
import {
  type Experiment,
  type ExperimentLayer,
  type ExperimentModel,
  limits,
  type Result,
} from './document.ts'
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
  // A file just above the limit counts as 17 MB, so that no message says "at most 16 MB, got 16 MB".
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

/** The document as the text of a file. */
export function writeExperiment(experiment: Experiment): string {
  return writeJson(documentOf(experiment))
}

/** A value as the text of a file: two spaces a level, each row of numbers on a line of its own, every number as its shortest decimal. */
export const writeJson = (value: unknown): string => `${pretty(value, '')}\n`

/** The document as it is kept and passed on: in the oldest format that can say it. */
export function documentOf(experiment: Experiment): unknown {
  const { format: _, model, ...rest } = experiment
  const { loss, optimizerState, scaling, update } = experiment
  const isNew =
    loss.kind === 'bce' || loss.outer || loss.weights || loss.given || optimizerState || scaling || update
  const written = isNew || hasNewActivation(model) ? 'unrolled/2' : 'unrolled/1'
  if (isOld(model)) return { ...experiment, format: written, model: writtenModel(model) }
  return { format: 'unrolled/2', ...rest, model: writtenModel(model) }
}

/** A model as documents hold it: one cell of the library by its fields, everything else as a list of layers. */
export function writtenModel(model: ExperimentModel): unknown {
  if (isOld(model)) return withoutDirection(model)
  const {
    inputSize,
    outputSize,
    above = [],
    attention,
    readout,
    weights,
    init,
    bidirectional,
    ...bottom
  } = model
  const direction = bottom.direction ?? (bidirectional ? 'both' : undefined)
  const layers = [{ ...bottom, ...(direction ? { direction } : {}) }, ...above].map(writtenLayer)
  const more = { attention, readout, weights, init }
  const given = Object.fromEntries(Object.entries(more).filter(([, value]) => value !== undefined))
  return { inputSize, outputSize, layers, ...given }
}

const hasNewActivation = ({ activation, gateActivation }: ExperimentModel): boolean =>
  gateActivation !== undefined || activation === 'sigmoid' || activation === 'hard-sigmoid'

/** Can unrolled/1 say it: one cell of the library, along time or in both directions? */
const isOld = ({ cell, above = [], direction, readout }: ExperimentModel): boolean =>
  typeof cell === 'string' && above.length === 0 && direction !== 'backward' && readout !== 'final'

function withoutDirection({ direction, readout: _, ...model }: ExperimentModel): ExperimentModel {
  return direction === 'both' ? { ...model, bidirectional: true } : model
}

function writtenLayer({ cell, ...layer }: ExperimentLayer): unknown {
  if (typeof cell === 'string') return { cell, ...layer }
  const { sizes, ...own } = cell
  return { cell: own, ...layer, ...(sizes ? { sizes } : {}) }
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
