/** What the compiler does not look at: the addresses of workers and of files that are found by a pattern. */
import { globSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { expect, test } from 'vitest'

/** The addresses in a source: of a script that is a worker, and of import.meta.glob. */
const addressesIn = (source: string): string[] =>
  [...source.matchAll(/from '(\.[^'?]+)\?worker|import\.meta\.glob(?:<[^(]*>)?\(\s*\[?\s*'(\.[^']+)'/g)].map(
    ([, worker, pattern]) => worker ?? pattern!,
  )

test('every worker and every pattern has its files', () => {
  const found = globSync('{app,src}/**/*.{ts,tsx}').flatMap((file) =>
    addressesIn(readFileSync(file, 'utf8')).map((address) => ({
      place: `${file}: ${address}`,
      files: globSync(normalize(join(dirname(file), address))).length,
    })),
  )
  expect(found.length).toBeGreaterThan(25)
  expect(found.filter(({ files }) => files === 0).map(({ place }) => place)).toEqual([])
})
