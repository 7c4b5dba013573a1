/** What was decided about files that were opened, as data; english.ts has the English sentence of each, the page the others. */
import type { None } from '../mistake/mistake.ts'
import type { MarkName } from './table/numbers.ts'
import type { Layout, Remark } from './weights/state.ts'

export type ColumnRole = 'steps' | 'input' | 'target' | 'both' | 'out'
/** Why a column is what it is, where nobody chose it. */
export type ColumnReason = 'text' | 'empty' | 'time' | 'chosen' | 'number'

/** What a tensor became. */
export type Became =
  | 'input'
  | 'recurrent'
  | 'joined'
  | 'bias'
  | 'peephole'
  | 'head'
  | 'headBias'
  | 'embedding'
  | 'otherModule'
  | 'otherLayer'
  | 'before'
  | 'between'
  | 'after'
  | 'unused'

/** The parts of an experiment that weights leave, make up or drop. */
export type Part = 'inputs' | 'targets' | 'inputNames' | 'outputNames' | 'stepNames' | 'initialState'

export interface SaidParts {
  // the file
  encoding: { readonly name: string }
  /** files of data that are read as one: one below the other, each as a series, side by side, or each with its name as the class of its lines */
  together: { readonly how: 'below' | 'series' | 'beside' | 'classes'; readonly names: readonly string[] }
  unused: { readonly name: string }
  unopened: { readonly names: readonly string[] }
  // tables
  header: { readonly names: readonly string[] }
  headerAgain: { readonly n: number }
  column: {
    readonly n: number
    readonly name?: string
    readonly role: ColumnRole
    readonly reason: ColumnReason
  }
  comments: { readonly n: number }
  inside: { readonly name: string; readonly left: readonly string[] }
  preamble: { readonly texts: readonly string[] }
  footer: { readonly texts: readonly string[] }
  decimalMark: { readonly mark: Exclude<MarkName, 'point'>; readonly text: string; readonly number: number }
  thousands: { readonly text: string; readonly number: number }
  percent: { readonly text: string; readonly number: number }
  scaled: { readonly text: string; readonly number: number }
  negative: { readonly text: string; readonly number: number }
  /** what stands beside all numbers of a column */
  unit: { readonly unit: string }
  /** what stands in columns of numbers, is none, and is taken as missing */
  noNumbers: { readonly texts: readonly string[]; readonly n: number }
  across: None
  turned: { readonly how: 'years' | 'series'; readonly left: readonly string[] }
  group: { readonly name: string; readonly by: string; readonly of: number }
  unsorted: None
  reversed: None
  newest: None
  /** numbers that stand for missing ones, beside others that are missing */
  nines: { readonly numbers: readonly string[] }
  missing: { readonly how: Missing; readonly n: number }
  rows: { readonly from: number; readonly to: number; readonly of: number }
  window: { readonly steps: number; readonly windows: number; readonly stride: number }
  next: { readonly names: readonly string[] }
  sameStep: { readonly names: readonly string[] }
  noTarget: None
  classes: { readonly name: string; readonly names: readonly string[] }
  scaling: {
    readonly how: 'minmax' | 'standard'
    readonly columns: readonly string[]
    /** how many of the timesteps it was fitted on: the first ones */
    readonly fitted: number
    readonly of: number
  }
  /** nothing is scaled, and the numbers of one column are many times those of another */
  unscaled: { readonly large: string; readonly small: string; readonly times: number }
  sequence: { readonly k: number; readonly of: number }
  width: { readonly before: number; readonly now: number }
  samples: { readonly n: number; readonly name?: string }
  ofSample: { readonly names: readonly string[] }
  // texts
  characterRange: { readonly from: number; readonly to: number; readonly of: number }
  characters: { readonly n: number; readonly kinds: number }
  tags: { readonly words: number; readonly tags: readonly string[]; readonly sentences: number }
  sentences: { readonly n: number; readonly classes: readonly string[]; readonly first: string }
  oneHot: { readonly n: number }
  textColumns: { readonly text: string; readonly label: string; readonly left: readonly string[] }
  // weights
  layout: { readonly layout: Layout }
  module: {
    readonly name: string
    readonly cell: string
    readonly D: number
    readonly H: number
    readonly layers: number
    readonly both: boolean
  }
  layer: { readonly k: number; readonly of: number }
  tensor: {
    readonly name: string
    readonly shape: string
    readonly became: Became
    readonly weights: readonly string[]
  }
  remark: { readonly remark: Remark }
  laidOut: { readonly option: LayoutOption; readonly taken: string }
  head: { readonly name: string }
  wideHead: { readonly name: string; readonly n: number; readonly most: number }
  ends: None
  identity: { readonly n: number }
  between: { readonly names: readonly string[] }
  after: { readonly names: readonly string[] }
  ignored: { readonly names: readonly string[] }
  output: { readonly name: string; readonly activation: string }
  activation: { readonly name: string }
  gates: { readonly name: string }
  ownCell: { readonly name: string }
  zero: { readonly names: readonly string[] }
  madeUp: { readonly steps: number }
  embedded: { readonly name: string }
  kept: { readonly kept: readonly Part[]; readonly made: readonly Part[]; readonly dropped: readonly Part[] }
  lossChanged: { readonly kind: string }
}

