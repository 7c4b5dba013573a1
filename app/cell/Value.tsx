/** A value in the drawing: its strip, the strip of its gradient, and how they take part in the step. */
import { memo } from 'react'
import { type Frame, frameOf, gradientOf, type Sym, symbolsIn, type Trace } from '../../src/index.ts'
import { Strip } from '../figure/Strip.tsx'
import { largestOf } from '../figure/scale.ts'
import { letters } from '../formula/letters.ts'
import { useSymbolLetters } from '../formula/Symbol.tsx'
import type { Layout } from './layout.ts'

/** What a part of the drawing must know. */
export interface Shows {
  readonly trace: Trace
  readonly cursor: number
  readonly t: number
  readonly group: readonly Frame[]
  readonly covered: boolean
  readonly backward: boolean
  readonly layout: Layout
  /** the run before the last change, while it is shown */
  readonly was: Trace | undefined
  /** the wires that this step uses */
  readonly active: ReadonlySet<string>
  /** how much larger than usual names and operations are, so that they can be read in the theme */
  readonly grow: number
  /** the height of numbers; 0: there is no room for them, and strips have bars alone */
  readonly digits: number
}

function written(trace: Trace, name: string, t: number, cursor: number, gradient: boolean): boolean {
  const frame = frameOf(trace, { name, gradient, t })
  if (frame) return frame.index <= cursor
  return !gradient && (t === 0 || name === 'x' || name === 'target')
}

/** A value at the left of its wire, its gradient at the right. */
export function Pair({
  symbol,
  x,
  top,
  label,
  ...shows
}: { readonly symbol: Sym; readonly x: number; readonly top: number; readonly label: boolean } & Shows) {
  return (
    <>
      <One {...shows} symbol={symbol} x={x - shows.layout.strip - 3} top={top} label={label} />
      <GradientStrip {...shows} symbol={symbol} x={x + 3} top={top} />
    </>
  )
}

/** How a strip takes part in the step. */
function stateOf(
  { group, covered, trace, t }: Shows,
  symbol: Sym,
  name: string,
): 'result' | 'operand' | 'covered' | undefined {
  const last = group.at(-1)!
  for (const frame of group) {
    const at = frame.t ?? trace.T
    if (frame.equation.symbol === name && at === t + symbol.dt! && !frame.equation.overTime)
      return covered && frame === last ? 'covered' : 'result'
  }
  const reads = group.some((frame) =>
    symbolsIn(frame.equation.expr).some(
      (s) => s.name === name && s.dt !== null && frame.t !== null && frame.t + s.dt === t + symbol.dt!,
    ),
  )
  return reads ? 'operand' : undefined
}

function slot(trace: Trace, name: string, t: number): Float64Array {
  const { data, shape } = trace.memory(name)
  const n = shape[0] ?? 1
  return data.subarray(t * n, (t + 1) * n)
}

export function One({
  symbol,
  x,
  top,
  label = true,
  ...shows
}: { readonly symbol: Sym; readonly x: number; readonly top: number; readonly label?: boolean } & Shows) {
  const { trace, t, cursor, was } = shows
  const at = t + symbol.dt!
  const info = trace.net.info(symbol.name)
  if (info.idea === 'loss' && !trace.hasLoss(t)) return null
  const blank = !written(trace, symbol.name, at, cursor, false)
  const full = Math.max(1, largestOf(trace.memory(symbol.name).data))
  return (
    <>
      {label && (
        <Label
          trace={trace}
          name={symbol.name}
          t={at}
          x={symbol.name === 'target' ? x + shows.layout.strip : x}
          y={top}
          idea={info.idea}
          before={symbol.name === 'target'}
        />
      )}
      <Strip
        x={x}
        y={top}
        width={shows.layout.strip}
        values={slot(trace, symbol.name, at)}
        was={was && slot(was, symbol.name, at)}
        name={`${symbol.name}@${at}`}
        idea={info.idea}
        full={full}
        scalar={trace.memory(symbol.name).shape.length === 0}
        blank={blank}
        state={stateOf(shows, symbol, symbol.name)}
        digits={shows.digits}
      />
    </>
  )
}

export function GradientStrip({
  symbol,
  x,
  top,
  ...shows
}: { readonly symbol: Sym; readonly x: number; readonly top: number } & Shows) {
  const { trace, t, cursor, backward, was } = shows
  const name = gradientOf(symbol.name)
  const at = t + symbol.dt!
  const frame = frameOf(trace, { name: symbol.name, gradient: true, t: at })
  if (!backward || !frame || (symbol.dt === -1 && frame.index > cursor)) return null
  const values = slot(trace, name, at)
  return (
    <Strip
      x={x}
      y={top}
      width={shows.layout.strip}
      values={values}
      was={was && slot(was, name, at)}
      name={`${name}@${at}`}
      idea={trace.net.info(symbol.name).idea}
      gradient
      blank={frame.index > cursor}
      state={stateOf(shows, symbol, name)}
      digits={shows.digits}
    />
  )
}

interface LabelProps {
  readonly trace: Trace
  readonly name: string
  readonly t: number
  readonly x: number
  readonly y: number
  readonly idea: string
  /** does it end at x? a long name has its room at the left */
  readonly before?: boolean
}

/** A symbol above its strip, in the letters of the notation chosen. */
export const Label = memo(function Label({ trace, name, t, x, y, idea, before = false }: LabelProps) {
  const { base, upright, sub, sup } = letters(useSymbolLetters(trace, name, t))
  return (
    <text
      className={`symbol ${before ? 'before' : ''}`}
      x={x}
      y={y - 10}
      data-idea={idea}
      data-ref={`${name}@${t}`}
    >
      <tspan className={upright ? 'upright' : undefined}>{base}</tspan>
      {sub && (
        <tspan className="small" dy="0.23em">
          {sub}
        </tspan>
      )}
      {sup && (
        <tspan className="small" dy={sub ? '-0.85em' : '-0.46em'}>
          {sup}
        </tspan>
      )}
    </text>
  )
})
