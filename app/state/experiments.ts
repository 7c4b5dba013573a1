import { check, type Experiment, layersOf, modelOf } from '../../src/index.ts'
import { cellTitles, fetchLater, laterTitles, netTitles } from './fetchedExperiments.ts'

/** What every experiment that ships has, whatever else is in it. */
interface Shipped {
  readonly experiment: { readonly title: { readonly en: string; readonly zh: string } }
}

/** Every experiment that comes with the page, by the name of its file; those that have been fetched are added. */
const files = Object.entries(
  import.meta.glob<Shipped>(
    '../../experiments/{by-hand,drift,linear-rnn,peephole,sine,slot-filling-arrive,slot-filling-leave,store-and-ask,store-and-ask-gru,store-and-ask-rnn,weather}.json',
    { eager: true, import: 'default' },
  ),
).map(([path, document]) => [/([^/]+)\.json$/.exec(path)![1]!, document] as const)
const documents: Record<string, Shipped> = Object.fromEntries(files)

/** Those that ship with the page, in the order of the menu, by group. The first one opens first. */
const groups = {
  classic: [
    'store-and-ask',
    'by-hand',
    'slot-filling-arrive',
    'slot-filling-leave',
    'weather',
    'sine',
    'linear-rnn',
    'drift',
    'peephole',
    'store-and-ask-rnn',
    'store-and-ask-gru',
  ],
  nets: Object.keys(netTitles),
  cells: Object.keys(cellTitles),
} as const satisfies Readonly<Record<string, readonly string[]>>

export type GroupId = keyof typeof groups

/** The names of each group, as the menu lists them. */
export const nameGroups = Object.entries(groups).map(([id, group]) => ({
  id: id as GroupId,
  names: group as readonly string[],
}))

export const names: readonly string[] = Object.values(groups).flat()
export const first = names[0]!

/** The title of a built-in experiment, without checking all of it. */
export const titleOf = (name: string): Shipped['experiment']['title'] =>
  laterTitles[name] ?? documents[name]!.experiment.title

const checked = new Map<string, Experiment | undefined>()

/** A built-in experiment by its name, which is fetched where that has not been done; undefined where there is none. */
export async function experimentOf(name: string): Promise<Experiment | undefined> {
  const document = Object.hasOwn(documents, name) ? undefined : await fetchLater(name)
  if (document) documents[name] = document
  return builtIn(name)
}

/** Fetches all: for views that speak of several at once. */
export const fetchAll = (): Promise<unknown> => Promise.all(names.map(experimentOf))

/** A built-in experiment by its name, checked once; undefined where there is none, or it has not been fetched. */
export function builtIn(name: string): Experiment | undefined {
  if (!Object.hasOwn(documents, name)) return undefined
  if (!checked.has(name)) {
    const result = check(documents[name])
    checked.set(name, result.ok ? result.value : undefined)
  }
  return checked.get(name)
}

/** The name of a built-in experiment that is as it ships; null for any other. */
export const nameOf = (experiment: Experiment): string | null =>
  [...checked].find(([, each]) => each === experiment)?.[0] ?? null

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)

/** The experiment that ships with the page under the title of this one. */
const originOf = ({ title }: Experiment): string | undefined =>
  names.find((name) => same(titleOf(name), title))

/** Has an experiment the title of one that ships with the page, and other numbers? */
export function isChanged(experiment: Experiment): boolean {
  const origin = originOf(experiment)
  return origin !== undefined && !same(builtIn(origin), experiment)
}

/** Has an experiment other cells than that which was opened, or which ships under its title? The title may speak of those. */
export function hasOtherCells(experiment: Experiment, opened: Experiment): boolean {
  const cells = ({ model }: Experiment) => layersOf(modelOf(model)).map(({ cell }) => cell)
  const origin = originOf(experiment)
  const shipped = origin === undefined ? undefined : builtIn(origin)
  return [opened, shipped].some((before) => before && !same(cells(before), cells(experiment)))
}
