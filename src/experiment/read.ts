import { check } from './check.ts'
import { type Experiment, limits, type Result } from './document.ts'

/** Reads the text of a document. Never throws. */
export function readExperiment(source: string): Result<Experiment> {
  const megabyte = 1024 * 1024
  if (source.length > limits.megabytes * megabyte)
    return {
      ok: false,
      error: `file: expected at most ${limits.megabytes} MB, got ${Math.ceil(source.length / megabyte)} MB`,
    }
  const text = source.startsWith('\uFEFF') ? source.slice(1) : source
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    return { ok: false, error: `file: expected JSON, ${whereJsonFails(text, error)}` }
  }
  return check(value)
}

/** Engines tell the position of a mistake in different words; where they tell none, the end of the text is the likeliest. */
function whereJsonFails(text: string, error: unknown): string {
  const message = error instanceof Error ? error.message : ''
  const position = /position (\d+)/.exec(message)?.[1]
  if (text.trim() === '') return 'got nothing'
  if (position === undefined) return 'got a text that ends too early or is not JSON'
  const before = text.slice(0, Number(position))
  const line = before.split('\n').length
  const column = before.length - before.lastIndexOf('\n')
  return `got a mistake at line ${line}, column ${column}`
}

/** The document as text: two spaces a level, each row of numbers on a line of its own, every number as its shortest decimal. */
export function writeExperiment(experiment: Experiment): string {
  return `${pretty(experiment, '')}\n`
}

function pretty(value: unknown, indent: string): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  const deeper = `${indent}  `
  if (Array.isArray(value)) {
    if (value.every((item) => item === null || typeof item !== 'object'))
      return `[${value.map((item) => JSON.stringify(item)).join(', ')}]`
    return `[\n${value.map((item) => deeper + pretty(item, deeper)).join(',\n')}\n${indent}]`
  }
  const entries = Object.entries(value).filter(([, item]) => item !== undefined)
  if (entries.length === 0) return '{}'
  return `{\n${entries.map(([key, item]) => `${deeper}${JSON.stringify(key)}: ${pretty(item, deeper)}`).join(',\n')}\n${indent}}`
}