export type Missing = 'drop' | 'carry' | 'interpolate' | 'keep'

/** A decision: its id with its parts. */
export type Said = {
  readonly [Id in keyof SaidParts]: { readonly id: Id } & SaidParts[Id]
}[keyof SaidParts]

/** Why something is asked. */
export interface WhyParts {
  missing: { readonly n: number; readonly row: number }
  sentinel: { readonly n: number; readonly number: string; readonly row: number }
  decimal: { readonly text: string; readonly grouped: string; readonly decimal: string }
  percent: { readonly percent: string; readonly plain: string }
  header: { readonly text: string }
  across: { readonly how: 'years' | 'series'; readonly first: string; readonly last: string }
  batch: { readonly n: number }
  samples: { readonly n: number }
  groups: { readonly by: string; readonly n: number; readonly names: readonly string[] }
  modules: { readonly names: readonly string[] }
  heads: { readonly names: readonly string[] }
  activation: None
  laidOut: { readonly option: LayoutOption }
  large: { readonly most: number }
  inputs: { readonly D: number; readonly n: number }
  columns: { readonly most: number; readonly n: number }
}

/** The options of `open`, each the place of a decision. */
export type Option =
  | 'inputs'
  | 'target'
  | 'label'
  | 'rows'
  | 'window'
  | 'stride'
  | 'encoding'
  | 'order'
  | 'decimal'
  | 'percent'
  | 'header'
  | 'across'
  | 'missing'
  | 'scale'
  | 'sequence'
  | 'module'
  | 'layer'
  | 'head'
  | 'activation'
  | 'joined'
  | 'side'
  | 'gates'

/** Options about how matrices were laid out: [h, x] or [x, h], W x or x W, the order of stacked gates. */
export type LayoutOption = Extract<Option, 'joined' | 'side' | 'gates'>

/** What the user has decided, by option. */
export type Decisions = Readonly<Partial<Record<Option, string>>>

export type Why = { readonly [Id in keyof WhyParts]: { readonly id: Id } & WhyParts[Id] }[keyof WhyParts]

/** A decision that is the user's: the option that takes it, the choices, and the one that is taken for the moment. */
export interface Question {
  readonly option: Option
  readonly choices: readonly string[]
  readonly usual: string
  readonly why: Why
}

/** Something that can be decided otherwise: what is taken now, and what else could be. */
export interface Setting {
  readonly option: Option
  /** absent: nothing is decided */
  readonly taken: string
  /** the words to choose from; absent: a number, or rows as a..b */
  readonly choices?: readonly string[]
  /** the largest number that can be taken */
  readonly most?: number
  /** what it counts, where that is no rows */
  readonly counts?: 'characters'
}

/** A cell of a table as it was understood. */
export interface PreviewCell {
  readonly text: string
  /** of a column of numbers; absent: missing */
  readonly number?: number
  /** what stands there now, where it was missing */
  readonly filled?: number
}

/** A column of the preview of a table. */
export interface PreviewColumn {
  /** counted from 1 */
  readonly n: number
  readonly name?: string
  readonly kind: 'number' | 'time' | 'text' | 'empty'
  readonly role: ColumnRole
  /** can it be an input? */
  readonly numeric: boolean
}
/** The first rows of a table, in the order of time. */
export interface Preview {
  readonly columns: readonly PreviewColumn[]
  readonly rows: readonly {
    /** where it stands in the file */
    readonly line: number
    /** is it left out, since a number is missing? */
    readonly out: boolean
    readonly cells: readonly PreviewCell[]
  }[]
  /** how many rows the file has */
  readonly of: number
}

/** The sentences of a language for what tensors became, for decisions, and for the reasons of questions. */
export interface SaidTexts {
  readonly became: Readonly<Record<Became, string>>
  readonly said: { readonly [Id in keyof SaidParts]: (parts: SaidParts[Id]) => string }
  readonly why: { readonly [Id in keyof WhyParts]: (parts: WhyParts[Id]) => string }
}

/** The sentence of a decision about a file, by the texts of a language; it begins in lower case, without a full stop. */
export function saidIn(part: Said, texts: SaidTexts): string {
  return (texts.said as Readonly<Record<string, (parts: never) => string>>)[part.id]!(part as never)
}

/** The sentence that says why something is asked, by the texts of a language; without a full stop too. */
export function whyIn(part: Why, texts: SaidTexts): string {
  return (texts.why as Readonly<Record<string, (parts: never) => string>>)[part.id]!(part as never)
}
