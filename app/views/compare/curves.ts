/** The curves of the figure and the columns of its table, from what is known of each model. */
import { type Band, type LayerState, layerStates, networkOfChoice } from '../../../src/index.ts'
import type { Curve } from '../../figure/decayMarks.tsx'
import { type Entry, layersOfEntry, modelOfEntry } from '../../state/models.ts'
import type { Words } from '../../words/words.ts'
import { inLayer, shortNameOf } from './name.ts'
import { layerShown, type Setup } from './setup.ts'
import type { Texts } from './texts.ts'
import type { Found } from './useDraws.ts'

/** The gradient of a state, or one of the parts that are not the gradient. */
export type Quantity =
  | {
      readonly kind: 'state'
      /** what its cell calls it */
      readonly name: string
      /** its name in the net */
      readonly of: string
    }
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
    const states = statesShown(entry, setup)
    const several = layersOfEntry(entry).length > 1
    const parts = (['path', 'gates'] as const).filter((part) => setup[part] && of[part])
    const curve = (quantity: Quantity, band: Band, kind: Curve['kind'], suffix: string): Shown => ({
      id: kind === 'extra' ? `${model}+${quantity.name}` : `${model}-${quantity.name}`,
      model,
      quantity,
      kind,
      label: kind === 'extra' ? suffix : `${names[model]!}${suffix === '' ? '' : ` · ${suffix}`}`,
      short: suffix === '' ? shortNameOf(entry, words) : suffix,
      values: band.q50,
      band,
      ...(of.draws > 1 && kind !== 'extra' ? { low: band.q10, high: band.q90 } : {}),
      stale: of.stale,
    })
    return [
      ...states.flatMap(({ name, own }) => {
        const band = of.bands.get(name)
        const suffix = several ? inLayer(own, layerShown(entry, setup)) : states.length > 1 ? own : ''
        return band
          ? [curve({ kind: 'state', name: own, of: name }, band, own === 'h' ? 'hidden' : 'memory', suffix)]
          : []
      }),
      ...parts.map((name) => curve({ kind: 'part', name }, of[name]!, 'extra', texts.extra[`${name}Short`])),
    ]
  })
}

/** The states of a model's layer whose curves are asked for: all, or the one chosen, in place of which a model without it shows h. */
function statesShown(entry: Entry, setup: Setup): readonly LayerState[] {
  const states = statesIn(entry, setup)
  if (setup.state === null) return states
  const chosen = states.find(({ own }) => own === setup.state)
  return chosen ? [chosen] : states.slice(0, 1)
}

const statesIn = (entry: Entry, setup: Setup) =>
  layerStates(networkOfChoice(modelOfEntry(entry)), layerShown(entry, setup))

/** Every state that the layer shown of some model has, h first. */
export const statesOfAll = (setup: Setup): readonly string[] => [
  ...new Set(['h', ...setup.models.flatMap((entry) => statesIn(entry, setup).map(({ own }) => own))]),
]
