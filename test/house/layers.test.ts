import { readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { expect, test } from 'vitest'

/** Each folder imports from itself and from those that are named; each library is known to one folder. */
const mayImport: Record<string, readonly string[]> = {
  'src/mistake': [],
  'src/tensor': [],
  'src/print': ['src/tensor'],
  'src/algebra': ['src/mistake', 'src/tensor', 'src/print'],
  'src/cell': ['src/mistake', 'src/tensor', 'src/algebra', 'src/print'],
  'src/trace': ['src/tensor', 'src/algebra', 'src/print', 'src/cell'],
  'src/facts': ['src/algebra', 'src/cell', 'src/trace'],
  'src/experiment': ['src/mistake', 'src/tensor', 'src/algebra', 'src/cell', 'src/trace'],
  'src/derive': [
    'src/mistake',
    'src/tensor',
    'src/algebra',
    'src/print',
    'src/cell',
    'src/trace',
    'src/experiment',
  ],
  'src/ask': ['src/tensor', 'src/algebra', 'src/print', 'src/cell', 'src/trace', 'src/experiment'],
  'src/slips': ['src/tensor', 'src/algebra', 'src/cell', 'src/trace', 'src/experiment', 'src/ask'],
  'src/export': [
    'src/tensor',
    'src/algebra',
    'src/print',
    'src/cell',
    'src/trace',
    'src/experiment',
    'src/ask',
    'src/train',
  ],
  'src/decay': ['src/tensor', 'src/algebra', 'src/cell', 'src/trace', 'src/experiment'],
  'src/train': ['src/mistake', 'src/tensor', 'src/algebra', 'src/cell', 'src/trace', 'src/experiment'],
  'src/paper1997': ['src/tensor', 'src/algebra', 'src/cell', 'src/trace', 'src/experiment'],
  'src/formats': [
    ...['src/mistake', 'src/tensor', 'src/algebra', 'src/cell', 'src/experiment', 'src/train'],
    // Readers of containers, loaded when a file needs them.
    ...['fflate', 'jsfive', 'papaparse'],
  ],
}
// The door and the command line know every layer; commands are the engine's users.
mayImport.src = [...Object.keys(mayImport), 'src/commands']
mayImport['src/commands'] = ['src']
const libraries: Record<string, string> = {
  zustand: 'app/state',
  katex: 'app/math',
  'd3-scale': 'app/figure',
  'd3-shape': 'app/figure',
}

/** The library of cells is part of what a cell is, the rows of operations of the algebra, and every reader of the room of formats. */
const roomOf = (folder: string): string =>
  folder.replace(/\/(library|ops|tasks)$|(?<=^src\/formats)\/\w+$/, '')

const files = (folder: string): string[] =>
  readdirSync(folder).flatMap((name) => {
    const path = join(folder, name)
    return statSync(path).isDirectory() ? files(path) : /\.tsx?$/.test(name) ? [path] : []
  })

const imports = (path: string): string[] =>
  [...readFileSync(path, 'utf8').matchAll(/(?:from |import |import\()'([^']+)'/g)].map((match) => match[1]!)

test('the engine imports downwards only, and nothing from outside', () => {
  const wrong: string[] = []
  for (const path of files('src')) {
    const folder = roomOf(dirname(path))
    for (const name of imports(path)) {
      if (folder === 'src/commands' && name.startsWith('node:')) continue
      const target = name.startsWith('.') ? roomOf(dirname(relative('.', join(dirname(path), name)))) : name
      if (target !== folder && !mayImport[folder]?.includes(target)) wrong.push(`${path} imports ${name}`)
    }
  }
  expect(wrong).toEqual([])
})

test('the app knows the engine by its door only, and each library in one folder', () => {
  const wrong: string[] = []
  for (const path of files('app'))
    for (const name of imports(path)) {
      const target = name.startsWith('.') ? relative('.', join(dirname(path), name)) : name
      if (target.startsWith('src/') && target !== 'src/index.ts') wrong.push(`${path} imports ${name}`)
      const home = libraries[name.split('/')[0]!]
      if (home && !path.startsWith(`${home}/`) && !name.endsWith('.css'))
        wrong.push(`${path} imports ${name}`)
    }
  expect(wrong).toEqual([])
})

/** The floors of the app, from the top: each imports from those below it alone. Those that share a number do not know each other. */
const floors: Readonly<Record<string, number>> = {
  main: 0,
  shell: 1,
  views: 2,
  parts: 3,
  math: 4,
  words: 5,
  state: 6,
  figure: 6,
  work: 7,
  ui: 7,
}
const mostArrows = 40

/** The room of a file of the app: the folder below app/; the files beside the folders are main. */
const floorOf = (path: string): string => {
  const [, folder = '', file] = path.split('/')
  return file === undefined ? 'main' : folder
}

test('the app imports downwards only, no view knows another, and the arrows stay few', () => {
  const wrong: string[] = []
  const arrows = new Set<string>()
  for (const path of files('app'))
    for (const name of imports(path)) {
      if (!name.startsWith('.') || name.endsWith('.json')) continue
      const target = relative('.', join(dirname(path), name))
      const [from, to] = [floorOf(path), target.startsWith('src/') ? 'src' : floorOf(target)]
      if (from !== to) arrows.add(`${from} → ${to}`)
      else if (from === 'views' && path.split('/')[2] !== target.split('/')[2])
        wrong.push(`${path} imports ${name}`)
      if (from !== to && to !== 'src' && !(floors[from]! < floors[to]!)) wrong.push(`${path} imports ${name}`)
    }
  expect(wrong).toEqual([])
  expect(arrows.size, [...arrows].join(', ')).toBeLessThanOrEqual(mostArrows)
})

test('nobody outside app/state has a setter: the rest of the app has sessions and reads them', () => {
  const wrong: string[] = []
  for (const path of files('app').filter((each) => !each.startsWith('app/state/'))) {
    const text = readFileSync(path, 'utf8')
    for (const [line, type, names, from] of text.matchAll(/^import (type )?\{([^}]*)\} from '([^']+)'/gm)) {
      const target = from!.startsWith('.') ? relative('.', join(dirname(path), from!)) : from!
      if (!target.startsWith('app/state/')) continue
      const values = type ? [] : names!.split(',').filter((name) => !/^\s*(type |$)/.test(name))
      const setters = values.filter((name) => /^\s*(get|set|[gs]etState)\b/.test(name))
      // Slices know the store; what is read of them outside is types.
      const slice = target.startsWith('app/state/slices/') && values.length > 0
      if (setters.length > 0 || slice) wrong.push(`${path}: ${line}`)
    }
  }
  expect(wrong).toEqual([])
})

test('the state asks neither the document nor the window, and nothing in it is current but within a session', () => {
  const wrong: string[] = []
  for (const path of files('app/state')) {
    const code = readFileSync(path, 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*|'[^'\n]*'/g, '')
    const asks = code.match(
      /\b(document|window|navigator|location|history|screen)\.\w+|\bmatchMedia\b|\binner(Width|Height)\b/g,
    )
    const lets = code.match(/^(export )?let .*/gm)
    for (const found of [...(asks ?? []), ...(lets ?? [])]) wrong.push(`${path}: ${found}`)
  }
  expect(wrong).toEqual([])
})

test('files stay short', () => {
  const long = [...files('src'), ...files('app')].filter(
    (path) => readFileSync(path, 'utf8').split('\n').length > 330,
  )
  expect(long).toEqual([])
})

test('a file of tests has at most 300 lines', () => {
  const long = files('test').filter((path) => readFileSync(path, 'utf8').split('\n').length > 301)
  expect(long).toEqual([])
})
