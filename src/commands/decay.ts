import { bandsOf, type DecaySpec, decay, limits, modelNamed, modelNames, toJson } from '../index.ts'
import { fail, optionsOf, shown, whole } from './arguments.ts'

/** Quantiles over draws of the norms of the state gradients, for every lag from 1 to steps − 1. */
export function decayCommand(args: readonly string[]): string {
  const { values } = optionsOf(args, {
    model: { type: 'string' },
    hidden: { type: 'string', default: '64' },
    inputs: { type: 'string', default: '8' },
    steps: { type: 'string', default: '100' },
    'input-scale': { type: 'string', default: '1' },
    draws: { type: 'string', default: '60' },
    seed: { type: 'string', default: '1' },
  })
  const choice = values.model === undefined ? undefined : modelNamed(values.model)
  if (!choice) fail(`--model: expected one of ${modelNames.join(', ')}, got ${shown(values.model)}`)
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
  const curves = Object.entries(bands).map(([state, band]) => [
    state,
    Object.fromEntries(Object.entries(band).map(([q, curve]) => [q, lags.map((lag) => curve[lag])])),
  ])
  return toJson({ lags, ...Object.fromEntries(curves) })
}
