/** All that was brought as data to train on: every window of a table or a text, every sequence of a batch. */
import type { Sequence } from '../cell/model.ts'
import { type Experiment, type ExperimentModel, limits } from '../experiment/document.ts'
import { reshaped } from '../experiment/edit.ts'
import { writtenModel } from '../experiment/read.ts'
import { type Failure, failure } from '../mistake/english.ts'
import type { Data, TrainingDocument } from '../train/document.ts'
import type { Content } from './content.ts'
import type { Into, Plan, Planner } from './plan.ts'
import { inFile } from './refusal.ts'
import type { ColumnRole, Decisions, Setting } from './said.ts'
import { mostTrained, trainedShare } from './table/series.ts'
import { dataToTrainOn, usualWindow } from './training.ts'

/** The most sequences that are read, and the letters of one of them. */
const mostSequences = 2000
const usualLetters = 50

/** A document that is not checked yet: its reader, which has the tasks and the settings at hand, does that. */
export type TrainingPlanned = { readonly ok: true; readonly value: unknown } | Failure

/** How many sequences there are to train on, of a plan; 0 where there are none but the one that is opened. */
export function sequencesIn({ kinds, settings, preview }: Plan): number {
  const most = (option: string) => settings.find((each) => each.option === option)?.most ?? 0
  const scaled = settings.some(({ option, taken }) => option === 'scale' && taken !== 'none')
  // What scales one sequence of a batch would be unknown to the others.
  if (most('sequence') > 1) return scaled ? 0 : Math.min(most('sequence'), mostSequences)
  if (kinds.includes('text')) return Math.min(Math.floor(most('rows') / usualLetters), mostSequences)
  if (!preview || preview.of < 4) return 0
  return preview.of - 1
}

/** What of the files is trained on: rows of a table, in windows of so many, parts of a text, sequences of a batch. */
export type TrainsOn =
  | { readonly of: 'rows'; readonly from: number; readonly to: number; readonly window: number }
  | { readonly of: 'parts' | 'sequences'; readonly n: number }

/** What is decided for training alone. */
export interface TrainsWith {
  /** the net of the experiment that the files are opened into, with its weights; absent: one is drawn */
  readonly net?: 'open'
  /** the rows of a window; absent: as many as are usual */
  readonly window?: string
}

/** The net that is drawn for data that bring none. */
const usualNet = { cell: 'lstm', hiddenSize: 16, init: { scheme: 'pytorch', seed: 1 } } as const

/** The net that is drawn for files; undefined where they bring one. */
export function drawnFor({ kinds, experiment }: Plan): ExperimentModel | undefined {
  if (kinds.some((kind) => kind === 'weights' || kind === 'experiment')) return undefined
  const { inputSize, outputSize } = experiment.model
  return { ...usualNet, inputSize, outputSize }
}

export function trainsOn(plan: Plan, decisions: Decisions, { window }: TrainsWith = {}): TrainsOn {
  const { kinds, settings, preview } = plan
  if (kinds.includes('text')) return { of: 'parts', n: sequencesIn(plan) }
  if (!preview || isBatchIn(plan)) return { of: 'sequences', n: sequencesIn(plan) }
  const whole = settings.find(({ option }) => option === 'rows')?.most ?? preview.of
  const [from = 1, to = Math.min(whole, mostTrained)] = decisions.rows?.split('..').map(Number) ?? []
  const isNext = plan.said.some(({ id }) => id === 'next')
  const usual = usualWindow(to - from + (isNext ? 0 : 1))
  return { of: 'rows', from, to, window: Number(window ?? decisions.window ?? usual) }
}

const isBatchIn = ({ settings }: Plan): boolean =>
  settings.some(({ option, most }) => option === 'sequence' && most !== undefined)

