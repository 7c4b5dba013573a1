/** Texts as data: letters with the next one as class, tokens with their tags, a sentence with its class. Inputs are one-hot, or rows of an embedding. */
import { limits } from '../../experiment/document.ts'
import type { Sentence, Tagged } from '../content.ts'
import { atOption, inFile, refuse, short, value } from '../refusal.ts'
import type { Decisions, Question, Said, Setting } from '../said.ts'
import type { Data, Fit } from './data.ts'
import { sequenceSetting } from './lists.ts'

/** Rows of an embedding that stands before the cell; row k is what it reads for symbol k. */
export interface Embedding {
  readonly name: string
  readonly count: number
  readonly row: (k: number) => readonly number[]
}

const usual = 200

/** One input row for each of the symbols, and what is said of it. */
function inputsOf(
  symbols: readonly string[],
  kinds: readonly string[],
  fit: Fit | undefined,
  embedding: Embedding | undefined,
): { readonly inputs: number[][]; readonly said: Said } {
  const places = symbols.map((symbol) => kinds.indexOf(symbol))
  if (embedding && embedding.count === kinds.length)
    return {
      inputs: places.map((k) => [...embedding.row(k)]),
      said: { id: 'embedded', name: short(embedding.name) },
    }
  if (fit && fit.D !== kinds.length)
    return refuse(inFile, { id: 'width', n: fit.D }, value(String(kinds.length)))
  if (kinds.length > limits.size)
    return refuse(
      { id: 'key', key: 'model.inputSize' },
      { id: 'whole', from: 1, to: limits.size },
      value(String(kinds.length)),
    )
  return {
    inputs: places.map((k) => kinds.map((_, j) => (j === k ? 1 : 0))),
    said: { id: 'oneHot', n: kinds.length },
  }
}

const sorted = (all: Iterable<string>): string[] => [...new Set(all)].sort()

/** What a letter is called where it would not be seen. */
const shown = (letter: string): string => ({ '\n': '⏎', ' ': '␣', '\t': '⇥', '\r': '␍' })[letter] ?? letter

/** The letters of a text, each with the next one as its class. */
export function lettersData(text: string, decisions: Decisions, fit?: Fit, embedding?: Embedding): Data {
  const all = [...text.replace(/\r\n/g, '\n')]
  const { from, to, said, rows } = range(all.length, decisions)
  const part = all.slice(from, to)
  // The classes are those of the whole text, where there are not too many of them.
  const whole = sorted(all)
  const kinds = whole.length <= limits.size ? whole : sorted(part)
  if (part.length < 2) return refuse(inFile, { id: 'twoRows' }, value(String(part.length)))
  const steps = part.slice(0, -1)
  const made = inputsOf(steps, kinds, fit, embedding)
  return {
    inputs: made.inputs,
    targets: part.slice(1).map((letter) => kinds.indexOf(letter)),
    outputs: kinds.length,
    classes: true,
    everyStep: true,
    names: {
      ...(made.inputs[0]!.length === kinds.length ? { inputs: kinds.map(shown) } : {}),
      outputs: kinds.map(shown),
      steps: steps.map(shown),
    },
    said: [{ id: 'characters', n: part.length, kinds: kinds.length }, ...said, made.said],
    questions: [],
    settings: [rows],
  }
}

function range(
  n: number,
  decisions: Decisions,
): {
  readonly from: number
  readonly to: number
  readonly said: Said[]
  readonly rows: Setting
} {
  const given = decisions.rows
  const match = given === undefined ? null : /^(\d+)\.\.(\d+)$/.exec(given.trim())
  const [from, to] = match ? [Number(match[1]), Number(match[2])] : [1, Math.min(n, usual)]
  if ((given !== undefined && !match) || from < 1 || to < from || to > n || to - from >= limits.steps)
    return refuse(
      atOption('rows'),
      { id: 'rowsOfFile', to: Math.min(n, limits.steps) },
      value(JSON.stringify(given)),
    )
  return {
    from: from - 1,
    to,
    said: to - from + 1 < n ? [{ id: 'characterRange', from, to, of: n }] : [],
    rows: { option: 'rows', taken: `${from}..${to}`, most: n, counts: 'characters' },
  }
}

