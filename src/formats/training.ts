/** A table of somebody's own as data to train on: windows over its rows, with the decisions that opening it takes. */
import type { Loss } from '../cell/model.ts'
import type { Scaling } from '../experiment/document.ts'
import type { Failure } from '../mistake/english.ts'
import type { SequenceData, TrainingDocument, WindowData } from '../train/document.ts'
import type { Recognised, Source } from './content.ts'
import { recognise } from './recognise.ts'
import { atOption, guarded, inFile, refuse, value } from './refusal.ts'
import type { Decisions, Question, Said } from './said.ts'
import type { Column } from './table/kinds.ts'
import { columnsOfLists } from './table/lists.ts'
import { classesOf, nameOf, quoted } from './table/roles.ts'
import { type Scale, scaled, scalingOf } from './table/scale.ts'
import { mostTrained, trainedShare, type WholeRows, wholeRows } from './table/series.ts'

/** What a table says of a training document: all but the model and how it is trained. */
export interface TrainingData
  extends Pick<TrainingDocument, 'data' | 'loss' | 'labels' | 'scaling' | 'title'> {
  readonly inputSize: number
  readonly outputSize: number
  readonly said: readonly Said[]
  readonly questions: readonly Question[]
}

export type TrainingDataRead = { readonly ok: true; readonly value: TrainingData } | Failure

/** The most rows that are read, and the window where nobody says it. */
const reach = { usual: mostTrained, most: 100_000 }
const mostUsual = 20

/**
 * Training data out of a table or lists of numbers. As usual all rows are read, the target is the next value of the first column of numbers,
 * windows have 20 rows, and each column is standardised by the rows that train.
 */
export async function trainingDataOf(source: Source, decisions: Decisions): Promise<TrainingDataRead> {
  const found = await recognise(source, decisions)
  return found.ok ? dataToTrainOn(found.value, decisions) : found
}

/** The same of a file that was recognised. */
export function dataToTrainOn(
  { source, content, said }: Recognised,
  decisions: Decisions,
): Promise<TrainingDataRead> {
  return guarded(async () => {
    if (content.kind !== 'table' && content.kind !== 'lists')
      return refuse(inFile, { id: 'numberRows' }, { id: 'none' })
    const columns =
      content.kind === 'table' ? content.columns(decisions) : columnsOfLists(content.lists, decisions)
    const whole = wholeRows({ ...columns, said: [...said, ...columns.said] }, decisions, undefined, reach)
    const title = source.name?.replace(/\.[^.]+$/, '')
    return { ...ofRows(whole, columns.columns, decisions), ...(title ? { title } : {}) }
  })
}

function ofRows(whole: WholeRows, columns: readonly Column[], decisions: Decisions): TrainingData {
  const { roles, used, rows, kept } = whole
  const { inputs, targets, next } = roles
  const text = targets.find(({ isClass }) => isClass)
  const said: Said[] = [...whole.said]
  const window = windowFor(rows.length - (next ? 1 : 0), decisions)
  const windows = rows.length - window + (next ? 0 : 1)
  const train = Math.max(1, Math.round(trainedShare * windows))
  said.push({ id: 'window', steps: window, stride: 1, windows })
  const how = (decisions.scale ?? 'standard') as Scale
  const seen = rows.slice(0, train + window - 1)
  const scaling = how === 'none' ? undefined : scalingOf(seen, used.map(nameOf), how)
  if (how !== 'none')
    said.push({ id: 'scaling', how, columns: used.map(quoted), fitted: seen.length, of: rows.length })
  const numbers = scaling ? rows.map((row) => scaled(row, scaling)) : rows
  const at = (of: readonly (typeof used)[number][]) => {
    const places = of.map((each) => used.indexOf(each))
    return numbers.map((row) => places.map((place) => row[place]!))
  }
  const classes = text ? classesOf(text, kept) : []
  if (text) said.push({ id: 'classes', name: quoted(text), names: classes })
  else said.push({ id: next ? 'next' : 'sameStep', names: targets.map(quoted) })
  const series = at(inputs)
  const judged = text ? kept.map((k) => classes.indexOf(text.cells[k]!)) : at(targets)
  const data: WindowData | SequenceData = next
    ? { kind: 'windows', series, window, targetColumns: targets.map((each) => inputs.indexOf(each)), train }
    : {
        kind: 'sequences',
        items: Array.from({ length: windows }, (_, i) => ({
          inputs: series.slice(i, i + window),
          targets: [judged[i + window - 1]!],
        })),
        train,
      }
  const loss: Loss = { kind: text ? 'cross-entropy' : 'mse', at: 'last', reduction: 'mean' }
  // What was scaled is found again by its name.
  const isNamed = scaling !== undefined || columns.some(({ name }) => name)
  const outputs = text ? classes : targets.map(nameOf)
  return {
    data,
    loss,
    inputSize: inputs.length,
    outputSize: outputs.length,
    ...(isNamed || text ? { labels: { ...(isNamed ? { inputs: inputs.map(nameOf) } : {}), outputs } } : {}),
    ...(scaling ? { scaling: scalingInOrder(scaling, whole) } : {}),
    said,
    questions: whole.questions,
  }
}

/** The columns of the inputs first, in the order of the inputs. */
const scalingInOrder = (scaling: readonly Scaling[], { roles, used }: WholeRows): Scaling[] =>
  [...new Set([...roles.inputs, ...roles.targets])].flatMap((each) => scaling[used.indexOf(each)] ?? [])

/** The rows of a window where nobody says it, of so many that can be its last one: there are several windows. */
export const usualWindow = (rows: number): number => Math.max(1, Math.min(mostUsual, Math.floor(rows / 3)))

/** The rows of a window: as decided, or as usual, but so few that there are several windows. */
function windowFor(rows: number, decisions: Decisions): number {
  const most = rows - 1
  if (most < 1) return refuse(inFile, { id: 'rowsForWindow', n: 3 }, value(String(rows + 1)))
  if (decisions.window === undefined) return usualWindow(rows)
  const steps = Number(decisions.window)
  if (!Number.isInteger(steps) || steps < 1 || steps > most)
    return refuse(
      atOption('window'),
      { id: 'whole', from: 1, to: most },
      value(JSON.stringify(decisions.window)),
    )
  return steps
}
