import byHand from '../../experiments/by-hand.json'
import drift from '../../experiments/drift.json'
import linearRnn from '../../experiments/linear-rnn.json'
import peephole from '../../experiments/peephole.json'
import sine from '../../experiments/sine.json'
import arrive from '../../experiments/slot-filling-arrive.json'
import leave from '../../experiments/slot-filling-leave.json'
import store from '../../experiments/store-and-ask.json'
import storeGru from '../../experiments/store-and-ask-gru.json'
import storeRnn from '../../experiments/store-and-ask-rnn.json'
import weather from '../../experiments/weather.json'
import { check, type Experiment } from '../../src/index.ts'

/** The experiments that ship with the page, in the order of the menu. The first one opens first. */
const documents: Readonly<Record<string, unknown>> = {
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
}

export const names: readonly string[] = Object.keys(documents)
export const first = names[0]!

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

/** Has an experiment the title of one that ships with the page, and other numbers? */
export function isChanged(experiment: Experiment): boolean {
  const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)
  const origin = names.map(builtIn).find((each) => each?.title && same(each.title, experiment.title))
  return origin !== undefined && !same(origin, experiment)
}
