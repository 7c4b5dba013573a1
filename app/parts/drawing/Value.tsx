/** A value in the drawing or its gradient: a strip that shows how it takes part in the step. */
import { memo } from 'react'
import { gradientOf, type Sym, type Trace } from '../../../src/index.ts'
import { valuesAt } from '../../figure/Mini.tsx'
import { Strip } from '../../figure/Strip.tsx'
import { largestOf } from '../../figure/scale.ts'
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
  readonly y: number
  readonly gradient?: boolean
}

/** It is drawn again only when it looks different. */
export const Value = memo(function Value({ symbol, look, x, y, gradient = false, ...shows }: Placed) {
  const { trace, was, layout, digits } = shows
  const name = gradient ? gradientOf(symbol.name) : symbol.name
  const t = shows.t + symbol.dt!
  const { data, shape } = trace.memory(name)
  return (
    <Strip
      x={x}
      y={y}
      width={layout.strip}
      values={valuesAt(trace, name, t)}
      shape={shape}
      was={was && valuesAt(was, name, t)}
      name={`${name}@${t}`}
      idea={trace.net.info(symbol.name).idea}
      full={gradient ? undefined : Math.max(1, largestOf(data))}
      scalar={!gradient && shape.length === 0}
      gradient={gradient}
      blank={look === 'blank'}
      state={look === 'plain' || look === 'blank' || look === 'absent' ? undefined : look}
      digits={digits}
    />
  )
})
