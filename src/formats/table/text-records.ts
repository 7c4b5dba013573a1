/** Texts as JSON has them: records of tokens with their tags, and of patterns with what they mean. */
import type { Content, Tagged } from '../content.ts'

type Fields = Readonly<Record<string, unknown>>
const isFields = (value: unknown): value is Fields =>
  value !== null && typeof value === 'object' && !Array.isArray(value)
const isTexts = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.length > 0 && value.every((each) => typeof each === 'string')

/** Sentences of tokens with tags, or with a class; undefined where a value has none. */
export function textsIn(value: unknown): Content | undefined {
  const records = recordsOf(value)
  if (!records) return undefined
  const tagged = taggedOf(records)
  if (tagged) return { kind: 'tags', sentences: tagged }
  const rows = records.flatMap(patternsOf)
  const isWhole = rows.length > records.length && records.every((each) => namesOf(each, 'text') !== undefined)
  return isWhole ? { kind: 'sentences', rows, said: [] } : undefined
}

/** The objects of a list, which may be the only list of an object: {"intents": […]}. */
function recordsOf(value: unknown): readonly Fields[] | undefined {
  const lists = isFields(value) ? Object.values(value).filter(Array.isArray) : [value]
  const [list, more] = lists
  return !more && Array.isArray(list) && list.length > 1 && list.every(isFields) ? list : undefined
}

const tokenNames = /^(tokens?|words?|text|sentence|chars?|characters)$/i
const tagNames = /^((ner|pos|chunk|slot|bio)[_ ]?)?(tags?|labels?|slots?)$|^(ner|pos|slots)$/i

/** Lists of tokens beside lists of as many tags, in each record. */
function taggedOf(records: readonly Fields[]): readonly Tagged[] | undefined {
  const [first] = records
  const tokens = Object.keys(first!).find((key) => tokenNames.test(key) && isTexts(first![key]))
  const tags = Object.keys(first!).find(
    (key) => key !== tokens && tagNames.test(key) && Array.isArray(first![key]),
  )
  if (tokens === undefined || tags === undefined) return undefined
  const all = records.map((record): Tagged | undefined => {
    const [words, told] = [record[tokens], record[tags]]
    if (!isTexts(words) || !Array.isArray(told) || told.length !== words.length) return undefined
    return words.map((word, k) => [word, String(told[k])] as const)
  })
  return all.every((each) => each !== undefined) ? all : undefined
}

/** The name of the field that has texts, or a class. */
function namesOf(record: Fields, what: 'text' | 'class'): string | undefined {
  const name =
    what === 'text'
      ? /^(patterns?|examples?|utterances?|sentences|texts)$/i
      : /^(tag|intent|label|class|name)$/i
  return Object.keys(record).find(
    (key) => name.test(key) && (what === 'text' ? isTexts(record[key]) : typeof record[key] === 'string'),
  )
}

/** {"tag": "greeting", "patterns": ["Hi", "Hello"]}: two sentences of one class. */
function patternsOf(record: Fields): { readonly text: string; readonly label: string }[] {
  const [texts, label] = [namesOf(record, 'text'), namesOf(record, 'class')]
  if (texts === undefined || label === undefined) return []
  return (record[texts] as readonly string[]).map((text) => ({ text, label: record[label] as string }))
}
