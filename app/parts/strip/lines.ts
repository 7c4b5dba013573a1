/** The texts of the strip that have several numbers or words: in one line where there is room, else each below the other. */
import { type Experiment, inUnits, numberText, type Scaling, type Trace } from '../../../src/index.ts'
import { valuesAt } from '../../figure/Mini.tsx'
import { widthOf } from '../../figure/text.ts'
import type { Language } from '../../state/language.ts'
import { textIn } from '../equation/explain.ts'
import { heightOf, type Row } from './rows.ts'

/** The least room for a number, in letter heights. */
export const leastNumber = 2.6

/** What was done to each input and output, where the numbers of the file are shown. */
export type Scaled = Readonly<Record<'x' | 'y', readonly (Scaling | undefined)[]>> | undefined

/** The first inputs: two digits of each number, and four at most of what stands before its point: 239 is not 240. */
export function inputNumbers(trace: Trace, scaled: Scaled, t: number): string[] {
  const short = (v: number) =>
    numberText(v, Math.min(4, Math.max(2, Math.trunc(Math.abs(v)).toString().length)))
  return Array.from(valuesAt(trace, 'x', t).subarray(0, 3), (v, k) => short(inUnits(v, scaled?.x[k])))
}

/** What the lines of a strip depend on. */
export interface Written {
  readonly trace: Trace
  readonly labels: Experiment['labels']
  readonly language: Language
  /** how wide a text may be, in letter heights; 0: there is no room for a number */
  readonly room: number
  readonly scaled: Scaled
}

/** How many lines the inputs need, and an output with its name. */
function linesOf({ trace, labels, language, room, scaled }: Written): { x: number; output: number } {
  if (room === 0) return { x: 1, output: 1 }
  const isTooWide = (text: string, more = 0) => widthOf(text) + more > room
  const times = Array.from({ length: trace.T }, (_, s) => s + 1)
  const unnamed = times.filter((t) => textIn(labels?.steps?.[t - 1], language) === '')
  const inputs = unnamed.map((t) => inputNumbers(trace, scaled, t))
  const named =
    trace.problem.loss.kind === 'cross-entropy' &&
    labels?.outputs?.some((label) => isTooWide(`${textIn(label, language)} `, leastNumber))
  return {
    x: inputs.some((each) => isTooWide(each.join(' '))) ? inputs[0]!.length : 1,
    output: named ? 2 : 1,
  }
}

/** The rows, each with as many lines as it needs. */
export function rowsInLines(rows: readonly Row[], written: Written): readonly Row[] {
  const lines = linesOf(written)
  return rows.map((row) =>
    row.kind === 'x' || row.kind === 'output' ? { ...row, lines: lines[row.kind] } : row,
  )
}

/** Labels that do not fit lose the words that all of them begin with: of dates of one month the day is left. */
export function shortened(labels: readonly string[], room: number): readonly string[] {
  const given = labels.filter((label) => label !== '')
  if (given.length < 2 || given.every((label) => widthOf(label) <= room)) return labels
  const [first, ...rest] = given as [string, ...string[]]
  let same = 0
  while (same < first.length && rest.every((label) => label[same] === first[same])) same++
  const word = first.slice(0, same).search(/[^\s\-/.:]*$/)
  return word <= 0 ? labels : labels.map((label) => label && `…${label.slice(word)}`)
}

/** The names of timesteps and outputs, in full. */
export const textsOf = (labels: Experiment['labels'], language: Language): readonly string[] =>
  [...(labels?.steps ?? []), ...(labels?.outputs ?? [])].map((label) => textIn(label, language))

/** For the style sheet: how wide the columns are, and how many letters of the enlarged strip stand below and beside one another. */
export function sizesOf(
  run: Trace,
  rows: readonly Row[],
  width: number,
  texts: readonly string[],
): React.CSSProperties {
  const { T } = run
  const column = Math.min(7, Math.max(4.3, ...texts.map((text) => widthOf(text) + 0.7)))
  const units = rows.reduce((sum, row) => sum + heightOf(run, row), 0)
  return {
    '--columns-width': T <= 12 ? T * width : undefined,
    '--letters-high': units * 0.071 + 3.5,
    '--letters-wide': 5 + (T <= 12 ? column * T : 2.5 * Math.min(T, 30)),
  } as React.CSSProperties
}
