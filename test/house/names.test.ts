/** What a thing is stands in a field. No code reads the text of a name to learn it, but for the files below. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { sourcesIn } from '../support/sources.ts'

/** Where names are read, and why. */
const allowed: readonly (readonly [path: string, reason: string])[] = [
  ['src/algebra/names.ts', 'a function that reads a name stands beside the one that makes it'],
  ['src/trace/name.ts', 'reads the names that files, links and users write'],
  ['src/algebra/lengths.ts', 'typesets the letter of a length'],
  ['src/cell/tracks.ts', 'a letter of an author may look like that of a layer, and steps aside'],
  ['src/cell/check-cell.ts', 'refuses names of an author that look like those of a layer'],
  ['src/cell/doubts.ts', 'what an author mistyped is in the letters alone'],
  ['src/formats/', 'files of other programs say what a tensor is by its name alone'],
  ['src/derive/indices.ts', 'the letter of a sum within many others has a number behind it'],
  ['src/commands/', 'reads what is typed in a terminal'],
  ['app/words/', 'texts'],
  ['app/state/models.ts', 'reads the models of a link'],
  ['app/state/readLink.ts', 'reads a link'],
  ['app/state/pack.ts', 'reads a link'],
  ['app/views/train/nets.ts', 'reads the nets of a link'],
  ['app/work/training/shelf.ts', 'of a lock the browser tells nothing but its name'],
  ['app/figure/Letters.tsx', 'writes b_f in a label with a low f'],
  ['app/views/compare/name.ts', 'writes b_f as bf where nothing can stand low'],
]

/** The parts of which names are made. */
const marks =
  "d:|[a-z]:|:|(head|attention|given|update|loss|final)\\.?|_|_l\\d?|_reverse|@|'|\\[|[a-z]+ |peephole|weight|bias"

/** A method of texts that is given such a part. */
const literal = new RegExp(
  `\\.(startsWith|endsWith|split|indexOf|includes)\\((['"\`])(${marks})\\2\\)|\\.includes\\(' '\\)`,
  'u',
)
/** What is left of a name when letters are counted off. */
const cut = /\b(name|symbol|id|ref|of|state|weight)\.slice\((?!0, \d\d)|\.slice\((['"`])[^'"`]*\2\.length/u
/** A pattern, and what only patterns of names have. */
const pattern = /\/(?![/*\s])(?:[^/\\\n]|\\.)+\/[gmsuy]*/gu
const ofNames =
  /\^d:|\(\?<d>|_l\(?\\d|_reverse|(head|attention|given|update|loss|arriving|turn)[\\|]|\^\[?[WUb]\b|\\\[\.\*|@\(?\\d|_\\w|\\p\{L\}\)_/u

const readsName = (line: string): boolean =>
  !/^\s*(\*|\/\*|\/\/)/u.test(line) &&
  (literal.test(line) || cut.test(line) || (line.match(pattern) ?? []).some((each) => ofNames.test(each)))

const found = [...sourcesIn('src'), ...sourcesIn('app')].flatMap((path) =>
  readFileSync(path, 'utf8')
    .split('\n')
    .flatMap((line) => (readsName(line) ? [{ path, line: line.trim() }] : [])),
)

test('no code reads what a thing is from its name', () => {
  expect(
    found
      .filter(({ path }) => !allowed.some(([place]) => path.startsWith(place)))
      .map(({ path, line }) => `${path}: ${line}`),
  ).toEqual([])
})

test('every place that may read names does', () => {
  const idle = allowed.filter(([place]) => !found.some(({ path }) => path.startsWith(place)))
  expect(idle).toEqual([])
})

test.each([
  ["names.filter((name) => name.startsWith('head.'))", true],
  ['/^(head|attention)\\./.test(name)', true],
  ["const [letter] = name.split('_')", true],
  ["name.slice('peephole'.length)", true],
  ["name.endsWith('_reverse')", true],
  ["id.startsWith('turn ')", true],
  ["name.includes(' ')", true],
  ['equation.symbol.slice(0, -1)', true],
  ['weights.filter((name) => /^W(_|$)/.test(name))', true],
  ["ref.replace(/\\[.*/, '')", true],
  ["kinds.includes('weights')", false],
  ["text.replaceAll('-', '−')", false],
  ['// a name that startsWith("d:")', false],
])('%s', (line, reads) => expect(readsName(line)).toBe(reads))
