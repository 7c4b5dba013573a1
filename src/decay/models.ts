/**
 * The models of a comparison, by names such as rnn-torch, rnn-1.5-orthogonal, lstm-bf=2: a cell, and how its weights are drawn.
 * What each scheme draws is defined in experiment/initial.ts.
 */
import type { FamilyId } from '../cell/library/index.ts'
import type { Model } from '../cell/model.ts'
import type { Init } from '../experiment/document.ts'

/** What is chosen of a model besides its sizes and its seed. */
export interface Choice {
  readonly model: Pick<Model, 'cell'> &
    Partial<Omit<Model, 'cell' | 'inputSize' | 'hiddenSize' | 'outputSize'>>
  readonly init: Omit<Init, 'seed'>
}

/** The models whose gradients PyTorch has measured. */
export const modelNames = [
  'rnn-torch',
  'rnn-xavier',
  'rnn-normal-0.1',
  'rnn-orthogonal',
  'rnn-1.5-orthogonal',
  'rnn-relu-identity',
  'gru-torch',
  'lstm-torch',
  'lstm-bf=0',
  'lstm-bf=1',
  'lstm-bf=2',
  'lstm-bf=3',
  'lstm-bf=5',
  'lstm-f=one',
] as const

const size = String.raw`\d+(?:\.\d+)?(?:e-?\d+)?`

/**
 * CELL[-KIND][[-GAIN]-SCHEME[-SD]][-bf=B][-in=SD]. torch is the scheme where none is named; bf=B sets the summed forget bias,
 * f=one fixes the forget gate at exactly 1, in=SD makes the input weights normal with this standard deviation.
 */
const form = new RegExp(
  [
    '^(?<cell>rnn|lstm|gru)(?:-(?<activation>relu|linear))?(?<peephole>-peephole)?',
    '(?:-(?<variant>NIG|NFG|NOG|NIAF|NOAF|CIFG))?(?<before>-before)?(?<write>-write)?',
    `(?:(?:-(?<gain>${size}))?-(?<scheme>torch|xavier|orthogonal|identity|normal)(?:-(?<sd>${size}))?)?`,
    `(?:-bf=(?<bias>-?${size}))?(?<one>-f=one)?(?:-in=(?<inputSd>${size}))?$`,
  ].join(''),
)

/** The model that a name stands for; undefined where it is not the name of a model. */
export function modelNamed(name: string): Choice | undefined {
  const part = form.exec(name)?.groups
  if (!part) return undefined
  const cell = part.cell as FamilyId
  const foreign = {
    rnn: [part.peephole, part.variant, part.bias, part.one, part.before, part.write],
    lstm: [part.activation, part.before, part.write],
    gru: [part.activation, part.peephole, part.variant, part.bias, part.one],
  }[cell]
  const drawn = part.scheme ?? part.bias ?? part.one
  if (drawn === undefined || foreign.some((found) => found !== undefined)) return undefined
  if ((part.sd && part.scheme !== 'normal') || (part.one && (part.variant || part.bias))) return undefined
  const variant = part.one ? 'NFG' : part.variant
  return {
    model: {
      cell,
      ...(part.activation ? { activation: part.activation as Model['activation'] } : {}),
      ...(part.peephole ? { peephole: true } : {}),
      ...(variant ? { variant: variant as Model['variant'] } : {}),
      ...(part.before ? { resetAfter: false } : {}),
      ...(part.write ? { update: 'write' } : {}),
    },
    init: {
      scheme:
        part.scheme === undefined || part.scheme === 'torch' ? 'pytorch' : (part.scheme as Init['scheme']),
      ...(part.gain ? { gain: Number(part.gain) } : {}),
      ...(part.sd ? { sd: Number(part.sd) } : {}),
      ...(part.bias ? { forgetBias: Number(part.bias) } : {}),
      ...(part.inputSd ? { inputSd: Number(part.inputSd) } : {}),
    },
  }
}

/** The name of a model: what `modelNamed` reads. */
export function nameOfModel({ model, init }: Choice): string {
  const { cell, activation = 'tanh', peephole, variant = 'vanilla', resetAfter = true, update } = model
  const { scheme, gain = 1, sd, forgetBias, inputSd } = init
  const one = variant === 'NFG' && !peephole && scheme === 'pytorch' && gain === 1 && forgetBias === undefined
  const silent = scheme === 'pytorch' && gain === 1 && (one || forgetBias !== undefined)
  return [
    cell,
    activation === 'tanh' ? '' : activation,
    peephole ? 'peephole' : '',
    variant === 'vanilla' || one ? '' : variant,
    resetAfter ? '' : 'before',
    update === 'write' ? 'write' : '',
    gain === 1 ? '' : String(gain),
    silent ? '' : scheme === 'pytorch' ? 'torch' : scheme,
    scheme === 'normal' ? String(sd ?? 0.1) : '',
    forgetBias === undefined ? '' : `bf=${forgetBias}`,
    one ? 'f=one' : '',
    inputSd === undefined ? '' : `in=${inputSd}`,
  ]
    .filter((part) => part !== '')
    .join('-')
}
