import {
  bandsOf,
  type Choice,
  type DecaySpec,
  decay,
  limits,
  modelNamed,
  modelNames,
  modelOfLayers,
  optionsIn,
  toJson,
} from '../index.ts'
import { experimentIn, fail, optionsOf, shown, whole } from './arguments.ts'

/** Quantiles over draws of the norms of the state gradients, for every lag from 1 to steps − 1. */
export function decayCommand(args: readonly string[]): string {
  const { values } = optionsOf(args, {
    model: { type: 'string' },
    cell: { type: 'string' },
    hidden: { type: 'string', default: '64' },
    inputs: { type: 'string', default: '8' },
    steps: { type: 'string', default: '100' },
    'input-scale': { type: 'string', default: '1' },
    draws: { type: 'string', default: '60' },
    seed: { type: 'string', default: '1' },
  })
  const choice = values.cell === undefined ? named(values.model) : cellIn(values.cell, values.model)
  const inputScale = Number(values['input-scale'] || Number.NaN)
  if (!Number.isFinite(inputScale) || inputScale < 0)
    fail(`--input-scale: expected a number that is not negative, got ${shown(values['input-scale'])}`)
  const spec: DecaySpec = {
    ...choice,
    hidden: whole('hidden', values.hidden, 1, limits.size),
    inputs: whole('inputs', values.inputs, 1, limits.size),
    steps: whole('steps', values.steps, 2, limits.steps),
    inputScale,
    seed: whole('seed', values.seed, 0, 2 ** 32 - 1),
  }
  const draws = whole('draws', values.draws, 1, 10_000)
  const bands = bandsOf(Array.from({ length: draws }, (_, draw) => decay(spec, draw)))
  const lags = Array.from({ length: spec.steps - 1 }, (_, i) => i + 1)
  const curves = [...bands].map(([state, band]) => [
    state,
    Object.fromEntries(Object.entries(band).map(([q, curve]) => [q, lags.map((lag) => curve[lag])])),
  ])
  return toJson({ lags, ...Object.fromEntries(curves) })
}

function named(model: string | undefined): Choice {
  const choice = model === undefined ? undefined : modelNamed(model)
  return choice ?? fail(`--model: expected one of ${modelNames.join(', ')}, got ${shown(model)}`)
}

/** The cells of a document's layers and how their weights are drawn: as the document says, or by PyTorch's scheme where it has weights. */
function cellIn(path: string, model: string | undefined): Choice {
  if (model !== undefined) fail(`--cell: expected no --model beside it, got ${shown(model)}`)
  const { above = [], init, ...bottom } = experimentIn(path).model
  const { seed: _seed, ...drawn } = init ?? { seed: 0, scheme: 'pytorch' as const }
  const layers = [bottom, ...above].map((layer) => ({
    cell: layer.cell,
    ...Object.fromEntries(optionsIn(layer).map(({ option, chosen }) => [option, chosen])),
  }))
  return { model: modelOfLayers(layers), init: drawn }
}
