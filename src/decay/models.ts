/**
 * The models of a comparison, by names such as rnn-torch, rnn-1.5-orthogonal, lstm-bf=2, mgu-torch, lstm:32+gru:8-torch: the cells of the
 * library with their options and units, bottom up, and how the weights are drawn. What each scheme draws is defined in experiment/initial.ts.
 */
import { type CellChoice, libraryCellOf, optionsIn, ownCellOf } from '../cell/cell-of.ts'
import type { Family } from '../cell/library/family.ts'
import { families, familyIds, library } from '../cell/library/index.ts'
import type { Layer, Model, OwnCell } from '../cell/model.ts'
import { type Init, limits } from '../experiment/document.ts'

/** What is chosen of a layer: its cell, that cell's options, and its units where it has a number of its own. */
export type LayerChoice = Pick<Layer, 'cell'> & Partial<Omit<Layer, 'cell'>>

/** What is chosen of a model besides its sizes and its seed. All layers are drawn in the same way. */
export interface Choice {
  /** the bottom layer, and those above it */
  readonly model: LayerChoice & { readonly above?: readonly LayerChoice[] }
  readonly init: Omit<Init, 'seed'>
}

/** The most layers that a name can say. */
export const mostLayers = 3

/** The layers of a model, bottom up. */
export const layersIn = ({ above = [], ...bottom }: Choice['model']): readonly LayerChoice[] => [
  bottom,
  ...above,
]

/** The model of these layers, bottom up, of which there is at least one. */
export const modelOfLayers = ([bottom, ...above]: readonly LayerChoice[]): Choice['model'] => ({
  ...bottom!,
  ...(above.length > 0 ? { above } : {}),
})

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

/** The cell with which a text begins, and what follows it, from "-", "+" or ":" on. */
type CellReader = (text: string) => { readonly cell: Model['cell']; readonly rest: string } | undefined

/** A cell of the library by its id. */
function libraryCell(text: string): ReturnType<CellReader> {
  const id = longestFirst.find((each) => text.startsWith(each) && /^[-+:]/.test(text.slice(each.length)))
  if (id === undefined) return undefined
  const cell = familyIds.find((each) => each === id) ?? ownCellOf(library.find((each) => each.id === id)!)
  return { cell, rest: text.slice(id.length) }
}

/**
 * The model that a name stands for: CELL[-OPTION …][:UNITS], one for each layer with + between them, bottom up, and how the weights are drawn;
 * undefined where it is not the name of a model. torch is the scheme where none is named; bf=B sets the summed forget bias, f=one fixes
 * the forget gate of a single layer at exactly 1, in=SD makes the input weights normal with this standard deviation. `own` reads a cell
 * that is not in the library.
 */
export function modelNamed(name: string, own: CellReader = () => undefined): Choice | undefined {
  const layers: LayerChoice[] = []
  let rest = `+${name}`
  while (rest.startsWith('+')) {
    const found = own(rest.slice(1)) ?? libraryCell(rest.slice(1))
    if (!found || layers.length === mostLayers) return undefined
    const chosen = withOptions(found.cell, found.rest)
    const [written = '', units] = /^:([1-9]\d{0,2})(?=[-+])/.exec(chosen.rest) ?? []
    if (Number(units ?? 1) > limits.size) return undefined
    layers.push({ ...chosen.layer, ...(units ? { hiddenSize: Number(units) } : {}) })
    rest = chosen.rest.slice(written.length)
  }
  return drawnAs(layers, rest)
}

/** The options of a cell that follow it in a name. */
function withOptions(cell: Model['cell'], name: string): { layer: LayerChoice; rest: string } {
  const family = familyOf(cell)
  let rest = name
  const options: Record<string, unknown> = {}
  for (const [option, choices] of Object.entries(family?.options ?? {}))
    for (const choice of choices.slice(1)) {
      const word = `-${wordOf(family!, option, choice)}`
      if (option in options || !rest.startsWith(word) || /^[^-+:]/.test(rest.slice(word.length))) continue
      options[option] = choice
      rest = rest.slice(word.length)
    }
  return { layer: { cell, ...options }, rest }
}

