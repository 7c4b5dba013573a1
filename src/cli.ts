/** The command line over the engine: `npm run -s trace -- FILE.json`, or - for standard input; routes and python likewise. */
import { readFileSync } from 'node:fs'
import {
  answerOf,
  direct,
  problemOf,
  pythonOf,
  readExperiment,
  record,
  routesOf,
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

/** What each command prints about a run. */
const commands: Readonly<Record<string, (trace: Trace) => string>> = {
  trace: (trace) => toJson(answerOf(trace)),
  routes,
  python: (trace) => pythonOf(trace).trimEnd(),
}

function routes(trace: Trace): string {
  const { of, at } = routesOf(trace)
  if (of !== 'C') fail(`model.cell: expected lstm, which has a cell state, got ${trace.problem.model.cell}`)
  const C = at.map(({ k, full, parts }) => {
    const { [direct]: cellOnly, ...first } = parts
    const lists = Object.entries(first).map(([gate, part]) => [gate, Array.from(part)])
    return { k, full: Array.from(full), cellOnly: Array.from(cellOnly!), first: Object.fromEntries(lists) }
  })
  return toJson({ C })
}

const [name = '', path, ...more] = process.argv.slice(2)
const command = Object.hasOwn(commands, name) ? commands[name]! : undefined
if (!command) fail(`expected a command: ${Object.keys(commands).join(', ')}`)
if (path === undefined || more.length > 0)
  fail(`expected one file: npm run -s ${name} -- FILE.json (or - for standard input)`)
const result = readExperiment(read(path))
if (!result.ok) fail(result.error)
process.stdout.write(`${command(record(problemOf(result.value)))}\n`)
