/**
 * Every test, with one command: types, lint, build, unit tests, and a real Chromium. `node test/run.mjs unit` runs one part.
 * A part that fails does not keep the others from running; the last line counts. Types, lint and build run at the same time.
 */
import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ensureChromium } from './chromium.mjs'

const reports = mkdtempSync(join(tmpdir(), 'unrolled-test-'))
const wanted = process.argv.slice(2)
const count = { passed: 0, failed: 0 }

const shell = process.platform === 'win32'

function ended(args, { status, signal }) {
  if (status !== 0) console.log(`npm ${args[0]} ended with ${signal ?? `status ${status}`}.`)
  return status === 0
}

function run(args, env = {}) {
  console.log(`\n> npm ${args.join(' ')}`)
  return ended(args, spawnSync('npm', args, { stdio: 'inherit', shell, env: { ...process.env, ...env } }))
}

/** A check that passes or fails as a whole. What it says is printed once it has ended. */
function step(script) {
  const args = ['run', '-s', script]
  return new Promise((done) => {
    const child = spawn('npm', args, { stdio: ['ignore', 'pipe', 'pipe'], shell })
    const said = []
    for (const out of [child.stdout, child.stderr]) out.on('data', (text) => said.push(text))
    child.on('close', (status, signal) => {
      console.log(`\n> npm ${args.join(' ')}\n${Buffer.concat(said)}`)
      if (ended(args, { status, signal })) count.passed++
      else count.failed++
      done()
    })
  })
}

/** The unit tests that take less than a second a file: with types and lint they are `npm run check`. */
const quick = [
  ...['algebra/ops', 'algebra/softmax', 'cell/cells', 'cell/library', 'cell/own-cells', 'drawing/drawing'],
  ...['experiment', 'figure', 'formats/tables', 'formats/weights', 'house', 'state', 'strip', 'tensor'],
  ...['trace/golden', 'trace/joined', 'train/check', 'train/golden', 'words/language', 'words/texts', 'work'],
].map((name) => `test/${name}`)

/** A project of Vitest, or some files of it: each of its tests counts. */
function tests(project, env, files = []) {
  const report = join(reports, `${project}.json`)
  const args = [
    'exec',
    '--',
    'vitest',
    'run',
    '--project',
    project,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
    ...files,
  ]
  const ok = run(args, env)
  let counted = { numPassedTests: 0, numFailedTests: 0 }
  try {
    counted = JSON.parse(readFileSync(report, 'utf8'))
  } catch {
    console.log(`No report of the ${project} tests.`)
  }
  count.passed += counted.numPassedTests
  count.failed += counted.numFailedTests
  // A run that failed outside a test, or that ran none, must not look like success.
  if ((!ok || counted.numPassedTests === 0) && counted.numFailedTests === 0) count.failed++
}

const parts = {
  types: () => step('types'),
  lint: () => step('lint'),
  build: () => step('build'),
  unit: () => tests('unit'),
  quick: () => tests('unit', {}, quick),
  browser: () => {
    const path = ensureChromium()
    if (path) return tests('browser', { CHROMIUM_PATH: path })
    console.log('The browser tests need a Chromium: install one, or name it in CHROMIUM_PATH.')
    count.failed++
  },
}

const unknown = wanted.filter((name) => !(name in parts))
if (unknown.length > 0) {
  console.log(`Expected some of ${Object.keys(parts).join(', ')}; got ${unknown.join(', ')}.`)
  process.exit(2)
}
// The browser tests drive what is built, so it is built anew.
if (wanted.includes('browser')) wanted.push('build')
const chosen = Object.keys(parts).filter((name) =>
  wanted.length === 0 ? name !== 'quick' : wanted.includes(name),
)
const isStep = (name) => name === 'types' || name === 'lint' || name === 'build'
await Promise.all(chosen.filter(isStep).map((name) => parts[name]()))
for (const name of chosen) if (!isStep(name)) parts[name]()
console.log(`\n${count.passed} passed, ${count.failed} failed`)
process.exitCode = count.failed === 0 && count.passed > 0 ? 0 : 1
