/** The curves of the figure and the columns of its table, from what is known of each model. */
import type { Band } from '../../../src/index.ts'
import type { Curve } from '../../figure/DecayPlot.tsx'
import { figureNameOf, shortNameOf } from './name.ts'
import type { Setup } from './setup.ts'
import type { Texts } from './texts.ts'
import type { Found } from './useDraws.ts'

export type Quantity = 'h' | 'C' | 'path' | 'gates'

export interface Shown extends Curve {
  readonly quantity: Quantity
  readonly band: Band
}

export function curvesOf(
  setup: Setup,
  found: readonly (Found | undefined)[],
  names: readonly string[],
  texts: Texts,
): Shown[] {
  return setup.models.flatMap((entry, model) => {
    const of = found[model]
    if (!of) return []
    const hasC = of.C !== undefined
    const wanted: Quantity[] = [
      ...(setup.state !== 'C' || !hasC ? (['h'] as const) : []),
      ...(setup.state !== 'h' && hasC ? (['C'] as const) : []),
      ...(setup.path && of.path ? (['path'] as const) : []),
      ...(setup.gates && of.gates ? (['gates'] as const) : []),
    ]
    return wanted.map((quantity): Shown => {
      const band = of[quantity]!
      const extra = quantity === 'path' || quantity === 'gates'
      const suffix = extra ? texts.extra[`${quantity}Short`] : hasC && setup.state === 'both' ? quantity : ''
      const whole = suffix === '' ? '' : ` · ${suffix}`
      return {
        id: `${model}-${quantity}`,
        model,
        quantity,
        kind: extra ? 'extra' : quantity,
        label: extra ? suffix : `${figureNameOf(entry, names[model]!)}${whole}`,
        short: suffix === '' ? shortNameOf(entry) : suffix,
        values: band.q50,
        band,
        ...(of.draws > 1 && !extra ? { low: band.q10, high: band.q90 } : {}),
        stale: of.stale,
      }
    })
  })
}
