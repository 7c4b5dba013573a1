/** Files of data that come together: parts of one table or text, inputs and targets, tokens and tags, a class a file. */
import Papa from 'papaparse'
import type { Content, Recognised, Sentence, Tagged } from './content.ts'
import type { Said } from './said.ts'
import { tableOf } from './table/cells.ts'
import { split, wholeHeader } from './table/heads.ts'
import { textKind } from './table/kind.ts'
import { isTargetName } from './table/kinds.ts'
import { pairOf } from './table/pairs.ts'
import { areTags } from './table/tagged.ts'
import { isDate, isMonth, isTimeName } from './table/times.ts'

type How = Extract<Said, { id: 'together' }>['how']
interface Joined {
  readonly content: Content
  readonly how: How
}

const stem = ({ source }: Recognised): string => (source.name ?? '').replace(/\.[^.]+$/, '')
const isPart = (file: Recognised): boolean =>
  /(^|[^a-z])(train(ing)?|test(ing)?|val(id(ation)?)?|dev|part)([^a-z]|$)/i.test(stem(file))
const isTarget = (file: Recognised): boolean =>
  /(^|[^a-z])(y|labels?|targets?|classes)([^a-z]|$)/i.test(stem(file))

/** Files of data as one; undefined where they do not belong together. */
export function together(files: readonly Recognised[]): Recognised | undefined {
  const ordered = inOrder(files)
  const joined = sameKind(ordered) ?? ofTexts(ordered)
  if (!joined) return undefined
  const names = ordered.map(({ source }) => source.name ?? '?')
  return {
    source: ordered[0]!.source,
    content: joined.content,
    said: [...ordered.flatMap((each) => each.said), { id: 'together', how: joined.how, names }],
  }
}

/** What trains before what is left for testing. */
function inOrder(files: readonly Recognised[]): readonly Recognised[] {
  const place = (file: Recognised) => (/train/i.test(stem(file)) ? 0 : /val|dev/i.test(stem(file)) ? 1 : 2)
  return files.every(isPart) ? [...files].sort((a, b) => place(a) - place(b)) : files
}

/** Sentences after sentences, series after series; of two lists the inputs and the targets. */
function sameKind(files: readonly Recognised[]): Joined | undefined {
  const contents = files.map(({ content }) => content)
  const all = <Kind extends Content['kind']>(kind: Kind) => {
    const of = contents.filter((each): each is Extract<Content, { kind: Kind }> => each.kind === kind)
    return of.length === contents.length ? of : undefined
  }
  const tags = all('tags')
  if (tags)
    return { content: { kind: 'tags', sentences: tags.flatMap((each) => each.sentences) }, how: 'below' }
  const sentences = all('sentences')
  if (sentences)
    return {
      content: { kind: 'sentences', rows: sentences.flatMap((each) => each.rows), said: sentences[0]!.said },
      how: 'below',
    }
  const samples = all('samples')
  if (samples)
    return { content: { kind: 'samples', samples: samples.flatMap((each) => each.samples) }, how: 'below' }
  const lists = all('lists')
  if (lists?.length !== 2) return undefined
  const target = files.findIndex(isTarget)
  if (target < 0 || isTarget(files[1 - target]!)) return undefined
  const content = pairOf(lists[1 - target]!.lists, lists[target]!.lists, stem(files[target]!))
  return content && { content, how: 'beside' }
}

function ofTexts(files: readonly Recognised[]): Joined | undefined {
  const texts = files.flatMap(({ text }) => (text === undefined ? [] : [text]))
  if (texts.length < files.length) return undefined
  const [first, second, more] = texts.map(linesOf)
  if (!more) {
    const content =
      tagsBeside(first!, second!) ?? classesBeside(first!, second!) ?? classesBeside(second!, first!)
    if (content) return { content, how: 'beside' }
  }
  if (files.every(({ content }) => content.kind === 'text')) return ofProse(files, texts)
  const csv = ofTables(files)
  return csv && { content: textKind(csv.text), how: csv.how }
}

