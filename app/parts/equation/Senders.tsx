import { useRef } from 'react'
import {
  type Cancelling,
  evaluate,
  type Frame,
  gradientOf,
  numberText,
  ofGradient,
  precisionOfSums,
  resultOf,
  sendersOf,
  type Trace,
} from '../../../src/index.ts'
import { Num } from '../../figure/Num.tsx'
import { signed } from '../../figure/Signed.tsx'
import { largest } from '../../figure/scale.ts'
import { widthOf } from '../../figure/text.ts'
import { SymbolName } from '../../math/Symbol.tsx'
import ui from '../../ui/ui.module.css'
import { useBox } from '../../ui/useBox.ts'
import { Wide } from '../../ui/Wide.tsx'
import { useWords, type Words } from '../../words/words.ts'
import styles from './Senders.module.css'

/** More units than this, and more elements of a matrix, are not listed one by one. */
const most = 8
const mostOfMatrix = 16

/** About how wide the column of a number is at least, that of the units, and that of the senders' names, in letter heights. */
const [numberColumn, unitColumn, nameColumn, shortNameColumn] = [5.4, 2, 7, 4]

/** The index of a number in its name, and where people count it from 1: nowhere for a number alone, row and column for a matrix. */
function placeOf(i: number, shape: readonly number[]): { readonly index: string; readonly at: string[] } {
  if (shape.length === 0) return { index: '', at: [] }
  const at = shape.length === 1 ? [i] : [Math.floor(i / shape[1]!), i % shape[1]!]
  return { index: `[${at.join()}]`, at: at.map((n) => String(n + 1)) }
}

/** Who sent how much, with the digits of each number, and their sum. */
function sentIn(trace: Trace, frame: Frame) {
  const t = frame.t!
  const { symbol } = frame.equation
  const parts = sendersOf(trace, frame).map((term) => ({
    term,
    at: t + (term.dt ?? 0),
    values: evaluate(term.expr, trace.memory, t),
  }))
  const { data, shape } = resultOf(trace, frame)
  const rows = Math.min(data.length, shape.length === 2 ? mostOfMatrix : most)
  return {
    ...{ symbol, t, parts, data, shape },
    full: Math.max(...parts.map((part) => largest(part.values)), largest(data)),
    units: Array.from({ length: rows }, (_, i) => placeOf(i, shape)),
    ...precisionOfSums(Array.from({ length: rows }, (_, i) => parts.map(({ values }) => values[i]!))),
  }
}

type Sent = ReturnType<typeof sentIn>

/** The letters of formulas are narrower than those that widthOf() measures. */
const narrower = 0.85

/** About how wide the columns are, of each sender and the sum, in letter heights. */
function columnsOf({ parts, units, data, digits, results }: Sent): number[] {
  const width = (texts: readonly string[]) =>
    Math.max(numberColumn, ...texts.map((text) => narrower * widthOf(text) + 0.4))
  return [
    ...parts.map(({ values }, k) => width(units.map((_, i) => numberText(values[i]!, digits[i]![k]!)))),
    width(units.map((_, i) => numberText(data[i]!, results[i]!))),
  ]
}

interface Grouped {
  readonly groups: readonly (readonly number[])[]
  /** are the senders' names an arrow and a symbol, as in the drawing? */
  readonly short: boolean
}

/** The units in groups of about the same size, each of which has room beside the senders' names; these are short where that helps. */
function groupsOf(count: number, column: number, room: number): Grouped {
  const beside = (names: number) => Math.max(1, Math.floor((room - names) / column))
  const short = beside(nameColumn) < count
  const most = beside(short ? shortNameColumn : nameColumn)
  const size = Math.ceil(count / Math.ceil(count / most))
  const all = Array.from({ length: count }, (_, i) => i)
  return { groups: all.filter((i) => i % size === 0).map((from) => all.slice(from, from + size)), short }
}

/** What the units are: rows and columns of a matrix, components of the input; nothing for a number alone. */
function headingOf({ shape, symbol }: Sent, words: Words): string | undefined {
  if (shape.length === 2) return words.rowColumn
  if (symbol === gradientOf('x')) return words.component
  return shape.length === 1 ? words.unit : undefined
}

