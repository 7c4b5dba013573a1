/** The command line over the engine: `npm run -s COMMAND -- FILE.json …`, or - for standard input. Each command is a row of `commands`. */
import { readFileSync } from 'node:fs'
import {
  answerOf,
  type Depth,
  depths,
  derive,
  type NotationId,
  notationIds,
  problemOf,
  readExperiment,
  record,
  type Trace,
  toJson,
} from './index.ts'

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

/** The finished run of the experiment in a file. */
function traceOf(path: string): Trace {
  const result = readExperiment(read(path))
  if (!result.ok) fail(result.error)
  return record(problemOf(result.value))
}

function print(value: unknown): void {
  process.stdout.write(`${toJson(value)}\n`)
}

/** Takes options such as `--depth all` out of the arguments. `allowed`: the values of each; the first is the default. */
function optionsOf<Name extends string>(
  args: readonly string[],
  allowed: Readonly<Record<Name, readonly string[]>>,
): { readonly rest: string[]; readonly options: Record<Name, string> } {
  const rest: string[] = []
  const options = Object.fromEntries(
    Object.entries<readonly string[]>(allowed).map(([name, values]) => [name, values[0]]),
  ) as Record<Name, string>
  for (let i = 0; i < args.length; i++) {
    const argument = args[i]!
    if (!argument.startsWith('--')) {
      rest.push(argument)
      continue
    }
    const [name, attached] = argument.slice(2).split('=', 2) as [Name, string?]
    if (!Object.hasOwn(allowed, name))
      fail(`${argument}: expected one of ${Object.keys(allowed).map((known) => `--${known}`)}`)
    const value = attached ?? args[++i]
    const values = allowed[name]
    if (value === undefined || !values.includes(value))
      fail(`--${name}: expected one of ${values.join(', ')}, got ${value ?? 'nothing'}`)
    options[name] = value
  }
  return { rest, options }
}

/** What each command does with the arguments that follow it. */
const commands: Readonly<Record<string, (args: readonly string[]) => void>> = {
  trace: (args) => {
    const [path, ...more] = args
    if (path === undefined || more.length > 0)
      fail('expected one file: npm run -s trace -- FILE.json (or - for standard input)')
    print(answerOf(traceOf(path)))
  },

  derive: (args) => {
    const { rest, options } = optionsOf(args, { depth: depths, notation: notationIds })
    const [path, target, ...more] = rest
    if (path === undefined || target === undefined || more.length > 0)
      fail("expected a file and a gradient: npm run -s derive -- FILE.json 'd:U_f[0,1]'")
    const result = derive(traceOf(path), target, {
      depth: options.depth as Depth,
      reading: { notation: options.notation as NotationId, gradient: 'partial', weights: 'split' },
      tags: false,
    })
    if (!result.ok) fail(result.error)
    print(result.value.lines.map(({ rule, tex, value }) => ({ rule, tex, value })))
  },
}

const [command = '', ...args] = process.argv.slice(2)
const run = Object.hasOwn(commands, command) ? commands[command] : undefined
if (!run) fail(`expected a command: ${Object.keys(commands).join(', ')}`)
run(args)