/** The family whose forget bias a model's name speaks of: that of the lowest layer with one. */
const forgetting = (layers: readonly LayerChoice[]): Family | undefined =>
  layers.map(({ cell }) => familyOf(cell)).find((family) => family?.forgets !== undefined)

function drawnAs(layers: readonly LayerChoice[], name: string): Choice | undefined {
  const part = drawing.exec(name)?.groups
  if (!part || (part.scheme ?? part.bias ?? part.word) === undefined) return undefined
  if (part.sd && part.scheme !== 'normal') return undefined
  if (part.block !== undefined && part.block !== forgetting(layers)?.forgets) return undefined
  const [bottom, ...above] = layers
  const options: Record<string, unknown> = {}
  if (part.word !== undefined) {
    const { word, options: meant = {} } = familyOf(bottom!.cell)?.alias ?? {}
    if (part.word !== word || part.bias || above.length > 0) return undefined
    if (Object.keys(meant).some((each) => each in bottom!)) return undefined
    Object.assign(options, meant)
  }
  const { scheme = 'torch' } = part
  return {
    model: modelOfLayers([{ ...bottom!, ...options }, ...above]),
    init: {
      scheme: scheme === 'torch' ? 'pytorch' : (scheme as Init['scheme']),
      ...(part.gain ? { gain: Number(part.gain) } : {}),
      ...(part.sd ? { sd: Number(part.sd) } : {}),
      ...(part.bias ? { forgetBias: Number(part.bias) } : {}),
      ...(part.inputSd ? { inputSd: Number(part.inputSd) } : {}),
    },
  }
}

/**
 * The name of a model, which `modelNamed` reads. `own` writes a cell that is not in the library, with a dot at its end; where it writes
 * none, such a model has no name.
 */
export function nameOfModel(
  { model, init }: Choice,
  own: (cell: OwnCell) => string | undefined = () => undefined,
): string | undefined {
  const layers = layersIn(model)
  const alias = aliasOf(layers, init)
  const names = layers.map((layer) => {
    const name = nameOfCell(layer, alias !== undefined, own)
    return name === undefined || layer.hiddenSize === undefined ? name : `${name}:${layer.hiddenSize}`
  })
  if (names.includes(undefined)) return undefined
  const stack = names.join('+')
  return `${stack}${stack.endsWith('.') ? '' : '-'}${drawingText(init, forgetting(layers)?.forgets, alias)}`
}

/** The cell of a layer with its options, if nothing else stands for these. */
function nameOfCell(
  layer: LayerChoice,
  aliased: boolean,
  own: (cell: OwnCell) => string | undefined,
): string | undefined {
  const { cell } = layer
  const id = libraryCellOf(layer)?.id
  if (id === undefined) return typeof cell === 'string' ? undefined : own(cell)
  const words = aliased
    ? []
    : unusual(layer).map(([option, choice]) => wordOf(familyOf(cell)!, option, choice))
  return [id, ...words].join('-')
}

const isPlain = ({ scheme, gain = 1 }: Choice['init']): boolean => scheme === 'pytorch' && gain === 1

/** The word that stands for all options of a single layer, and that its weights are drawn as usual. */
function aliasOf(layers: readonly LayerChoice[], init: Choice['init']): string | undefined {
  const [layer, ...others] = layers
  const alias = familyOf(layer!.cell)?.alias
  if (!alias || others.length > 0 || !isPlain(init) || init.forgetBias !== undefined) return undefined
  const [meant, chosen] = [Object.entries(alias.options ?? {}), unusual(layer!)]
  return meant.length === chosen.length && isSame(meant, chosen) ? alias.word : undefined
}

/** How weights are drawn, as a name says it. */
function drawingText(init: Choice['init'], block: string | undefined, alias: string | undefined): string {
  const { scheme, gain = 1, sd, forgetBias, inputSd } = init
  const silent = isPlain(init) && (alias !== undefined || forgetBias !== undefined)
  return [
    gain === 1 ? '' : String(gain),
    silent ? '' : scheme === 'pytorch' ? 'torch' : scheme,
    scheme === 'normal' ? String(sd ?? 0.1) : '',
    forgetBias === undefined ? '' : `b${block}=${forgetBias}`,
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
