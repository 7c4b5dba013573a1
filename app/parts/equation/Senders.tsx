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
import { useWords } from '../../words/words.ts'
import styles from './Senders.module.css'

/** More units than this, and more elements of a matrix, are not listed one by one. */
const most = 8
const mostOfMatrix = 16

/** The index of a number in its name, and where people count it from 1: nowhere for a number alone, row and column for a matrix. */
function placeOf(i: number, shape: readonly number[]): { readonly index: string; readonly at: string[] } {
  if (shape.length === 0) return { index: '', at: [] }
  const at = shape.length === 1 ? [i] : [Math.floor(i / shape[1]!), i % shape[1]!]
  return { index: `[${at.join()}]`, at: at.map((n) => String(n + 1)) }
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
  const { equation } = frame
  const t = frame.t!
  const parts = sendersOf(trace, frame).map((term) => ({
    term,
    at: t + (term.dt ?? 0),
    values: evaluate(term.expr, trace.memory, t),
  }))
  const { data, shape } = resultOf(trace, frame)
  const full = Math.max(...parts.map((part) => largest(part.values)), largest(data))
  const rows = Math.min(data.length, shape.length === 2 ? mostOfMatrix : most)
  const heading =
    shape.length === 2
      ? words.rowColumn
      : equation.symbol === gradientOf('x')
        ? words.component
        : shape.length === 1
          ? words.unit
          : undefined
  const { digits, results, cancels } = precisionOfSums(
    Array.from({ length: rows }, (_, i) => parts.map(({ values }) => values[i]!)),
  )
  return (
    <>
      <h3>{words.whoSent}</h3>
      <div data-part="wide" className={ui.wide} tabIndex={0} role="group" aria-label={words.whoSent}>
        <table data-part="senders" className={styles.senders}>
          <thead>
            <tr>
              {heading !== undefined && <th scope="col">{heading}</th>}
              {parts.map(({ term, at }, k) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: one symbol may send several terms, which never move
                <th key={k} scope="col">
                  {term.via === ofGradient(equation.symbol) ? words.along : words.through}{' '}
                  <SymbolName trace={trace} name={term.via} t={at} />
                </th>
              ))}
              <th scope="col">{words.sum}</th>
            </tr>
          </thead>
          <tbody>
            {Array.from({ length: rows }, (_, i) => placeOf(i, shape)).map(({ index, at }, i) => (
              <tr key={index}>
                {heading !== undefined && <th scope="row">{words.list(at)}</th>}
                {parts.map(({ term, at: when, values }, k) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: one symbol may send several terms, which never move
                  <td key={k}>
                    <Num
                      value={values[i]!}
                      digits={digits[i]![k]!}
                      name={`${equation.symbol}@${t}${index}<${term.via}@${when}`}
                      bar={signed({ value: values[i]!, full, idea: trace.net.info(term.via).idea })}
                    />
                  </td>
                ))}
                <td>
                  <Num
                    value={data[i]!}
                    digits={results[i]!}
                    name={`${equation.symbol}@${t}${index}`}
                    bar={signed({ value: data[i]!, full, idea: 'sum' })}
                  />
                </td>
              </tr>
            ))}
            {data.length > rows && (
              <tr>
                <th scope="row">⋮ {data.length - rows}</th>
              </tr>
            )}
          </tbody>
        </table>
      </div>
      {cancels && cancels !== noted && <p className={ui.hint}>{words.cancels[cancels]}</p>}
    </>
  )
}
