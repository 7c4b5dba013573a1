/** A cell is data: nothing outside the library, readers of files and data asks for a cell by its name or for a symbol by its letter. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { sourcesIn } from '../support/sources.ts'

/** Where names and letters may stand, and why. */
const allowed: readonly (readonly [path: string, reason: string])[] = [
  ['src/cell/library/', 'the cells themselves'],
  ['src/formats/', 'files of other programs name their cells and gates'],
  ['app/words/', 'texts'],
  ['src/slips/gallery.ts', 'data: slips in the letters of the cells that they are about'],
  ['src/slips/beliefs.ts', 'data: beliefs about these cells'],
  ['src/derive/starts.ts', 'data: derivations of texts'],
  ['src/decay/error-surface.ts', 'the figure of a paper, which is of an RNN with one unit'],
  ['src/paper1997/', 'the nets of the paper of 1997, trained by hand'],
  ['app/views/paper1997/', 'the same in its view'],
  ['src/train/share.ts', 'measures the machine with one net'],
  ['src/export/escape.ts', 'indices as letters'],
  ['src/ask/routes.ts', 'the state that a reader means where none is named is C, where the cell has it'],
]

const name = /'(lstm|rnn|gru)'/
const letter = /(===|!==) '(C|f|i|o|g|n|z|r|a_[a-z])'|(includes|memory|has)\('(C|f|i|o|g|n|z|r)'\)/
const usual = /^const usual = 'C'/

const code = (line: string) => !/^\s*(\*|\/\*|\/\/)/.test(line)

test('no line branches on the name of a cell or the letter of a symbol', () => {
  const found = [...sourcesIn('src'), ...sourcesIn('app')]
    .filter((path) => !allowed.some(([place]) => path.startsWith(place)))
    .flatMap((path) =>
      readFileSync(path, 'utf8')
        .split('\n')
        // A key of the keyboard may be called as a symbol is.
        .filter((line) => code(line) && !/\bkey\b/.test(line) && (name.test(line) || letter.test(line)))
        .map((line) => `${path}: ${line.trim()}`),
    )
  expect(found).toEqual([])
})

test('every place that may know them is there and does', () => {
  for (const [place, reason] of allowed) {
    const inside = [...sourcesIn('src'), ...sourcesIn('app')].filter((path) => path.startsWith(place))
    const knows = inside.some((path) =>
      readFileSync(path, 'utf8')
        .split('\n')
        .some((line) => name.test(line) || letter.test(line) || usual.test(line) || /'[fioC]'/.test(line)),
    )
    expect([place, reason, knows || place === 'app/words/' || place.includes('escape')]).toEqual([
      place,
      reason,
      true,
    ])
  }
})
