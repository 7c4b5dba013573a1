import byHand from '../../experiments/by-hand.json'
import deltanet from '../../experiments/deltanet.json'
import drift from '../../experiments/drift.json'
import gatedDeltanet from '../../experiments/gated-deltanet.json'
import gatedDeltanetMisprint from '../../experiments/gated-deltanet-misprint.json'
import indrnn from '../../experiments/indrnn.json'
import janet from '../../experiments/janet.json'
import linearRnn from '../../experiments/linear-rnn.json'
import mgu from '../../experiments/mgu.json'
import mingru from '../../experiments/mingru.json'
import minlstm from '../../experiments/minlstm.json'
import mlstm from '../../experiments/mlstm.json'
import peephole from '../../experiments/peephole.json'
import qrnn from '../../experiments/qrnn.json'
import retention from '../../experiments/retention.json'
import rgLru from '../../experiments/rg-lru.json'
import rotation from '../../experiments/rotation.json'
import selectiveSsm from '../../experiments/selective-ssm.json'
import sine from '../../experiments/sine.json'
import arrive from '../../experiments/slot-filling-arrive.json'
import leave from '../../experiments/slot-filling-leave.json'
import slstm from '../../experiments/slstm.json'
import sru from '../../experiments/sru.json'
import store from '../../experiments/store-and-ask.json'
import storeGru from '../../experiments/store-and-ask-gru.json'
import storeRnn from '../../experiments/store-and-ask-rnn.json'
import ugrnn from '../../experiments/ugrnn.json'
import weather from '../../experiments/weather.json'
import { check, type Experiment } from '../../src/index.ts'

/** The experiments that ship with the page, in the order of the menu, by group. The first one opens first. */
const groups = {
  classic: {
    'store-and-ask': store,
    'by-hand': byHand,
    'slot-filling-arrive': arrive,
    'slot-filling-leave': leave,
    weather,
    sine,
    'linear-rnn': linearRnn,
    drift,
    peephole,
    'store-and-ask-rnn': storeRnn,
    'store-and-ask-gru': storeGru,
  },
  /** one for each cell of the library that has no options */
  cells: {
    ugrnn,
    mgu,
    janet,
    indrnn,
    sru,
    qrnn,
    mingru,
    minlstm,
    slstm,
    mlstm,
    retention,
    deltanet,
    'gated-deltanet': gatedDeltanet,
    'gated-deltanet-misprint': gatedDeltanetMisprint,
    'selective-ssm': selectiveSsm,
    'rg-lru': rgLru,
    rotation,
  },
} as const satisfies Readonly<Record<string, Readonly<Record<string, Shipped>>>>

export type GroupId = keyof typeof groups

/** The names of each group, as the menu lists them. */
export const nameGroups = Object.entries(groups).map(([id, group]) => ({
  id: id as GroupId,
  names: Object.keys(group) as readonly string[],
}))

/** What every experiment that ships has, whatever else is in it. */
interface Shipped {
  readonly experiment: { readonly title: { readonly en: string; readonly zh: string } }
}

const documents: Readonly<Record<string, Shipped>> = Object.assign({}, ...Object.values(groups))

export const names: readonly string[] = Object.keys(documents)
export const first = names[0]!

/** The title of a built-in experiment, without checking all of it. */
export const titleOf = (name: string): Shipped['experiment']['title'] => documents[name]!.experiment.title

const checked = new Map<string, Experiment | undefined>()

/** A built-in experiment by its name, checked once; undefined where there is none. */
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

/** Has an experiment the title of one that ships with the page, and other numbers? */
export function isChanged(experiment: Experiment): boolean {
  const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)
  const origin = names.find((name) => same(titleOf(name), experiment.title))
  return origin !== undefined && !same(builtIn(origin), experiment)
}
