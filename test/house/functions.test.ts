/** Functions stay short: whoever reads one sees it whole. What is inside a function counts with it, markup too. */
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { parseSync } from 'vite'
import { expect, test } from 'vitest'

/** About 80 lines are enough; nothing is above this. */
const most = 100

const files = (folder: string): string[] =>
  readdirSync(folder).flatMap((name) => {
    const path = join(folder, name)
    return statSync(path).isDirectory() ? files(path) : /\.tsx?$/.test(name) ? [path] : []
  })

interface Node {
  readonly type: string
  readonly start: number
  readonly end: number
  readonly id?: { readonly name?: string } | null
  readonly key?: { readonly name?: string } | null
  readonly body?: unknown
}
const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && typeof (value as { type?: unknown }).type === 'string'

/** The functions of a text with their lengths in lines, those within others too. */
function functionsOf(path: string, text: string): { readonly name: string; readonly lines: number }[] {
  const found: { name: string; lines: number }[] = []
  const visit = (node: Node, parent: Node | undefined): void => {
    if (/Function/.test(node.type) && isNode(node.body)) {
      const name = node.id?.name ?? parent?.id?.name ?? parent?.key?.name ?? ''
      found.push({ name: `${path} ${name}`, lines: text.slice(node.start, node.end).split('\n').length })
    }
    for (const value of Object.values(node))
      for (const child of Array.isArray(value) ? value : [value]) if (isNode(child)) visit(child, node)
  }
  visit(parseSync(path, text).program as unknown as Node, undefined)
  return found
}

test('functions are counted, those within others and those in markup too', () => {
  const text = `function outer() {
  const inner = () => {
    return <p onClick={() => 1} />
  }
  return inner
}
class C {
  method() {
  }
}`
  expect(functionsOf('a.tsx', text)).toEqual([
    { name: 'a.tsx outer', lines: 6 },
    { name: 'a.tsx inner', lines: 3 },
    { name: 'a.tsx ', lines: 1 },
    { name: 'a.tsx method', lines: 2 },
  ])
})

test(`no function is longer than ${most} lines`, () => {
  const long = [...files('src'), ...files('app')]
    .flatMap((path) => functionsOf(path, readFileSync(path, 'utf8')))
    .filter(({ lines }) => lines > most)
  expect(long).toEqual([])
})
