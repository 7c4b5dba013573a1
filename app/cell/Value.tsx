/** A value in the drawing: its strip, the strip of its gradient, and how they take part in the step. */
import { memo } from 'react'
import { gradientOf, type Sym, type Trace } from '../../src/index.ts'
import { valuesAt } from '../figure/Mini.tsx'
import { Strip } from '../figure/Strip.tsx'
import { largestOf } from '../figure/scale.ts'
import { letters } from '../formula/letters.ts'
import { useSymbolLetters } from '../formula/Symbol.tsx'
import type { Layout } from './layout.ts'
import type { Look } from './look.ts'

/** What every part of the drawing must know; it stays from step to step of a timestep. */
export interface Shows {
  readonly trace: Trace
  /** the run before the last change, while it is shown */
  readonly was: Trace | undefined
  readonly t: number
  readonly layout: Layout
  /** how much larger than usual names and operations are, so that they can be read in the theme */
  readonly grow: number
  /** the height of numbers; 0: there is no room for them, and strips have bars alone */
  readonly digits: number
}

interface Placed extends Shows {
  readonly symbol: Sym
  readonly look: Look
  readonly x: number
  readonly top: number
}

/** A value at the left of its wire, its gradient at the right. */
export function Pair({
  look,
  gradientLook,
  label,
  ...placed
}: Placed & { readonly gradientLook: Look; readonly label: boolean }) {
  const { x, layout } = placed
  return (
    <>
      <One {...placed} look={look} x={x - layout.strip - 3} label={label} />
      <GradientStrip {...placed} look={gradientLook} x={x + 3} />
    </>
  )
}

/** How a strip shows its look. */
const stripLook = (look: Look) => ({
  blank: look === 'blank',
  state: look === 'plain' || look === 'blank' || look === 'absent' ? undefined : look,
})

export function One({
  symbol,
  look,
  x,
  top,
  label = true,
  trace,
  was,
  t,
  layout,
  digits,
}: Placed & { readonly label?: boolean }) {
  if (look === 'absent') return null
  const at = t + symbol.dt!
  const { idea } = trace.net.info(symbol.name)
  return (
    <>
      {label && (
        <Label
          trace={trace}
          name={symbol.name}
          t={at}
          x={symbol.name === 'target' ? x + layout.strip : x}
          y={top}
          idea={idea}
          before={symbol.name === 'target'}
        />
      )}
      <Strip
        x={x}
        y={top}
        width={layout.strip}
        values={valuesAt(trace, symbol.name, at)}
        was={was && valuesAt(was, symbol.name, at)}
        name={`${symbol.name}@${at}`}
        idea={idea}
        full={Math.max(1, largestOf(trace.memory(symbol.name).data))}
        scalar={trace.memory(symbol.name).shape.length === 0}
        {...stripLook(look)}
        digits={digits}
      />
    </>
  )
}

export function GradientStrip({ symbol, look, x, top, trace, was, t, layout, digits }: Placed) {
  if (look === 'absent') return null
  const name = gradientOf(symbol.name)
  const at = t + symbol.dt!
  return (
    <Strip
      x={x}
      y={top}
      width={layout.strip}
      values={valuesAt(trace, name, at)}
      was={was && valuesAt(was, name, at)}
      name={`${name}@${at}`}
      idea={trace.net.info(symbol.name).idea}
      gradient
      {...stripLook(look)}
      digits={digits}
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
      className={`symbol ${upright ? 'upright' : ''} ${before ? 'before' : ''}`}
      x={x}
      y={y - 10}
      data-idea={idea}
      data-ref={`${name}@${t}`}
    >
      {base}
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
