/**
 * What is wrong with something that was given: the place, what was expected there, and what stands there instead. A mistake is data;
 * each language has the sentence of every id (english.ts has the English ones, the page the others), so that none is put together in code.
 */
import type { ExpectedInEquations } from './equations.ts'
import type { ExpectedInFiles } from './files.ts'

/** The parts that the sentence of an id has holes for. */
export interface Expected extends ExpectedInEquations, ExpectedInFiles {
  experiment: None
  object: None
  finite: None
  notNegative: None
  boolean: None
  text: None
  textOrLanguages: None
  languages: None
  weightsOrInit: None
  targetList: None
  readable: None
  megabytes: { readonly most: number }
  json: None
  jsonAt: { readonly line: number; readonly column: number }
  jsonEnds: { readonly line: number; readonly column: number }
  whole: { readonly from: number; readonly to: number }
  class: { readonly to: number }
  /** n numbers, where what stands there is a list already; numberList says that a list is expected too */
  numbers: { readonly n: number }
  numberList: { readonly n: number }
  rows: { readonly n: number }
  rowsOf: { readonly m: number; readonly n: number }
  rowList: { readonly n: number }
  texts: { readonly n: number }
  textList: { readonly n: number }
  timesteps: { readonly most: number }
  /** every sequence has so many timesteps, one for each weight of the loss */
  timestepsOfWeights: { readonly n: number }
  targets: { readonly n: number }
  oneOrTargets: { readonly n: number }
  words: { readonly words: readonly string[] }
  cellAsEquations: { readonly words: readonly string[] }
  unknownKey: { readonly keys: readonly string[] }
  otherCell: { readonly cell: string; readonly belongs: string }
  layerList: None
  layersAtMost: { readonly most: number }
  lossAtLast: None
  noAttention: None
  ownSizes: None
  sizeLetter: None
  shortText: { readonly most: number }
  gradientName: { readonly example: string }
  gradient: { readonly example: string }
  gradientOf: { readonly names: readonly string[] }
  timestep: { readonly from: number; readonly to: number; readonly example: string }
  timestepOf: { readonly from: number; readonly to: number; readonly name: string }
  weightSum: None
  element: None
  elementIn: { readonly from: string; readonly to: string }
  row: { readonly to: number; readonly name: string }
  usedRow: { readonly name: string; readonly row: number }
  wayToLoss: { readonly name: string }
  training: None
  sequenceList: None
  /** a number in a range, both ends possible */
  within: { readonly from: number; readonly to: number }
  positive: None
  /** a number from 0 to below 1 */
  fraction: None
  batchSize: { readonly to: number }
  /** a window and its target need so many rows */
  rowsForWindow: { readonly n: number }
  /** so many inputs or outputs, as a task has them */
  inputsOfTask: { readonly n: number; readonly task: string }
  outputsOfTask: { readonly n: number; readonly task: string }
  /** a net of n inputs beside data of others; the same of outputs */
  inputsOfData: { readonly n: number; readonly given: number }
  outputsOfData: { readonly n: number; readonly given: number }
  /** what training keeps at a time fits in so many megabytes */
  memory: { readonly most: number }
}

/** What stood there. */
export interface Got {
  nothing: None
  function: None
  emptyList: None
  list: { readonly n: number }
  object: None
  unreadable: None
  unreadableText: None
  both: None
  neither: None
  none: None
  more: None
  endOfLine: None
  rows: { readonly n: number }
  megabytes: { readonly n: number }
  batch: { readonly n: number }
  names: { readonly names: readonly string[] }
  /** a number, a word, or a text in quotation marks, cut short */
  value: { readonly text: string }
}

export type None = Readonly<Record<never, never>>

/** An id with its parts. */
export type With<Table> = {
  readonly [Id in keyof Table]: { readonly id: Id } & Table[Id]
}[keyof Table]

/** A key of a document (sequence.inputs[3]), or what has no key. */
export type Where =
  | { readonly id: 'key'; readonly key: string }
  | { readonly id: 'document' }
  | { readonly id: 'file' }
  | { readonly id: 'target' }
  /** a net that is to be trained */
  | { readonly id: 'net' }
  | { readonly id: 'line'; readonly line: number }
  | { readonly id: 'column'; readonly line: number; readonly column: number }
  /** a place in a text of the document, such as the equations of a cell */
  | { readonly id: 'text'; readonly key: string; readonly line: number; readonly column: number }

/** A mistake: where it is, what was expected there, and what stands there. */
export interface Mistake {
  readonly where: Where
  readonly expected: With<Expected>
  readonly got?: With<Got>
}

/** What a language says: for each id its words. What was got comes to the sentence in words already, where there is any. */
export interface MistakeTexts {
  readonly at: (where: string, sentence: string) => string
  readonly where: { readonly [Id in Where['id']]: (parts: Extract<Where, { id: Id }>) => string }
  readonly got: { readonly [Id in keyof Got]: (parts: Got[Id]) => string }
  readonly expected: { readonly [Id in keyof Expected]: (parts: Expected[Id], got?: string) => string }
}

/** A mistake in one line of a language: its place, and its sentence. */
export function mistakeIn({ where, expected, got }: Mistake, texts: MistakeTexts): string {
  // The table has for each id the function of its own parts, which TypeScript cannot follow through a union.
  const say = <Part extends { readonly id: string }>(
    table: Readonly<Record<string, (parts: never, got?: string) => string>>,
    part: Part,
    more?: string,
  ) => table[part.id]!(part as never, more)
  const found = got && say(texts.got, got)
  return texts.at(say(texts.where, where), say(texts.expected, expected, found))
}
