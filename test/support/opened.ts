/** Opens files as the page and the command line do. */
import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import {
  type Decisions,
  type Experiment,
  englishOfFormats,
  formats,
  numberOf,
  type Plan,
  type Planned,
  problemOf,
  record,
  type Source,
  saidIn,
} from '../../src/index.ts'
import { builtIn, experimentOf } from './cases.ts'

const { planOf } = await formats()

export const builtInNamed = (name: string): Experiment =>
  experimentOf(builtIn.find((each) => each.name === name)!)

export const fileOf = (path: string): Source => ({
  name: basename(path),
  bytes: new Uint8Array(readFileSync(path)),
})
export const textOf = (text: string, name?: string): Source => ({
  ...(name === undefined ? {} : { name }),
  bytes: new TextEncoder().encode(text),
})

/** The plan of sources, opened into a built-in experiment. */
export const opened = (
  sources: Source | readonly Source[],
  decisions: Decisions = {},
  into = 'sine',
  keep = false,
): Promise<Planned> =>
  planOf('bytes' in sources ? [sources] : sources, decisions, { experiment: builtInNamed(into), keep })

/** The plan, where there must be one. */
export async function plan(...args: Parameters<typeof opened>): Promise<Plan> {
  const result = await opened(...args)
  if (!result.ok) throw new Error(result.error)
  return result.value
}

/** What was said, a line a decision, as the command line prints it. */
export const lines = ({ said }: Plan): string => said.map((each) => saidIn(each, englishOfFormats)).join('\n')

/** The outputs of an experiment at every timestep, for other inputs. */
export function outputsOf(experiment: Experiment, inputs: readonly (readonly number[])[]): number[][] {
  const { outputSize: K } = experiment.model
  const targets = inputs.map(() => Array.from({ length: K }, () => 0))
  const loss = { ...experiment.loss, kind: 'mse', at: 'all' } as const
  const trace = record(problemOf({ ...experiment, sequence: { inputs, targets }, loss }), 0.1)
  return inputs.map((_, t) => targets[0]!.map((__, k) => numberOf(trace, `y@${t + 1}[${k}]`)!))
}

/** The outputs of an experiment at the last timestep, where the head reads each direction as the document says. */
export function lastOf(experiment: Experiment, inputs: readonly (readonly number[])[]): number[] {
  const { outputSize: K } = experiment.model
  const targets = [Array.from({ length: K }, () => 0)]
  const loss = { kind: 'mse', at: 'last', reduction: 'mean' } as const
  const trace = record(problemOf({ ...experiment, sequence: { inputs, targets }, loss }), 0.1)
  return targets[0]!.map((_, k) => numberOf(trace, `y@${inputs.length}[${k}]`)!)
}
