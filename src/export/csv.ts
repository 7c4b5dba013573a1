/**
 * A run as a table, one number a row: phase, t, symbol, index, value. Names are those of the format, taken apart:
 * d:W_f@4[0,1] is the symbol d:W_f at t = 4 with the index "0,1". CSV as RFC 4180 has it: CRLF, quotes where they are needed.
 */
import { gradientOf } from '../algebra/names.ts'
import { fullValue } from '../tensor/format.ts'
import { valueAt } from '../tensor/tensor.ts'
import type { Frame, Phase, Trace } from '../trace/frame.ts'
import { resultOf } from '../trace/name.ts'

/** One number. */
export interface Row {
  /** given: inputs, targets, weights, initial states */
  readonly phase: Phase | 'given'
  /** null where the symbol belongs to no timestep */
  readonly t: number | null
  readonly symbol: string
  /** [] for a scalar; counts from 0 */
  readonly index: readonly number[]
  readonly value: number
}

const header = ['phase', 't', 'symbol', 'index', 'value']

/** The numbers that a frame wrote, a row each; of the gradient of a weight, what its timestep adds. */
export function* rowsOfFrame(trace: Trace, frame: Frame): Generator<Row> {
  const { phase, t, equation } = frame
  const { data, shape } = resultOf(trace, frame)
  yield* rowsOf(phase, t, equation.symbol, data, shape)
}

/**
 * The numbers of the whole pass: what is given, then frame by frame what was computed, and after the backward pass the gradient
 * of each weight, summed over time. `eachTimestep`: also what each timestep adds to it, which are the most numbers of a run.
 */
export function* rowsOfTrace(trace: Trace, eachTimestep = true): Generator<Row> {
  yield* given(trace)
  let summed = false
  for (const frame of trace.frames) {
    if (frame.phase === 'update' && !summed) {
      summed = true
      yield* weightGradientRows(trace)
    }
    if (eachTimestep || frame.phase !== 'backward' || !frame.equation.overTime)
      yield* rowsOfFrame(trace, frame)
  }
}

/** Rows as CSV, in pieces of text, the header first: a long run makes a long file. */
export function* csvOf(rows: Iterable<Row>): Generator<string> {
  yield record(header)
  for (const { phase, t, symbol, index, value } of rows)
    yield record([phase, t === null ? '' : String(t), symbol, index.join(), fullValue(value)])
}

function* given(trace: Trace): Generator<Row> {
  const { net, T, memory, hasLoss } = trace
  for (const name of net.weights) {
    const { data, shape } = memory(name)
    yield* rowsOf('given', null, name, data, shape)
  }
  for (const name of net.states) yield* at(0, name)
  for (let t = 1; t <= T; t++) {
    yield* at(t, 'x')
    if (hasLoss(t)) yield* at(t, 'target')
  }

  function* at(t: number, name: string): Generator<Row> {
    const { data, shape } = valueAt(memory(name), t)
    yield* rowsOf('given', t, name, data, shape)
  }
}

function* weightGradientRows({ net, memory }: Trace): Generator<Row> {
  for (const name of net.weights) {
    const { data, shape } = memory(gradientOf(name))
    yield* rowsOf('backward', null, gradientOf(name), data, shape)
  }
}

function* rowsOf(
  phase: Row['phase'],
  t: number | null,
  symbol: string,
  data: ArrayLike<number>,
  shape: readonly number[],
): Generator<Row> {
  const columns = shape[1]
  for (let i = 0; i < data.length; i++) {
    const index =
      shape.length === 0 ? [] : columns === undefined ? [i] : [Math.floor(i / columns), i % columns]
    yield { phase, t, symbol, index, value: data[i]! }
  }
}

/** A line of CSV: a field with a comma, a quote or a line break stands in quotes, its own quotes doubled. */
function record(fields: readonly string[]): string {
  const quoted = fields.map((field) => (/[",\r\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field))
  return `${quoted.join()}\r\n`
}

/** The curves of a run as CSV: a row an update, and the loss of held-out sequences where it was looked at. */
export function curvesCsv(
  losses: readonly number[],
  gradNorms: readonly number[],
  updatesPerEpoch: number,
  heldOut: readonly (readonly [done: number, loss: number])[] = [],
): string {
  const at = new Map(heldOut)
  const rows = losses.map((loss, i) => {
    const seen = at.get(i)
    const epoch = i / updatesPerEpoch
    return (
      [i, epoch, loss, gradNorms[i] ?? Number.NaN].map(fullValue).join() +
      (seen === undefined ? ',' : `,${fullValue(seen)}`)
    )
  })
  const last = at.get(losses.length)
  const end =
    last === undefined
      ? []
      : [`${losses.length},${fullValue(losses.length / updatesPerEpoch)},,,${fullValue(last)}`]
  return `${['update,epoch,loss,gradient_norm,held_out_loss', ...rows, ...end].join('\r\n')}\r\n`
}
