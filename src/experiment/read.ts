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

function whereJsonFails(text: string, error: unknown): string {
  if (text.trim() === '') return 'got nothing'
  const message = error instanceof Error ? error.message : ''
  if (endsEarly(message)) return 'got a text that ends too early'
  const told = /position (\d+)/.exec(message)?.[1]
  const position = told === undefined ? firstMistake(text) : Number(told)
  const before = text.slice(0, position)
  const line = before.split('\n').length
  const column = before.length - before.lastIndexOf('\n')
  return `got a mistake at line ${line}, column ${column}`
}

function endsEarly(message: string): boolean {
  return /end of|unterminated/i.test(message)
}

/** Where engines do not tell: the longest beginning that only ends too early, found by halving. */
function firstMistake(text: string): number {
  let good = 0
  let bad = text.length
  while (bad - good > 1) {
    const middle = (good + bad) >> 1
    if (beginsWell(text.slice(0, middle))) good = middle
    else bad = middle
  }
  return good
}

function beginsWell(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch (error) {
    return error instanceof Error && endsEarly(error.message)
  }
}

/** The document as text: two spaces a level, each row of numbers on a line of its own, every number as its shortest decimal. */
export function writeExperiment(experiment: Experiment): string {
  return `${pretty(experiment, '')}\n`
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
