import { readdirSync, readFileSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import { expect, test } from 'vitest'

/** A style that is loaded later stays within the part that loads it; this is the selector of that part, where it is no view. */
const parts: Readonly<Record<string, RegExp>> = {
  why: /^\.why-panel\b/,
  take: /^(\.along|\.sheet|body:has\(> \.sheet\))/,
  boundary: /^\.failed-part\b/,
  figure: /^(\.(plot|decay)-\w+|\[data-model="\d"\]|:root(\[data-theme="\w+"\])?$)/,
}

/** The selectors of a style sheet, one by one. */
function selectorsOf(css: string): string[] {
  const rules = css.replace(/\/\*[\s\S]*?\*\//g, '').matchAll(/([^{};]+)\{/g)
  return [...rules]
    .map(([, selector]) => selector!.trim())
    .filter((selector) => !selector.startsWith('@'))
    .flatMap((selector) => selector.split(/,(?![^(]*\))/))
    .map((selector) => selector.trim())
}

test('what a style sheet that is loaded later says holds within its own part alone', () => {
  const files = readdirSync('app', { recursive: true, encoding: 'utf8' }).filter(
    (file) => /\/.*\.css$/.test(file) && !/^(ui|shell)\//.test(file),
  )
  expect(files.length).toBeGreaterThan(8)
  const outside = files.flatMap((file) => {
    const folder = basename(dirname(file))
    const part = parts[folder] ?? new RegExp(`^(:root\\S* )?main(\\.page)?\\.${folder}\\b`)
    return selectorsOf(readFileSync(`app/${file}`, 'utf8'))
      .filter((selector) => !part.test(selector))
      .map((selector) => `${file}: ${selector}`)
  })
  expect(outside).toEqual([])
})