/** Where terms add: who sent how much, for each unit, as numbers and as bars about zero on one scale, so that terms that cancel are seen to. */
export function Senders({
  trace,
  frame,
  noted,
}: {
  readonly trace: Trace
  readonly frame: Frame
  /** what the line above says of terms that cancel, which is not said twice */
  readonly noted: Cancelling | undefined
}) {
  const words = useWords()
  const sent = sentIn(trace, frame)
  const { cancels } = sent
  const wide = useRef<HTMLDivElement>(null)
  const box = useBox(wide)
  const room = box ? box.width / box.em : Number.POSITIVE_INFINITY
  const columns = columnsOf(sent)
  const isBelow = columns.reduce((sum, each) => sum + each, unitColumn) > room
  const heading = headingOf(sent, words)
  const shown = { trace, sent, heading, words }
  return (
    <>
      <h3>{words.whoSent}</h3>
      <Wide ref={wide} className={styles.senders} label={words.whoSent}>
        <table data-part="senders" className={isBelow ? styles.below : undefined}>
          {isBelow ? (
            <Below {...shown} {...groupsOf(sent.units.length, Math.max(...columns), room)} />
          ) : (
            <Beside {...shown} />
          )}
        </table>
      </Wide>
      {cancels && cancels !== noted && <p className={ui.hint}>{words.cancels[cancels]}</p>}
    </>
  )
}

interface Shown {
  readonly trace: Trace
  readonly sent: Sent
  readonly heading: string | undefined
  readonly words: Words
}

/** The senders side by side, a row a unit. */
function Beside({ trace, sent, heading, words }: Shown) {
  const { parts, units, data } = sent
  return (
    <>
      <thead>
        <tr>
          {heading !== undefined && <th scope="col">{heading}</th>}
          {parts.map((_, k) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: one symbol may send several terms, which never move
            <th key={k} scope="col">
              <Sender trace={trace} sent={sent} k={k} words={words} />
            </th>
          ))}
          <th scope="col">{words.sum}</th>
        </tr>
      </thead>
      <tbody>
        {units.map(({ index, at }, i) => (
          <tr key={index}>
            {heading !== undefined && <th scope="row">{words.list(at)}</th>}
            {parts.map((_, k) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: one symbol may send several terms, which never move
              <td key={k}>
                <Part trace={trace} sent={sent} k={k} i={i} />
              </td>
            ))}
            <td>
              <Sum sent={sent} i={i} />
            </td>
          </tr>
        ))}
        {data.length > units.length && (
          <tr>
            <th scope="row">⋮ {data.length - units.length}</th>
          </tr>
        )}
      </tbody>
    </>
  )
}

/** Senders that have no room side by side: one below the other, a column a unit, as many units as there is room for. */
function Below({ trace, sent, heading, words, groups, short }: Shown & Grouped) {
  const { parts, units, data } = sent
  return (
    <>
      {groups.map((group) => (
        <tbody key={group[0]}>
          {units.length > 1 && (
            <tr>
              <th scope="col">{heading}</th>
              {group.map((i) => (
                <th key={i} scope="col">
                  {words.list(units[i]!.at)}
                </th>
              ))}
            </tr>
          )}
          {parts.map((_, k) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: one symbol may send several terms, which never move
            <tr key={k}>
              <th scope="row">
                <Sender trace={trace} sent={sent} k={k} words={words} short={short} />
              </th>
              {group.map((i) => (
                <td key={i}>
                  <Part trace={trace} sent={sent} k={k} i={i} />
                </td>
              ))}
            </tr>
          ))}
          <tr>
            <th scope="row">{words.sum}</th>
            {group.map((i) => (
              <td key={i}>
                <Sum sent={sent} i={i} />
              </td>
            ))}
          </tr>
        </tbody>
      ))}
      {data.length > units.length && (
        <tbody>
          <tr>
            <th scope="row">⋮ {data.length - units.length}</th>
          </tr>
        </tbody>
      )}
    </>
  )
}

/** The name of a sender: along time, or through what it is. */
function Sender({
  trace,
  sent: { symbol, parts },
  k,
  words,
  short = false,
}: Omit<Shown, 'heading'> & { readonly k: number; readonly short?: boolean }) {
  const { term, at } = parts[k]!
  const how = term.via === ofGradient(symbol) ? words.along : words.through
  return (
    <>
      {short ? <abbr title={how}>←</abbr> : how} <SymbolName trace={trace} name={term.via} t={at} />
    </>
  )
}

/** What a sender sends to a unit. */
function Part({
  trace,
  sent: { symbol, t, parts, units, full, digits },
  k,
  i,
}: Pick<Shown, 'trace' | 'sent'> & { readonly k: number; readonly i: number }) {
  const { term, at, values } = parts[k]!
  return (
    <Num
      value={values[i]!}
      digits={digits[i]![k]!}
      name={`${symbol}@${t}${units[i]!.index}<${term.via}@${at}`}
      bar={signed({ value: values[i]!, full, idea: trace.net.info(term.via).idea })}
    />
  )
}

/** What arrives at a unit in all. */
function Sum({
  sent: { symbol, t, data, units, full, results },
  i,
}: Pick<Shown, 'sent'> & { readonly i: number }) {
  return (
    <Num
      value={data[i]!}
      digits={results[i]!}
      name={`${symbol}@${t}${units[i]!.index}`}
      bar={signed({ value: data[i]!, full, idea: 'sum' })}
    />
  )
}
