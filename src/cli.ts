/**
 * The command line over the engine:
 * `npm run -s trace -- FILE.json`, or - for standard input; `npm run -s decay -- --model lstm-bf=2`.
 */
import { readFileSync } from 'node:fs'
import { type ParseArgsConfig, parseArgs } from 'node:util'
import {
  answerOf,
  bandsOf,
  type DecaySpec,
  decay,
  limits,
  modelNamed,
  modelNames,
  problemOf,
  readExperiment,
  record,
  toJson,
} from './index.ts'

/** What each command prints, given the arguments after its name. */
const commands: Readonly<Record<string, (args: string[]) => string>> = { trace, decay: decayCommand }

function fail(line: string): never {
  process.stderr.write(`${line}\n`)
  process.exit(2)
}

function read(path: string): string {
  try {
    return readFileSync(path === '-' ? 0 : path, 'utf8')
  } catch {
    return fail(`${path}: expected a file that can be read`)
  }
}

function trace([path, ...more]: string[]): string {
  if (path === undefined || more.length > 0)
    fail('expected one file: npm run -s trace -- FILE.json (or - for standard input)')
  const result = readExperiment(read(path))
  if (!result.ok) fail(result.error)
  return toJson(answerOf(record(problemOf(result.value))))
}

/** Quantiles over draws of the norms of the state gradients, for every lag from 1 to steps − 1. */
function decayCommand(args: string[]): string {
  const values = options(args, {
    model: { type: 'string' },
    hidden: { type: 'string', default: '64' },
    inputs: { type: 'string', default: '8' },
    steps: { type: 'string', default: '100' },
    'input-scale': { type: 'string', default: '1' },
    draws: { type: 'string', default: '60' },
    seed: { type: 'string', default: '1' },
  })
  const choice = values.model === undefined ? undefined : modelNamed(values.model)
  if (!choice) fail(`--model: expected one of ${modelNames.join(', ')}, got ${shown(values.model)}`)
  const inputScale = Number(values['input-scale'] || Number.NaN)
  if (!Number.isFinite(inputScale) || inputScale < 0)
    fail(`--input-scale: expected a number that is not negative, got ${shown(values['input-scale'])}`)
  const spec: DecaySpec = {
    ...choice,
    hidden: whole('hidden', values.hidden, 1, limits.size),
    inputs: whole('inputs', values.inputs, 1, limits.size),
    steps: whole('steps', values.steps, 2, limits.steps),
    inputScale,
    seed: whole('seed', values.seed, 0, 2 ** 32 - 1),
  }
  const draws = whole('draws', values.draws, 1, 10_000)
  const bands = bandsOf(Array.from({ length: draws }, (_, draw) => decay(spec, draw)))
  const lags = Array.from({ length: spec.steps - 1 }, (_, i) => i + 1)
  const curves = Object.entries(bands).map(([state, band]) => [
    state,
    Object.fromEntries(Object.entries(band).map(([q, curve]) => [q, lags.map((lag) => curve[lag])])),
  ])
  return toJson({ lags, ...Object.fromEntries(curves) })
}

/** Options that each have a value; anything else among the arguments is a mistake. */
function options(args: string[], known: ParseArgsConfig['options']): Record<string, string | undefined> {
  // "--seed -1" is told from "--seed --steps" by its digit; Node takes both for a value left out.
  const joined = args.flatMap((arg, i) => {
    if (/^-\d/.test(arg) && args[i - 1]?.startsWith('--')) return []
    return arg.startsWith('--') && /^-\d/.test(args[i + 1] ?? '') ? [`${arg}=${args[i + 1]}`] : [arg]
  })
  try {
    return parseArgs({ args: joined, options: known ?? {} }).values as Record<string, string | undefined>
  } catch (thrown) {
    // Node explains some mistakes in several lines, the first of which says what is wrong.
    return fail(`${(thrown as Error).message.split('\n')[0]}`)
  }
}

/** A value in one line, quoted. */
function shown(value: string | undefined): string {
  return value === undefined ? 'nothing' : JSON.stringify(value)
}

function whole(name: string, value: string | undefined, from: number, to: number): number {
  const n = /^\d+$/.test(value ?? '') ? Number(value) : Number.NaN
  if (!(n >= from && n <= to))
    fail(`--${name}: expected a whole number from ${from} to ${to}, got ${shown(value)}`)
  return n
}

const [command = '', ...args] = process.argv.slice(2)
const run = Object.hasOwn(commands, command) ? commands[command] : undefined
if (!run) fail(`expected a command: ${Object.keys(commands).join(' or ')}`)
process.stdout.write(`${run(args)}\n`)
