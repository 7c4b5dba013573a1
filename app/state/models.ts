/**
 * The models of a comparison as a link writes them: names such as lstm-bf=2, mgu-torch or lstm:32+gru:8-torch; own.DATA. in place of a
 * cell's id for a cell of one's own, DATA being its equations, as in own.DATA.torch or lstm+own.DATA.torch; @NAME for an experiment (@ for the one
 * that is open); @trained-1 for a net that was trained in this session.
 */
import {
  type CellChoice,
  type Choice,
  checkCell,
  type Experiment,
  type ExperimentModel,
  forgetBiasOf,
  type LayerChoice,
  layersIn,
  layersOf,
  modelNamed,
  modelOf,
  modelOfLayers,
  mostLayers,
  nameOfModel,
  type OwnCell,
} from '../../src/index.ts'
import { builtIn } from './experiments.ts'

export type Entry =
  | { readonly kind: 'drawn'; readonly text: string; readonly choice: Choice }
  | { readonly kind: 'given'; readonly text: string; readonly experiment: Experiment }

export const mostModels = 6

const own = /^own\.([\w-]+)\.(.+)$/s

/** The model of one name; undefined where it is none. */
export function entryOf(
  text: string,
  current: Experiment,
  trained: readonly Experiment[] = [],
): Entry | undefined {
  if (text.startsWith('@')) {
    const net = /^@trained-(\d)$/.exec(text)?.[1]
    const named = () => (net ? trained[Number(net) - 1] : builtIn(text.slice(1)))
    const experiment = text === '@' ? current : named()
    return experiment && { kind: 'given', text, experiment }
  }
  const choice = modelNamed(text, ownCell)
  return choice && { kind: 'drawn', text, choice }
}

export const textOfEntries = (entries: readonly { readonly text: string }[]) =>
  entries.map(({ text }) => text).join(',')

export const drawnEntry = (choice: Choice): Entry => ({ kind: 'drawn', text: textOf(choice), choice })

const textOf = (choice: Choice): string => nameOfModel(choice, (cell) => `own.${dataOf(cell)}.`)!

/** A cell of somebody's own with which a text begins, and what follows it. */
function ownCell(text: string) {
  const [, data, rest] = own.exec(text) ?? []
  const cell = data === undefined ? undefined : cellIn(data)
  return cell && { cell, rest: /^[+:]/.test(rest!) ? rest! : `-${rest}` }
}

/** A cell of somebody's own with PyTorch's weights. */
export const drawnCell = (cell: OwnCell): Entry =>
  drawnEntry({ model: { cell }, init: { scheme: 'pytorch' } })

/** How weights are drawn, without what a cell does not have. */
export function initFor(model: CellChoice, { forgetBias, ...init }: Choice['init']): Choice['init'] {
  return forgetBias !== undefined && forgetBiasOf(model) !== undefined ? { ...init, forgetBias } : init
}

/** The same model as the view Train writes it, with so many units in each layer that says none of its own. */
export const netOfChoice = ({ model, init }: Choice, units: number): string =>
  layersIn(model)
    .map(({ hiddenSize = units, ...layer }, k) => {
      const drawn = k === 0 ? initFor(layer, init) : { scheme: 'pytorch' as const }
      return `${drawnEntry({ model: layer, init: drawn }).text}:${hiddenSize}`
    })
    .join('/')

/** The models of a comparison in which the net that is open, once trained, stands beside itself as it was drawn; alone where no name says that. */
export const besideItsStart = (trained: ExperimentModel): string => [...startOf(trained), '@'].join()

/** The same of several nets that were trained; where there is no room for them and their starts, of the nets alone. */
export function besideTheirStarts(trained: readonly ExperimentModel[]): string {
  const nets = trained.map((model, i) => [...startOf(model), `@trained-${i + 1}`])
  const all = nets.flat()
  return (all.length <= mostModels ? all : nets.map((names) => names.at(-1)!)).join()
}

/** The name of a net as it was drawn; none where no name says that. */
function startOf(trained: ExperimentModel): readonly string[] {
  const { init, attention } = trained
  const isTurned = layersOf(modelOf(trained)).some(({ direction = 'forward' }) => direction !== 'forward')
  const [{ inputSize: _in, outputSize: _out, ...bottom }, ...above] = layersIn(
    trained as Choice['model'],
  ) as readonly [LayerChoice & Sizes, ...LayerChoice[]]
  if (!init || attention || isTurned || above.length >= mostLayers) return []
  const { seed: _seed, ...drawn } = init
  return [textOf({ model: modelOfLayers([bottom, ...above]), init: drawn })]
}

interface Sizes {
  readonly inputSize?: number
  readonly outputSize?: number
}

/** What is chosen of a model: of an experiment all that its document says. */
export const modelOfEntry = (entry: Entry) =>
  entry.kind === 'drawn' ? entry.choice.model : entry.experiment.model

/** The layers of a model, bottom up. */
export const layersOfEntry = (entry: Entry): readonly LayerChoice[] => layersIn(modelOfEntry(entry))

/** A cell as letters of an address. */
function dataOf({ name, equations, sizes }: OwnCell): string {
  const bytes = new TextEncoder().encode(JSON.stringify({ name, equations, ...(sizes ? { sizes } : {}) }))
  const binary = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}

/** The cell again; undefined where the letters are damaged or it is none. */
function cellIn(data: string): OwnCell | undefined {
  try {
    const binary = atob(data.replaceAll('-', '+').replaceAll('_', '/'))
    const bytes = Uint8Array.from(binary, (letter) => letter.charCodeAt(0))
    const result = checkCell(JSON.parse(new TextDecoder().decode(bytes)))
    return result.ok ? result.value : undefined
  } catch {
    return undefined
  }
}