function linesOf(text: string): readonly string[] {
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n?|\n/)
  return lines.slice(0, lines.findLastIndex((line) => line.trim() !== '') + 1)
}

/** Lines of tokens, and in the other file a line of as many tags for each. */
function tagsBeside(one: readonly string[], other: readonly string[]): Content | undefined {
  if (one.length !== other.length) return undefined
  const words = (lines: readonly string[]) => lines.map((line) => line.trim().split(/\s+/))
  const [a, b] = [words(one), words(other)]
  if (a.some((line, k) => line.length !== b[k]!.length)) return undefined
  const of = (tokens: readonly string[][], tags: readonly string[][]): readonly Tagged[] =>
    tokens.map((line, k) => line.map((token, t) => [token, tags[k]![t]!] as const))
  if (areTags(b.flat()) && !areTags(a.flat())) return { kind: 'tags', sentences: of(a, b) }
  return areTags(a.flat()) && !areTags(b.flat()) ? { kind: 'tags', sentences: of(b, a) } : undefined
}

/** Lines of sentences, and in the other file a class for each. */
function classesBeside(texts: readonly string[], classes: readonly string[]): Content | undefined {
  const kinds = new Set(classes)
  const areClasses =
    kinds.size > 1 && kinds.size <= classes.length / 2 && classes.every((each) => /^\S{1,40}$/.test(each))
  const arePhrases =
    texts.filter((line) => /\p{L}{2}.*\s.*\p{L}{2}|\p{Script=Han}{2}/u.test(line)).length * 2 > texts.length
  if (texts.length !== classes.length || !areClasses || !arePhrases) return undefined
  const rows = texts.map((text, k): Sentence => ({ text, label: classes[k]! }))
  return { kind: 'sentences', rows, said: [] }
}

/** Parts of one text; of files with names of their own, each name is the class of the lines in it. */
function ofProse(files: readonly Recognised[], texts: readonly string[]): Joined {
  if (files.every(isPart)) return { content: { kind: 'text', text: texts.join('\n') }, how: 'below' }
  const rows = files.flatMap((file, k) =>
    linesOf(texts[k]!).flatMap((line): Sentence[] =>
      line.trim() === ''
        ? []
        : [{ text: line.trim(), label: file.source.name?.replace(/\.txt$/i, '') ?? '?' }],
    ),
  )
  return { content: { kind: 'sentences', rows, said: [] }, how: 'classes' }
}

interface Cut {
  readonly file: Recognised
  readonly separator: string
  readonly header: readonly string[] | undefined
  readonly rows: readonly (readonly string[])[]
}

function cutOf(file: Recognised): Cut {
  const table = tableOf(file.text!)
  const around = split(table, {}, [])
  const header = around.rows.length > 0 ? wholeHeader(around.header, around.rows) : around.header
  return { file, separator: table.separator, header, rows: around.rows.map(({ cells }) => cells) }
}

/** Tables below one another where they have the same columns; inputs and targets beside each other. */
function ofTables(files: readonly Recognised[]): { readonly text: string; readonly how: How } | undefined {
  const cuts = files.map(cutOf)
  const targets = cuts.filter(({ file }) => isTarget(file))
  const inputs = cuts.filter((each) => !targets.includes(each))
  if (targets.length > 0 && inputs.length > 0) {
    const [x, y] = [below(inputs), below(targets)]
    return x && y && beside(x, y)
  }
  const whole = below(cuts)
  if (whole && !files.every(isPart) && atSameTimes(cuts))
    return { text: written(series(whole, cuts)), how: 'series' }
  if (whole) return { text: written(whole), how: 'below' }
  const [first, second, more] = cuts
  // Nothing but their length says that others belong together: a column that both have does.
  return more || !sharesColumn(first!, second!) ? undefined : beside(first!, second!)
}

const columnOf = ({ rows }: Cut, j: number): string => rows.map((row) => row[j] ?? '').join('\n')

