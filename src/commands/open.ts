import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import {
  type Decisions,
  type Experiment,
  englishOfFormats,
  formats,
  type Mistake,
  type Option,
  type Question,
  readExperiment,
  type Source,
  saidIn,
  whyIn,
  writeExperiment,
} from '../index.ts'
import { fail, oneOf, optionsOf, type Printed } from './arguments.ts'

/** Options of one of several words. */
const words: Readonly<Partial<Record<Option, readonly string[]>>> = {
  order: ['given', 'reversed'],
  percent: ['number', 'hundredths'],
  header: ['yes', 'no'],
  across: ['yes', 'no'],
  missing: ['drop', 'carry', 'interpolate', 'keep'],
  scale: ['none', 'minmax', 'standard'],
  activation: ['tanh', 'relu', 'linear', 'sigmoid'],
  joined: ['hx', 'xh'],
  side: ['left', 'right'],
}
const free: readonly Option[] = [
  'inputs',
  'target',
  'label',
  'rows',
  'window',
  'stride',
  'sequence',
  'module',
  'layer',
  'head',
  'gates',
]

/** The experiment that the page would make of files: `npm run -s open -- air.pt airline.csv --with sine`. Decisions go to standard error, a line each. */
export async function openCommand(args: readonly string[]): Promise<Printed> {
  const { decimalNames, encodings, planOf } = await formats()
  const chosen = { ...words, decimal: decimalNames, encoding: encodings }
  const options = [...free, ...(Object.keys(chosen) as Option[])]
  const { values, rest } = optionsOf(
    args,
    Object.fromEntries(['with', ...options].map((name) => [name, { type: 'string' }])),
    true,
  )
  if (rest.length === 0) fail('expected files: npm run -s open -- FILE… (or - for standard input)')
  for (const [name, allowed] of Object.entries(chosen))
    if (values[name] !== undefined) oneOf(name, values[name], allowed)
  const decisions: Decisions = Object.fromEntries(
    options.flatMap((name) => (values[name] === undefined ? [] : [[name, values[name]]])),
  )
  const into = { experiment: intoOf(values.with ?? 'sine'), keep: values.with !== undefined }
  const plan = await planOf(rest.map(sourceOf), decisions, into)
  if (!plan.ok)
    return fail(
      lineOf(plan.mistake, plan.error, plan.file ?? (rest.length === 1 ? basename(rest[0]!) : undefined)),
    )
  const { said, questions, tensors = [], experiment } = plan.value
  const [asked] = questions
  if (asked) return fail(questionLine(asked, whyIn(asked.why, englishOfFormats)))
  const rows = tensors.map((row) => ({ id: 'tensor', ...row }) as const)
  const notes = [...said, ...rows].map((each) => saidIn(each, englishOfFormats))
  return { result: writeExperiment(experiment).trimEnd(), notes }
}

/** --missing: expected drop, carry or interpolate (3 values are missing, first in row 2) */
function questionLine({ option, choices }: Question, why: string): string {
  const [last, ...others] = [...choices].reverse()
  const either = others.length > 0 ? `${others.reverse().join(', ')} or ${last}` : last
  return `--${option}: expected ${either} (${why})`
}

/** The line of a mistake; what is wrong with a file as a whole names the file. */
function lineOf({ where }: Mistake, error: string, file: string | undefined): string {
  if (file === undefined || file === '-' || (where.id === 'key' && where.key.startsWith('--'))) return error
  return where.id === 'file' ? `${file}${error.slice('file'.length)}` : `${file}: ${error}`
}

function bytesOf(path: string): Uint8Array {
  try {
    return readFileSync(path === '-' ? 0 : path)
  } catch {
    return fail(`${path}: expected a file that can be read`)
  }
}

function sourceOf(path: string): Source {
  // A buffer of Node may be a part of a larger one.
  const bytes = new Uint8Array(bytesOf(path))
  return path === '-' ? { bytes } : { name: basename(path), bytes }
}

/** The experiment of a file, or the built-in one of a name. */
function intoOf(given: string): Experiment {
  const path = /^[\w-]+$/.test(given) ? new URL(`../../experiments/${given}.json`, import.meta.url) : given
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch {
    return fail(`--with: expected a built-in experiment or a file, got ${JSON.stringify(given)}`)
  }
  const result = readExperiment(text)
  return result.ok ? result.value : fail(`--with: ${result.error}`)
}
