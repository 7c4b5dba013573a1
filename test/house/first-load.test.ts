/** What the page needs before it is asked for anything: views, readers of files and KaTeX are fetched when they are wanted. */
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'

/** The modules that a module imports at once; types cost nothing, and what is imported by a call is fetched later. */
const importedBy = (path: string): string[] =>
  [...readFileSync(path, 'utf8').matchAll(/^(?:import|export)\s(?!type\s)[^'"]*?from '(\.[^']+)'/gm)].map(
    (match) => join(dirname(path), match[1]!),
  )

/** The packages that modules import at once. */
const packagesOf = (paths: readonly string[]) =>
  new Set(
    paths
      .filter((path) => /\.tsx?$/.test(path))
      .flatMap((path) => [
        ...readFileSync(path, 'utf8').matchAll(/^(?:import|export)\s(?!type\s)[^'"]*?from '([^.'][^']*)'/gm),
      ])
      .map((match) => match[1]!),
  )

function reachedFrom(entry: string): Set<string> {
  const reached = new Set<string>([entry])
  for (const path of reached) if (/\.tsx?$/.test(path)) for (const each of importedBy(path)) reached.add(each)
  return reached
}

test('no view, no reader of files and no package but that of the page itself comes with the page', () => {
  const reached = [...reachedFrom('app/main.tsx')]
  expect(reached).toContain('app/shell/Stage.tsx')
  expect(reached).toContain('src/index.ts')
  const early = reached.filter((path) => /^app\/views\/|^src\/formats\/(read|table|weights)\//.test(path))
  expect(early).toEqual([])
  expect([...packagesOf(reached)].sort()).toEqual([
    'react',
    'react-dom',
    'react-dom/client',
    'zustand/vanilla',
  ])
})