const sharesColumn = (x: Cut, y: Cut): boolean => {
  const all = new Set(x.rows[0]?.map((_, j) => columnOf(x, j)))
  return y.rows[0]?.some((_, j) => all.has(columnOf(y, j))) === true
}

function below(cuts: readonly Cut[]): Cut | undefined {
  const [first, ...others] = cuts
  const { header, rows, file } = first!
  const width = rows[0]?.length
  const isLike = (each: Cut) =>
    header || each.header
      ? header?.join('\n') === each.header?.join('\n')
      : each.rows[0]?.length === width && isPart(file) && isPart(each.file)
  return others.every(isLike) ? { ...first!, rows: cuts.flatMap((each) => each.rows) } : undefined
}

/** Is what the tables tell of the same times, as the prices of several shares are? Half of the shorter one's times are enough. */
function atSameTimes([first, ...others]: readonly Cut[]): boolean {
  const { header, rows } = first!
  const time = rows[0]!.findIndex(
    (_, j) => isTimeName(header?.[j]) || rows.every((row) => isDate(row[j] ?? '') || isMonth(row[j] ?? '')),
  )
  const times = ({ rows }: Cut) => new Set(rows.map((row) => row[time] ?? ''))
  const all = times(first!)
  return (
    time >= 0 &&
    others.every((other) => {
      const own = times(other)
      return [...own].filter((each) => all.has(each)).length * 2 >= Math.min(all.size, own.size)
    })
  )
}

/** Tables of the same columns with one more, which says the file that a row comes from. */
function series(whole: Cut, cuts: readonly Cut[]): Cut {
  const header = whole.header!
  const name = header.includes('file') ? 'series' : 'file'
  const rows = cuts.flatMap(({ file, rows }) => rows.map((row) => [stem(file), ...row]))
  return { ...whole, header: [name, ...header], rows }
}

/** The columns of the second table beside those of the first, without those that are there already. */
function beside(x: Cut, y: Cut): { readonly text: string; readonly how: How } | undefined {
  const n = x.rows.length
  const [width, height] = [x.rows[0]?.length ?? 0, y.rows[0]?.length ?? 0]
  const even = ({ rows }: Cut, cells: number) => rows.every((row) => row.length === cells)
  if (n < 2 || n !== y.rows.length || !even(x, width) || !even(y, height)) return undefined
  const known = new Set(Array.from({ length: width }, (_, j) => columnOf(x, j)))
  const own = Array.from({ length: height }, (_, j) => j).filter((j) => !known.has(columnOf(y, j)))
  if (own.length === 0) return undefined
  const header = [
    ...(x.header ?? x.rows[0]!.map((_, j) => `x${j + 1}`)),
    ...own.map((j) => nameOf(x, y, own, j)),
  ]
  const rows = x.rows.map((row, k) => [...row, ...own.map((j) => y.rows[k]![j]!)])
  return { text: written({ ...x, header, rows }), how: 'beside' }
}

/** What a column of the second table is called; where it is the target, so that it is known as one. */
function nameOf(x: Cut, y: Cut, own: readonly number[], j: number): string {
  const given = y.header?.[j]
  if (given && (!isTarget(y.file) || own.length > 1 || isTargetName(given))) return given
  const cells = y.rows.map((row) => row[j]!)
  const kinds = new Set(cells)
  const isClass = cells.some((cell) => !/^-?\d+$/.test(cell))
    ? cells.some((cell) => /\p{L}/u.test(cell))
    : kinds.size <= 20 && kinds.size * 3 <= cells.length
  if (isClass) return 'label'
  return x.header ? 'target' : own.length > 1 ? `y${own.indexOf(j) + 1}` : 'y'
}

function written({ header, rows, separator }: Cut): string {
  const delimiter = separator === ';' || separator === '\t' ? separator : ','
  return Papa.unparse(header ? [[...header], ...rows.map((row) => [...row])] : rows.map((row) => [...row]), {
    delimiter,
  })
}
