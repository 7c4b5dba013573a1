/**
 * The models of a comparison, by names such as rnn-torch, rnn-1.5-orthogonal, lstm-bf=2, mgu-torch: a cell of the library with its
 * options, and how its weights are drawn. What each scheme draws is defined in experiment/initial.ts.
 */
import { type CellChoice, libraryCellOf, optionsIn, ownCellOf } from '../cell/cell-of.ts'
import type { Family } from '../cell/library/family.ts'
import { families, familyIds, library } from '../cell/library/index.ts'
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

/** How weights are drawn: [[GAIN-]SCHEME[-SD]][-bq=B][-WORD][-in=SD], where q is the block of the bias that is set to B. */
const drawing = new RegExp(
  [
    `^(?:(?:-(?<gain>${size}))?-(?<scheme>torch|xavier|orthogonal|identity|normal)(?:-(?<sd>${size}))?)?`,
    `(?:-b(?<block>[a-z])=(?<bias>-?${size}))?(?:-(?<word>[a-z]=one))?(?:-in=(?<inputSd>${size}))?$`,
  ].join(''),
)

const familyOf = (cell: Model['cell'] | undefined): Family | undefined =>
  typeof cell === 'string' ? families[cell] : undefined

/** The word of an option's choice in a name. */
const wordOf = ({ words = {} }: Family, option: string, choice: string | boolean): string =>
  typeof choice === 'string' ? choice : words[option]!

const longestFirst = library.map(({ id }) => id).sort((a, b) => b.length - a.length)

/**
 * The model that a name stands for: CELL[-OPTION …] and how its weights are drawn; undefined where it is not the name of a model. torch
 * is the scheme where none is named; bf=B sets the summed forget bias, f=one fixes the forget gate at exactly 1, in=SD makes the input
 * weights normal with this standard deviation.
 */
export function modelNamed(name: string): Choice | undefined {
  const id = longestFirst.find((each) => name.startsWith(`${each}-`))
  if (id === undefined) return undefined
  const cell = familyIds.find((each) => each === id) ?? ownCellOf(library.find((each) => each.id === id)!)
  return choiceNamed(cell, name.slice(id.length + 1))
}

/** The same of a given cell, by what follows its name. */
export function choiceNamed(cell: Model['cell'], name: string): Choice | undefined {
  const family = familyOf(cell)
  let rest = `-${name}`
  const options: Record<string, unknown> = {}
  for (const [option, choices] of Object.entries(family?.options ?? {}))
    for (const choice of choices.slice(1)) {
      const word = `-${wordOf(family!, option, choice)}`
      if (option in options || !`${rest}-`.startsWith(`${word}-`)) continue
      options[option] = choice
      rest = rest.slice(word.length)
    }
  const part = drawing.exec(rest)?.groups
  if (!part || (part.scheme ?? part.bias ?? part.word) === undefined) return undefined
  if (part.sd && part.scheme !== 'normal') return undefined
  if (part.block !== undefined && part.block !== family?.forgets) return undefined
  if (part.word !== undefined) {
    const { word, options: meant = {} } = family?.alias ?? {}
    if (part.word !== word || part.bias || Object.keys(meant).some((each) => each in options))
      return undefined
    Object.assign(options, meant)
  }
  const { scheme = 'torch' } = part
  return {
    model: { cell, ...options },
    init: {
      scheme: scheme === 'torch' ? 'pytorch' : (scheme as Init['scheme']),
      ...(part.gain ? { gain: Number(part.gain) } : {}),
      ...(part.sd ? { sd: Number(part.sd) } : {}),
      ...(part.bias ? { forgetBias: Number(part.bias) } : {}),
      ...(part.inputSd ? { inputSd: Number(part.inputSd) } : {}),
    },
  }
}

/** The name of a model, which `modelNamed` reads; undefined for a cell that is not in the library. */
export function nameOfModel(choice: Choice): string | undefined {
  const id = libraryCellOf(choice.model)?.id
  return id && `${id}-${nameOfChoice(choice)}`
}

/** What follows the cell in the name of a model, which `choiceNamed` reads. */
export function nameOfChoice({ model, init }: Choice): string {
  const family = familyOf(model.cell)
  const chosen = unusual(model)
  const { scheme, gain = 1, sd, forgetBias, inputSd } = init
  const plain = scheme === 'pytorch' && gain === 1
  const meant = Object.entries(family?.alias?.options ?? {})
  const alias =
    plain && forgetBias === undefined && meant.length === chosen.length && isSame(meant, chosen)
      ? family?.alias?.word
      : undefined
  const silent = plain && (alias !== undefined || forgetBias !== undefined)
  return [
    ...(alias ? [] : chosen.map(([option, choice]) => wordOf(family!, option, choice))),
    gain === 1 ? '' : String(gain),
    silent ? '' : scheme === 'pytorch' ? 'torch' : scheme,
    scheme === 'normal' ? String(sd ?? 0.1) : '',
    forgetBias === undefined ? '' : `b${family?.forgets}=${forgetBias}`,
    alias ?? '',
    inputSd === undefined ? '' : `in=${inputSd}`,
  ]
    .filter((part) => part !== '')
    .join('-')
}

type Chosen = readonly [string, string | boolean]

const isSame = (a: readonly Chosen[], b: readonly Chosen[]): boolean =>
  a.every(([option, choice]) => b.some((other) => other[0] === option && other[1] === choice))

/** The options of a model that are not the usual ones. */
export function unusual(model: CellChoice): readonly Chosen[] {
  return optionsIn(model).flatMap(({ option, choices, chosen }) =>
    chosen === choices[0] ? [] : [[option, chosen] as const],
  )
}