/** The tokens of a sentence with their tags: --sequence says which one, the first as usual. */
export function tagsData(
  sentences: readonly Tagged[],
  decisions: Decisions,
  fit?: Fit,
  embedding?: Embedding,
): Data {
  const { chosen, k } = one(sentences, decisions)
  const words = sorted(sentences.flat().map(([word]) => word))
  const tags = [...new Set(sentences.flat().map(([, tag]) => tag))]
  const own = chosen.map(([word]) => word)
  // More words than inputs can be: those of the sentence alone.
  const kinds = words.length <= limits.size || embedding?.count === words.length ? words : sorted(own)
  const made = inputsOf(own, kinds, fit, embedding)
  return {
    inputs: made.inputs,
    targets: chosen.map(([, tag]) => tags.indexOf(tag)),
    outputs: tags.length,
    classes: true,
    everyStep: true,
    names: {
      ...(made.inputs[0]!.length === kinds.length ? { inputs: kinds.map(short) } : {}),
      outputs: tags.map(short),
      steps: own.map(short),
    },
    said: [
      { id: 'tags', words: words.length, tags: tags.map(short), sentences: sentences.length },
      ...(sentences.length > 1 ? [{ id: 'sequence', k, of: sentences.length } as const] : []),
      made.said,
    ],
    questions: [],
    settings: sequenceSetting(sentences.length, decisions),
  }
}

/** The sequence of a file that is decided for, the first as usual. */
export function one<T>(all: readonly T[], decisions: Decisions): { readonly chosen: T; readonly k: number } {
  const k = decisions.sequence === undefined ? 1 : Number(decisions.sequence)
  if (!Number.isInteger(k) || k < 1 || k > all.length)
    return refuse(
      atOption('sequence'),
      { id: 'whole', from: 1, to: all.length },
      value(JSON.stringify(decisions.sequence)),
    )
  return { chosen: all[k - 1]!, k }
}

const oneCharacter = String.raw`[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]`
/** A word or a mark; of Chinese and Japanese, a character. */
const word = new RegExp(
  String.raw`${oneCharacter}|(?:(?!${oneCharacter})[\p{L}\p{N}'’])+|[^\s\p{L}\p{N}]`,
  'gu',
)

/** The words of one sentence, and its class at the last of them. */
export function sentenceData(
  { rows, said }: { readonly rows: readonly Sentence[]; readonly said: readonly Said[] },
  decisions: Decisions,
  fit?: Fit,
  embedding?: Embedding,
): Data {
  const { chosen, k } = one(rows, decisions)
  // Names are read letter by letter.
  const areNames = rows.every(({ text }) => !/\s/.test(text))
  const words = (text: string) => (areNames ? [...text] : (text.toLowerCase().match(word) ?? []))
  const own = words(chosen.text)
  if (own.length === 0) return refuse(inFile, { id: 'notEmpty' })
  const all = sorted(rows.flatMap(({ text }) => words(text)))
  const kinds = all.length <= limits.size || embedding?.count === all.length ? all : sorted(own)
  const classes = sorted(rows.map(({ label }) => label))
  const made = inputsOf(own, kinds, fit, embedding)
  const questions: Question[] = []
  return {
    inputs: made.inputs,
    targets: own.map(() => classes.indexOf(chosen.label)),
    outputs: classes.length,
    classes: true,
    everyStep: false,
    names: {
      ...(made.inputs[0]!.length === kinds.length ? { inputs: kinds.map(short) } : {}),
      outputs: classes.map(short),
      steps: own.map(short),
    },
    said: [
      ...said,
      { id: 'sentences', n: rows.length, classes: classes.map(short), first: short(chosen.text) },
      ...(rows.length > 1 ? [{ id: 'sequence', k, of: rows.length } as const] : []),
      made.said,
    ],
    questions,
    settings: sequenceSetting(rows.length, decisions),
  }
}
