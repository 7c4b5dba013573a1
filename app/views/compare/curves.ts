/** The curves of the figure and the columns of its table, from what is known of each model. */
import type { Band } from '../../../src/index.ts'
import type { Curve } from '../../figure/decayMarks.tsx'
import type { Words } from '../../words/words.ts'
import { figureNameOf, shortNameOf } from './name.ts'
import type { Setup } from './setup.ts'
import type { Texts } from './texts.ts'
import type { Found } from './useDraws.ts'

/** The gradient of a state, or one of the parts that are not the gradient. */
export type Quantity =
  | { readonly kind: 'state'; readonly name: string }
  | { readonly kind: 'part'; readonly name: 'path' | 'gates' }

export interface Shown extends Curve {
  readonly quantity: Quantity
  readonly band: Band
}

export function curvesOf(
  setup: Setup,
  found: readonly (Found | undefined)[],
  names: readonly string[],
  texts: Texts,
  words: Words,
): Shown[] {
  return setup.models.flatMap((entry, model) => {
    const of = found[model]
    if (!of) return []
    const states = statesShown(of, setup)
    const parts = (['path', 'gates'] as const).filter((part) => setup[part] && of[part])
    const curve = (quantity: Quantity, band: Band, kind: Curve['kind'], suffix: string): Shown => ({
      id: kind === 'extra' ? `${model}+${quantity.name}` : `${model}-${quantity.name}`,
      model,
      quantity,
      kind,
      label:
        kind === 'extra'
          ? suffix
          : `${figureNameOf(entry, names[model]!, words)}${suffix === '' ? '' : ` · ${suffix}`}`,
      short: suffix === '' ? shortNameOf(entry, words) : suffix,
      values: band.q50,
      band,
      ...(of.draws > 1 && kind !== 'extra' ? { low: band.q10, high: band.q90 } : {}),
      stale: of.stale,
    })
    return [
      ...states.map((name) =>
        curve(
          { kind: 'state', name },
          of.bands.get(name)!,
          name === 'h' ? 'hidden' : 'memory',
          states.length > 1 ? name : '',
        ),
      ),
      ...parts.map((name) => curve({ kind: 'part', name }, of[name]!, 'extra', texts.extra[`${name}Short`])),
    ]
  })
}

/** The states of a model whose curves are asked for: all, or the one chosen, in place of which a model without it shows h. */
function statesShown({ bands }: Found, { state }: Setup): readonly string[] {
  if (state === null) return [...bands.keys()]
  return bands.has(state) ? [state] : ['h']
}

/** Every state that some model has, h first. */
export const statesOfAll = (found: readonly (Found | undefined)[]): readonly string[] => [
  ...new Set(['h', ...found.flatMap((each) => [...(each?.bands.keys() ?? [])])]),
]
