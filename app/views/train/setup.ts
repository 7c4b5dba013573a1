/** What the address says about this view. */
import {
  type Experiment,
  mostWindow,
  type OptimizerKind,
  optimizerKinds,
  type TrainingDocument,
  taskNamed,
} from '../../../src/index.ts'
import { type ParamMistake, type Params, paramReader } from '../../state/params.ts'
import { mostNets, type Net, netExamples, netOf } from './nets.ts'
import { type TaskChoice, taskChoices, type Usual, usualOf, usualTask } from './usual.ts'

export interface Setup {
  readonly task: TaskChoice
  /** the options of the task that are not as usual */
  readonly options: Readonly<Record<string, number>>
  readonly nets: readonly Net[]
  /** the net that is changed: its place in the list */
  readonly pick: number
  readonly optimizer: OptimizerKind
  readonly lr: number
  readonly momentum: number
  readonly decay: number
  /** the norm that gradients are clipped to; null: they are not */
  readonly norm: number | null
  readonly epochs: number
  readonly batch: number | 'full'
  readonly shuffle: boolean
  readonly seed: number
  readonly precision: 'float32' | 'float64'
  readonly patience: number
  /** is the axis of losses a log axis? */
  readonly log: boolean
  /** what each of these is where the link says nothing */
  readonly usual: Usual
  readonly mistakes: readonly ParamMistake[]
}

export const ranges = {
  lr: [0, 1e9],
  momentum: [0, 10],
  decay: [0, 1e6],
  norm: [1e-9, 1e9],
  epochs: [1, 1_000_000],
  batch: [1, 20_000],
  seed: [0, 2 ** 32 - 1],
  patience: [0, 100_000],
} as const

export function setupOf(params: Params, current: Experiment, brought: TrainingDocument | null): Setup {
  const reader = paramReader(params)
  const { whole, number, word } = reader
  const task = word('task', taskChoices(brought), usualTask)
  const usual = usualOf(task, brought, current)
  const nets = netsIn(params, usual, current, brought !== null, reader)
  return {
    task,
    options: optionsIn(params, optionsOf(task, brought), reader),
    nets,
    pick: Math.min(nets.length, whole('net', [1, mostNets], 1)) - 1,
    optimizer: word('optimizer', optimizerKinds, usual.optimizer),
    lr: number('lr', ranges.lr, usual.lr),
    momentum: number('momentum', ranges.momentum, usual.momentum),
    decay: number('decay', ranges.decay, usual.decay),
    norm:
      params.norm === 'none' ? null : orNull(params.norm, usual.norm, (n) => number('norm', ranges.norm, n)),
    epochs: whole('epochs', ranges.epochs, usual.epochs),
    batch:
      params.batch === 'full'
        ? 'full'
        : orNull(params.batch, usual.batch, (n) => whole('batch', ranges.batch, n)),
    shuffle: word('shuffle', ['yes', 'no'], usual.shuffle ? 'yes' : 'no') === 'yes',
    seed: whole('start', ranges.seed, usual.seed),
    precision: word('precision', ['float32', 'float64'], usual.precision),
    patience: whole('patience', ranges.patience, 0),
    log: word('losses', ['log', 'linear'], 'log') === 'log',
    usual,
    mistakes: reader.mistakes,
  }
}

/** The usual value where the link has none; otherwise the number that `read` finds, which is 1 or the usual number where the text is damaged. */
function orNull<U>(text: string | undefined, usual: U, read: (instead: number) => number): U | number {
  return text === undefined ? usual : read(typeof usual === 'number' ? usual : 1)
}

type Reader = ReturnType<typeof paramReader>

type Options = ReturnType<typeof taskNamed>['options']

/** What can be set about the data of a task, or of the document that was opened: the window over its series. */
export function optionsOf(task: TaskChoice, brought: TrainingDocument | null): Options {
  if (task === 'open') return {}
  if (task !== 'brought') return taskNamed(task).options
  if (brought?.data.kind !== 'windows') return {}
  const { window: usual } = brought.data
  return { window: { usual, from: 1, to: mostWindow(brought.data), whole: true } }
}

/** points=1000,window=20; what the task has not, or cannot be, is told and left out. */
function optionsIn(params: Params, options: Options, { tell }: Reader): Readonly<Record<string, number>> {
  const found: Record<string, number> = {}
  for (const part of (params.options ?? '').split(',').filter((each) => each !== '')) {
    const [name, text] = part.split('=')
    const option = Object.hasOwn(options, name!) ? options[name!] : undefined
    const value = Number(text)
    const fits =
      option &&
      text !== '' &&
      value >= option.from &&
      value <= option.to &&
      (!option.whole || Number.isInteger(value))
    if (fits) found[name!] = value
    else
      tell('options', part, { like: Object.entries(options).map(([each, { usual }]) => `${each}=${usual}`) })
  }
  return found
}

function netsIn(
  params: Params,
  usual: Usual,
  current: Experiment,
  hasDocument: boolean,
  { tell }: Reader,
): readonly Net[] {
  const text = params.nets ?? usual.nets
  const read = (name: string) => netOf(name, current, hasDocument)
  const found = text.split(',').flatMap((name) => {
    if (name === '') return []
    const net = read(name)
    if (!net) tell('nets', name, { like: netExamples })
    return net ? [net] : []
  })
  if (found.length > mostNets) tell('nets', text, { like: netExamples, most: mostNets })
  return found.length > 0 ? found.slice(0, mostNets) : [read(usual.nets)!]
}

export const optionText = (options: Readonly<Record<string, number>>): string | null =>
  Object.keys(options).length === 0
    ? null
    : Object.entries(options)
        .map(([name, value]) => `${name}=${value}`)
        .join(',')