/** The training document of files, by the same decisions as the experiment that is opened of them. */
export async function trainingOf(
  planner: Planner,
  decisions: Decisions,
  into: Into,
  how: TrainsWith = {},
): Promise<TrainingPlanned> {
  const planned = await planner.plan(decisions, into)
  if (!planned.ok) return planned
  const plan = planned.value
  const experiment = withNet(plan, how)
  if (sequencesIn(plan) === 0) return failure({ where: inFile, expected: { id: 'sequenceList' } })
  if (plan.preview !== undefined && !isBatchIn(plan)) {
    const files = await planner.read(decisions)
    const table = 'error' in files ? undefined : files.find(({ content }) => isTabular(content))
    const found =
      table &&
      (await dataToTrainOn(table, {
        ...taken(plan),
        ...decisions,
        ...(how.window === undefined ? {} : { window: how.window }),
      }))
    if (!found?.ok) return found ?? failure({ where: inFile, expected: { id: 'numberRows' } })
    const { outputSize } = found.value
    // A net whose outputs are others, as one layer of a file alone, gets outputs that the data judge.
    const fits = experiment.model.outputSize === outputSize
    return documentOf(fits ? experiment : reshaped(experiment, { model: { outputSize } }, 1), found.value)
  }
  const items = await sequencesOf(plan, planner, decisions, into)
  if (!Array.isArray(items)) return items as Failure
  const train = Math.max(1, Math.round(trainedShare * items.length))
  const { weights: _, ...loss } = experiment.loss
  return documentOf(experiment, { data: { kind: 'sequences', items, train }, loss })
}

/** The experiment of a plan with the net that is trained. */
function withNet(plan: Plan, { net }: TrainsWith): Experiment {
  const { experiment } = plan
  const model = net === 'open' ? undefined : drawnFor(plan)
  return model ? { ...experiment, model } : experiment
}

const isTabular = ({ kind }: Content): boolean => kind === 'table' || kind === 'lists'

/** What a plan took where nobody decided: how the table is written and what its columns are. Windows, rows and scaling are those of training. */
function taken({ settings, said }: Plan): Decisions {
  const columns = (...roles: readonly ColumnRole[]) =>
    said
      .flatMap((each) => (each.id === 'column' && roles.includes(each.role) ? [`#${each.n}`] : []))
      .join(',')
  const isWritten = ({ option }: Setting) => !['rows', 'window', 'stride', 'scale'].includes(option)
  const [inputs, target, label] = [columns('input', 'both'), columns('target', 'both'), columns('steps')]
  return {
    ...Object.fromEntries(settings.filter(isWritten).map((each) => [each.option, each.taken])),
    ...(inputs ? { inputs } : {}),
    ...(target ? { target } : {}),
    label: label || 'none',
  }
}

/** Every sequence, as each would be opened. */
async function sequencesOf(
  plan: Plan,
  planner: Planner,
  decisions: Decisions,
  into: Into,
): Promise<readonly Sequence[] | Failure> {
  const isText = plan.kinds.includes('text')
  const items: Sequence[] = []
  for (let k = 0; k < sequencesIn(plan); k++) {
    const rows = `${k * usualLetters + 1}..${(k + 1) * usualLetters}`
    const asked = { ...decisions, ...(isText ? { rows } : { sequence: String(k + 1) }) }
    const found = await planner.plan(asked, into)
    if (!found.ok) return found
    const { experiment } = found.value
    // Of more words or characters than there can be inputs, each sequence has its own.
    if (!isSame(experiment, plan.experiment))
      return failure({ where: inFile, expected: { id: 'alphabet', most: limits.size } })
    items.push(experiment.sequence)
  }
  return items
}

const isSame = (one: Experiment, other: Experiment): boolean =>
  one.model.inputSize === other.model.inputSize &&
  JSON.stringify(one.labels?.inputs) === JSON.stringify(other.labels?.inputs)

function documentOf(
  { model, title, labels }: Experiment,
  found: { readonly data: Data } & Pick<TrainingDocument, 'loss'> &
    Partial<Pick<TrainingDocument, 'title' | 'labels' | 'scaling'>>,
): TrainingPlanned {
  const { data, loss, scaling } = found
  // Weights have names of their own; what is learned is the table.
  const called = found.title ?? title
  const train = data.kind === 'task' ? undefined : data.train
  const { steps: _, ...named } = labels ?? {}
  const own = found.labels ?? (Object.keys(named).length > 0 ? named : undefined)
  const value = {
    format: 'unrolled-training/1',
    ...(called ? { title: called } : {}),
    model: writtenModel(model),
    data,
    loss,
    ...(own ? { labels: own } : {}),
    ...(scaling ? { scaling } : {}),
    training: {
      optimizer: { kind: 'adam', lr: 0.005 },
      epochs: 50,
      batch: Math.min(20, train ?? 20),
      shuffle: true,
      seed: usualNet.init.seed,
    },
  }
  return { ok: true, value }
}
