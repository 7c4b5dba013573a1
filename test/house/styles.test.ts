/** Style sheets: a module beside each component, and two for the page itself that name no class. */
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { moduleName } from '../../build/class-names.ts'

const read = (path: string) => readFileSync(path, 'utf8')
const filesIn = (folder: string, ending: RegExp) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => ending.test(file))
    .map((file) => join(folder, file))

/** The style sheets of the page itself: what they say of elements holds everywhere. */
const pageSheets = ['app/math/fonts/fonts.css', 'app/shell/print.css', 'app/ui/theme.css']
const modules = filesIn('app', /\.module\.css$/)
const sources = filesIn('app', /\.tsx?$/).map((path) => ({ path, text: read(path) }))

/** The selectors of a style sheet, one by one; steps of an animation are none. */
function selectorsOf(css: string): string[] {
  const rules = css
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/@keyframes[^{]+\{(?:[^{}]*\{[^}]*\})*\s*\}/g, '')
    .matchAll(/([^{};]+)\{/g)
  return [...rules]
    .map(([, selector]) => selector!.trim())
    .filter((selector) => !selector.startsWith('@'))
    .flatMap((selector) => selector.split(/,(?![^(]*\))/))
    .map((selector) => selector.trim())
}

/** The classes of its own that a selector of a module names: those of KaTeX and of printed formulas stand in :global(). */
const classesOf = (selector: string): string[] =>
  [...selector.replace(/:global\([^)]*\)/g, '').matchAll(/\.([A-Za-z][\w-]*)/g)].map(([, name]) => name!)

/** What components name of a module: the path of the module, and the class. */
function uses({ path, text }: { readonly path: string; readonly text: string }): string[] {
  const imports = [...text.matchAll(/^import (\w+) from '(.*\.module\.css)'$/gm)]
  return imports.flatMap(([, name, file]) => {
    const sheet = join(dirname(path), file!)
    const named = [...text.matchAll(new RegExp(`(?<![\\w./'])${name}\\.(\\w+)`, 'g'))]
    return named.map(([, local]) => `${sheet} ${local}`)
  })
}

test('the sheets of the page keep to elements, and the theme is short', () => {
  expect(filesIn('app', /(?<!\.module)\.css$/).sort()).toEqual(pageSheets)
  for (const sheet of pageSheets) expect(selectorsOf(read(sheet)).flatMap(classesOf)).toEqual([])
  expect(read('app/ui/theme.css').split('\n').length - 1).toBeLessThanOrEqual(300)
})

test('what a module says holds within its own component alone', () => {
  expect(modules.length).toBeGreaterThan(60)
  const outside = modules.flatMap((file) =>
    selectorsOf(read(file))
      .filter((selector) => classesOf(selector).length === 0)
      .map((selector) => `${file}: ${selector}`),
  )
  expect(outside).toEqual([])
  const names = modules.map(moduleName)
  expect(names.filter((name, i) => names.indexOf(name) < i)).toEqual([])
})

test('no sheet writes a rule twice, or a comment within a selector', () => {
  const wrong = [...pageSheets, ...modules].flatMap((file) => {
    const css = read(file).replace(/@keyframes[^{]+\{(?:[^{}]*\{[^}]*\})*\s*\}/g, '')
    const rules = [...css.matchAll(/([^{};]+)\{([^{}]*)\}/g)].map(([, selector, body]) => ({
      selector: selector!.replace(/^(?:\s*\/\*[\s\S]*?\*\/)*\s*/, '').trim(),
      body: body!.trim(),
    }))
    const texts = rules.map(({ selector, body }) => `${selector} { ${body} }`)
    const cut = rules.filter(({ selector }) => selector.includes('/*'))
    const twice = texts.filter((text, i) => texts.indexOf(text) < i)
    return [...cut.map(({ selector }) => selector), ...twice].map((each) => `${file}: ${each}`)
  })
  expect(wrong).toEqual([])
})

test('every class that a component names exists, and every class is named', () => {
  const made = new Set(
    modules.flatMap((file) =>
      selectorsOf(read(file))
        .flatMap(classesOf)
        .map((name) => `${file} ${name}`),
    ),
  )
  const named = new Set(sources.flatMap(uses))
  expect([...named].filter((use) => !made.has(use))).toEqual([])
  expect([...made].filter((name) => !named.has(name))).toEqual([])
})

test('no component names a class in a text, and each module stands beside a component', () => {
  const texts = sources.flatMap(({ path, text }) =>
    [
      ...text.matchAll(
        /className=(?:"[^"]*"|\{(?:[^{}'`]*[?:] *)?'[^']*'|\{`(?:[^`$]|\$\{[^}]*\})*?\w(?![^{}]*\})[^`]*`)/g,
      ),
    ].map(([found]) => `${path}: ${found}`),
  )
  expect(texts).toEqual([])
  const imported = new Set(sources.flatMap((source) => uses(source).map((use) => use.split(' ')[0]!)))
  expect(modules.filter((file) => !imported.has(file))).toEqual([])
})

/** The parts that texts look for: [data-part=place]. */
const partsIn = (texts: readonly string[]): Set<string> =>
  new Set(texts.flatMap((text) => [...text.matchAll(/\[data-part=["']?([\w-]+)/g)].map(([, name]) => name!)))

test('what code and tests look for by its part exists, and no part is there for nothing', () => {
  const inCode = sources.map(({ text }) => text)
  const inTests = [...filesIn('test', /\.tsx?$/)].map(read)
  const sheets = modules.map(read)
  const looked = partsIn([...inCode, ...inTests, ...sheets])
  const stops = /stopsAt = \[([^\]]*)\]/.exec(read('app/shell/Tour.tsx'))![1]!
  for (const [, name] of stops.matchAll(/'([\w-]+)'/g)) looked.add(name!)
  const made = new Set(
    [...inCode, ...inTests].flatMap((text) =>
      [...text.matchAll(/(?:data-|\b)part(?:=\{[^}]*\}|="[\w-]+"|': '[\w-]+')/g)].flatMap(([found]) =>
        [...found.matchAll(/['"]([\w-]+)['"]/g)].map(([, name]) => name!),
      ),
    ),
  )
  expect([...looked].filter((name) => !made.has(name))).toEqual([])
  expect([...made].filter((name) => !looked.has(name))).toEqual([])
})

/** The elements that a selector names one after the other, and what stands between them. */
const stepsOf = (selector: string): string[] =>
  selector.replace(/\s*([>+~])\s*/g, '$1').split(/(?=[ >+~](?![^([]*[)\]]))/)

/** Does a step say nothing of its element but where it stands, or what it is not? */
const isAnything = (step: string): boolean =>
  step.replace(/^[ >+~]/, '').replace(/\*|:(?!is|where|global)[\w-]+(\((?:[^()]|\([^()]*\))*\))?/g, '') === ''

test('what stands beneath an attribute, or beside another element, is named: else all of it is styled anew', () => {
  // The browser keeps for each attribute what its rules are about, whichever element has it; of anything it styles all that is inside.
  const wrong = modules.flatMap((file) =>
    selectorsOf(read(file))
      .filter((selector) => {
        const steps = stepsOf(selector)
        const last = steps.at(-1)!
        return (
          steps.length > 1 &&
          isAnything(last) &&
          (/^[+~]/.test(last) || steps.slice(0, -1).some((step) => step.includes('[')))
        )
      })
      .map((selector) => `${file}: ${selector}`),
  )
  expect(wrong).toEqual([])
})
