/** What the compiler does not look at: the addresses of workers and of files that are found by a pattern. */
import { readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { expect, test } from 'vitest'
import { filesIn } from '../support/sources.ts'

const files = ['app', 'src', 'experiments'].flatMap(filesIn)

/** The addresses in a source: of a script that is a worker, and of import.meta.glob. */
const addressesIn = (source: string): string[] =>
  [...source.matchAll(/from '(\.[^'?]+)\?worker|import\.meta\.glob(?:<[^(]*>)?\(\s*\[?\s*'(\.[^']+)'/g)].map(
    ([, worker, pattern]) => worker ?? pattern!,
  )

/** Does an address lead to a file? In it * stands for a part of a name, and {a,b} for one of several. */
function leads(address: string): boolean {
  const pattern = address
    .replace(/[.+()[\]]/g, '\\$&')
    .replaceAll('*', '[^/]*')
    .replace(/\{([^}]*)\}/g, (_, names: string) => `(${names.replaceAll(',', '|')})`)
  const name = new RegExp(`^${pattern}$`)
  return files.some((file) => name.test(file))
}

test('every worker and every pattern has its files', () => {
  const found = files
    .filter((file) => /\.tsx?$/.test(file))
    .flatMap((file) =>
      addressesIn(readFileSync(file, 'utf8')).map((address) => ({
        place: `${file}: ${address}`,
        isThere: leads(normalize(join(dirname(file), address))),
      })),
    )
  expect(found.length).toBeGreaterThan(25)
  expect(found.filter(({ isThere }) => !isThere).map(({ place }) => place)).toEqual([])
})
