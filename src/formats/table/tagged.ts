/** Sentences of tokens with their tags: a token a line in columns, token/TAG, a line of tokens beside a line of tags, or a table. */
import type { Tagged } from '../content.ts'
import { tableOf } from './cells.ts'
import { isMissing, looksNumber } from './numbers.ts'

const bio = /^(O|[BIESLUM][-_][\p{L}\d_.:/-]+)$/u
/** Where words begin, go on and end, without saying what they are. */
const boundary = /^[BMIESO]$/
const upper = /^[A-Z][A-Z$]{0,5}$|^[.,:'`#()"-]+$|^-(LRB|RRB)-$/

const areBio = (tags: readonly string[]): boolean =>
  (tags.filter((tag) => bio.test(tag)).length >= 0.95 * tags.length && tags.some((tag) => tag !== 'O')) ||
  (tags.every((tag) => boundary.test(tag)) && ['B', 'E'].every((tag) => tags.includes(tag)))

/** Are these tags, and no words? */
export const areTags = (tags: readonly string[]): boolean =>
  areBio(tags) || (tags.every((tag) => tag === 'O' || upper.test(tag)) && new Set(tags).size > 1)

/** The sentences of a text; undefined where it has no tags. `sample` are the lines by which it is known. */
export function taggedIn(text: string, sample: readonly string[]): readonly Tagged[] | undefined {
  for (const reader of [columnsOf(sample), besideOf(sample), inlineOf(sample)])
    if (reader) return filledOnes(reader(text))
  return sentencesOfTable(text, sample)
}

type Reader = (text: string) => readonly Tagged[]

const linesOf = (text: string): readonly string[] => text.split(/\r\n?|\n/)
const filledOnes = (all: readonly Tagged[]): readonly Tagged[] => all.filter(({ length }) => length > 0)

/** A token a line, and its tag in the last column: that of CoNLL. Where tokens are numbered, the first column of tags has it. */
function columnsOf(sample: readonly string[]): Reader | undefined {
  const isRemark = (line: string) => line.startsWith('-DOCSTART-') || /^#(\s|$)/.test(line)
  const split = (line: string) => (line.includes('\t') ? line.split('\t') : line.trim().split(/\s+/))
  const given = sample.filter((line) => !isRemark(line)).map(split)
  // 1-2 is a word of two tokens that follow, 2.1 one that nobody says.
  const rows = given.filter(([first = '']) => !/^\d+[-.]\d+$/.test(first))
  const most = rows[0]?.length ?? 0
  const fitting = rows.filter((row) => row.length >= 2 && row.length <= 10)
  if (rows.length < 3 || fitting.length < 0.95 * rows.length) return undefined
  if (rows.every((row) => row.every((cell) => looksNumber(cell) || isMissing(cell)))) return undefined
  const isNumbered = rows[0]![0] === '1' && rows.every(([first = '']) => /^\d+$/.test(first))
  const column = (j: number) => fitting.map((row) => row.at(j) ?? '')
  const isPos = (tags: readonly string[]) =>
    tags.every((tag) => upper.test(tag)) &&
    new Set(tags).size > 1 &&
    rows.some(([a = '', b = '']) => /\p{Ll}/u.test(isNumbered ? b : a))
  let tag: number | undefined
  const isFilled = (j: number) => column(j).some((cell) => cell !== '_')
  if (isNumbered && most >= 8 && isPos(column(3))) tag = 3
  else if (isNumbered && most >= 8 && isFilled(4)) tag = isFilled(3) ? 3 : 4
  else if (isNumbered) tag = Array.from({ length: most }, (_, j) => j).find((j) => j > 1 && areBio(column(j)))
  else if (fitting.every(({ length }) => length <= 5) && areBio(column(-1))) tag = -1
  else if (fitting.every(({ length }) => length === 2) && isPos(column(-1))) tag = -1
  if (tag === undefined) return undefined
  const at = tag
  return (text) => {
    const sentences: (readonly [string, string])[][] = [[]]
    for (const line of linesOf(text)) {
      if (isRemark(line)) continue
      const cells = split(line)
      if (line.trim() === '') sentences.push([])
      else if (cells.length > 1 && !(isNumbered && !/^\d+$/.test(cells[0]!)))
        sentences.at(-1)!.push([cells[isNumbered ? 1 : 0]!, cells.at(at)!])
    }
    return sentences
  }
}

/** Lines of tokens, a tab, and as many tags; where the last one is what the sentence is about, the token that ends it has none. */
function besideOf(sample: readonly string[]): Reader | undefined {
  const read = (line: string): Tagged | undefined => {
    const [left, right, more] = line.split('\t').map((half) => half.trim().split(/\s+/))
    if (!left || !right || more) return undefined
    const tags = bio.test(right.at(-1)!) ? right : right.slice(0, -1)
    const tokens = left.slice(0, tags.length)
    if (left.length < tags.length || left.length > tags.length + 1 || !tags.every((tag) => bio.test(tag)))
      return undefined
    const pairs = tokens.map((token, k) => [token, tags[k]!] as const)
    return pairs[0]?.[0] === 'BOS' ? pairs.slice(1) : pairs
  }
  const found = sample.map(read)
  if (sample.length === 0 || found.some((each) => each === undefined)) return undefined
  return (text) => linesOf(text).flatMap((line) => [read(line) ?? []])
}

/** Lines of token/TAG, token_TAG, token|TAG or token:TAG; what stands behind <=> is what the sentence is about. */
function inlineOf(sample: readonly string[]): Reader | undefined {
  const tokens = (line: string) =>
    line
      .replace(/<=>.*$/, '')
      .trim()
      .split(/\s+/)
  // A name of several words stands in brackets, with a tag of its own.
  const part = (token: string, mark: string): readonly [string, string] | undefined => {
    const at = token.replace(/\](\/?\w+)?$/, '').lastIndexOf(mark)
    if (at < 1) return undefined
    const tag = token.slice(at + 1).replace(/\].*$/, '')
    return [token.slice(0, at).replace(/^\[(?=.)/, ''), tag]
  }
  const all = sample.slice(0, 500).flatMap(tokens)
  for (const mark of ['/', '|', '_', ':']) {
    const pairs = all.flatMap((token) => {
      const found = part(token, mark)
      return found ? [found] : []
    })
    if (pairs.length < 4 || pairs.length < 0.95 * all.length) continue
    const tags = pairs.map(([, tag]) => tag)
    const isPos =
      (mark === '/' || mark === '|' || (mark === '_' && tags.every((tag) => upper.test(tag)))) &&
      tags.filter((tag) => /^[A-Za-z][\w$+*-]{0,9}$/.test(tag)).length >= 0.7 * tags.length &&
      tags.every((tag) => /^\S{1,12}$/.test(tag)) &&
      new Set(tags).size < Math.max(50, tags.length / 4)
    if (!areBio(tags) && !isPos) continue
    return (text) =>
      linesOf(text).map((line) =>
        tokens(line).flatMap((token) =>
          [part(token, mark) ?? []].filter((pair): pair is readonly [string, string] => pair.length === 2),
        ),
      )
  }
  return undefined
}

/** A table with columns Word and Tag, in which another one says where sentences begin. */
function sentencesOfTable(text: string, sample: readonly string[]): readonly Tagged[] | undefined {
  const header = (sample[0] ?? '').split(/[,;\t]/).map((cell) => cell.replace(/^"|"$/g, '').trim())
  const find = (name: RegExp) => header.findIndex((cell) => name.test(cell))
  const [word, tag, begin] = [
    find(/^(words?|tokens?|字|词)$/i),
    find(/^(tags?|labels?|ner([_ ]?tags?)?|slots?|标签)$/i),
    find(/^(sent(ence)?s?([ _]?(#|id|idx|no|number))?|doc(ument)?([ _]?id)?|句子编号?)$/i),
  ]
  if (word < 0 || tag < 0) return undefined
  const sentences: (readonly [string, string])[][] = [[]]
  let last: string | undefined
  for (const { cells } of tableOf(text).rows.slice(1)) {
    const start = begin < 0 ? '' : (cells[begin] ?? '')
    if (start !== '' && start !== last) {
      sentences.push([])
      last = start
    }
    if (cells[word]) sentences.at(-1)!.push([cells[word], cells[tag] ?? ''])
  }
  return filledOnes(sentences)
}
