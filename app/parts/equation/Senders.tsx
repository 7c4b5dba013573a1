import { useRef } from 'react'
import {
  type Cancelling,
  evaluate,
  type Frame,
  gradientOf,
  ofGradient,
  precisionOfSums,
  resultOf,
  sendersOf,
  type Trace,
} from '../../../src/index.ts'
import { Num } from '../../figure/Num.tsx'
import { signed } from '../../figure/Signed.tsx'
import { largest } from '../../figure/scale.ts'
import { SymbolName } from '../../math/Symbol.tsx'
import ui from '../../ui/ui.module.css'
import { useBox } from '../../ui/useBox.ts'
import { useWords, type Words } from '../../words/words.ts'
import styles from './Senders.module.css'

/** More units than this, and more elements of a matrix, are not listed one by one. */
const most = 8
const mostOfMatrix = 16

/** About how wide the column of a number is, and that of the units, in letter heights. */
const [numberColumn, unitColumn] = [5.6, 2]

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
  const isWide = box !== null && ((sent.parts.length + 1) * numberColumn + unitColumn) * box.em > box.width
  const isBelow = isWide && sent.parts.length > sent.units.length
  const heading = headingOf(sent, words)
  const Shown = isBelow ? Below : Beside
  return (
    <>
      <h3>{words.whoSent}</h3>
      <div
        ref={wide}
        data-part="wide"
        className={`${ui.wide} ${styles.senders}`}
        tabIndex={0}
        role="group"
        aria-label={words.whoSent}
      >
        <table data-part="senders" className={isBelow ? styles.below : styles.beside}>
          <Shown trace={trace} sent={sent} heading={heading} words={words} />
        </table>
      </div>
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

/** Senders that have no room side by side, and are more than the units: one below the other, a column a unit. */
function Below({ trace, sent, heading, words }: Shown) {
  const { parts, units } = sent
  return (
    <>
      {units.length > 1 && (
        <thead>
          <tr>
            <th scope="col">{heading}</th>
            {units.map(({ index, at }) => (
              <th key={index} scope="col">
                {words.list(at)}
              </th>
            ))}
          </tr>
        </thead>
      )}
      <tbody>
        {parts.map((_, k) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: one symbol may send several terms, which never move
          <tr key={k}>
            <th scope="row">
              <Sender trace={trace} sent={sent} k={k} words={words} />
            </th>
            {units.map(({ index }, i) => (
              <td key={index}>
                <Part trace={trace} sent={sent} k={k} i={i} />
              </td>
            ))}
          </tr>
        ))}
        <tr>
          <th scope="row">{words.sum}</th>
          {units.map(({ index }, i) => (
            <td key={index}>
              <Sum sent={sent} i={i} />
            </td>
          ))}
        </tr>
      </tbody>
    </>
  )
}

/** The name of a sender: along time, or through what it is. */
function Sender({
  trace,
  sent: { symbol, parts },
  k,
  words,
}: Omit<Shown, 'heading'> & { readonly k: number }) {
  const { term, at } = parts[k]!
  return (
    <>
      {term.via === ofGradient(symbol) ? words.along : words.through}{' '}
      <SymbolName trace={trace} name={term.via} t={at} />
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
