import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { sourcesIn } from '../support/sources.ts'

const sources = sourcesIn('app').map((path) => ({ path, text: readFileSync(path, 'utf8') }))
const guards = [join('app', 'parts', 'boundary'), join('app', 'work', 'fetch.ts')]
const others = sources.filter(({ path }) => !guards.some((guard) => path.startsWith(guard)))

test('everything that is loaded later stands inside a boundary, or its failure is caught by kind', () => {
  const wrong = others.flatMap(({ path, text }) => {
    const imports = text.match(/\bimport\(/g)?.length ?? 0
    const guarded = text.match(/\b(?:later|fetched)(?:<[^>]*>)?\(\s*\(\) =>\s*import\(/g)?.length ?? 0
    const lazy = /\b(?:lazy|Suspense)\b.*from 'react'|React\.lazy/.test(text)
    return imports !== guarded || lazy ? [path] : []
  })
  expect(wrong).toEqual([])
})

test('the pool, and the workers of training, start workers alone: they see to that there may be none', () => {
  const starts = sources.filter(({ text }) => /new [\w.]*worker\(|new Worker/i.test(text))
  expect(starts.map(({ path }) => path)).toEqual([
    join('app', 'work', 'pool.ts'),
    join('app', 'work', 'training', 'workers.ts'),
  ])
})

/** Of an element in the page, what stands in it, by its opening tag. */
const shownBy = (text: string, name: string) =>
  [...text.matchAll(new RegExp(`<${name} />`, 'g'))].map((match) => text.slice(0, match.index))

test('each panel of the stage has a boundary of its own', () => {
  const app = readFileSync('app/shell/App.tsx', 'utf8')
  for (const name of [
    'Header',
    'Compared',
    'Timeline',
    'Cell',
    'Equation',
    'Transport',
    'Asked',
    'Help',
    'Tour',
  ])
    for (const before of shownBy(app, name)) {
      const open = before.lastIndexOf('<Part>')
      expect(open > before.lastIndexOf('</Part>'), name).toBe(true)
    }
  expect(readFileSync('app/main.tsx', 'utf8')).toMatch(/<Part whole>\s*<App \/>/)
})
