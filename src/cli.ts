/** The command line over the engine: `npm run -s trace -- FILE.json`, or - for standard input. */
import { readFileSync } from 'node:fs'
import { answerOf, problemOf, readExperiment, record, toJson } from './index.ts'

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

const [command, path, ...more] = process.argv.slice(2)
if (command !== 'trace') fail('expected a command: trace')
if (path === undefined || more.length > 0)
  fail('expected one file: npm run -s trace -- FILE.json (or - for standard input)')
const result = readExperiment(read(path))
if (!result.ok) fail(result.error)
process.stdout.write(`${toJson(answerOf(record(problemOf(result.value))))}\n`)
