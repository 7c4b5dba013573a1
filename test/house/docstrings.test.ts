/** What the engine's door offers says what it is. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const source = (path: string): string => readFileSync(path, 'utf8')

/** Every name that the door offers, with the file that it is from. */
const offered = [
  ...source('src/index.ts').matchAll(/^export (?:type )?\{([^}]*)\} from '\.\/([^']*)'/gmu),
].flatMap(([, names, file]) =>
  names!
    .split(',')
    .map(
      (name) =>
        name
          .trim()
          .replace(/^type /u, '')
          .split(' as ')[0]!,
    )
    .filter((name) => name !== '')
    .map((name) => ({ name, file: `src/${file}` })),
)

/** Does a comment stand right above the declaration of a name? A name that a file only hands on is described where it is from. */
function isDescribed(name: string, text: string): boolean {
  const kinds = '(?:abstract )?(?:async )?(?:const|function\\*?|class|interface|type)'
  const found = new RegExp(`^(?:export )?${kinds} ${name}(?![\\p{L}\\d_])`, 'mu').exec(text)
  if (found) return text.slice(0, found.index).trimEnd().endsWith('*/')
  return new RegExp(`^export (?:type )?\\{[^}]*\\b${name}\\b[^}]*\\} from`, 'mu').test(text)
}

test('everything that the engine offers has a docstring', () => {
  expect(offered.length).toBeGreaterThan(300)
  const silent = offered.filter(({ name, file }) => !isDescribed(name, source(file)))
  expect(silent.map(({ name, file }) => `${file}: ${name}`)).toEqual([])
})

test.each([
  ['/** A sum. */\nexport const sum = 1', true],
  ['export const sum = 1', false],
  ['/** A room. */\nconst room = 2\nexport const sum = 1', false],
  ["export type { sum } from './sum.ts'", true],
])('%s', (text, described) => expect(isDescribed('sum', text)).toBe(described))
