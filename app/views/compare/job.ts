/** One draw of one model: what is computed here or in a worker. */
import {
  cellPath,
  type DecaySpec,
  decayOf,
  drawn,
  type Experiment,
  forgetProduct,
  type Limit,
  type Problem,
  probe,
  problemOf,
  runStates,
} from '../../../src/index.ts'
import type { Entry } from '../../state/models.ts'
import { type Work, whole } from '../../work/work.ts'
import { inputSize, layerShown, type Setup } from './setup.ts'

export type Source =
  | { readonly spec: DecaySpec }
  /** its own weights and inputs; the loss is replaced, so that every model gets a gradient of length 1 */
  | { readonly experiment: Experiment; readonly seed: number }

export interface Job {
  readonly key: string
  readonly source: Source
  readonly draw: number
  /** the layer whose parts are computed */
  readonly layer: number
  readonly path: boolean
  readonly gates: boolean
}

/** Norms by lag. */
export interface Draw {
  /** of every state that leads to the loss, by its name in the net */
  readonly norms: ReadonlyMap<string, Float64Array>
  readonly path?: Float64Array
  readonly gates?: Float64Array
  readonly limits: readonly Limit[]
}

export function problemFor(source: Source, draw: number): Problem {
  return 'spec' in source
    ? drawn(source.spec, draw)
    : probe(problemOf(source.experiment), (source.seed + draw) % 2 ** 32)
}

export function drawOf({ source, draw, layer, path, gates }: Job): Draw {
  const problem = problemFor(source, draw)
  const run = runStates(problem)
  const along = path ? cellPath(problem, layer) : undefined
  const product = gates ? forgetProduct(run, layer) : undefined
  return { ...decayOf(run), ...(along ? { path: along } : {}), ...(product ? { gates: product } : {}) }
}

export const drawing: Work<Job, never, Draw> = whole(drawOf)

const marks = new WeakMap<Experiment, number>()
let marked = 0
function markOf(experiment: Experiment): number {
  const found = marks.get(experiment) ?? ++marked
  marks.set(experiment, found)
  return found
}

export type Sizes = Pick<Setup, 'hidden' | 'steps' | 'scale' | 'seed'>

export function sourceOf(entry: Entry, { hidden, steps, scale, seed }: Sizes): Source {
  if (entry.kind === 'given') return { experiment: entry.experiment, seed }
  return { spec: { ...entry.choice, hidden, inputs: inputSize, steps, inputScale: scale, seed } }
}

export function jobOf(entry: Entry, setup: Setup, draw: number): Job {
  const { hidden, steps, scale, seed, path, gates } = setup
  const what =
    entry.kind === 'given'
      ? `@${markOf(entry.experiment)}|${seed}`
      : `${entry.text}|${hidden}|${steps}|${scale}|${seed}`
  const layer = layerShown(entry, setup)
  const parts = path || gates ? `${layer}${path ? 'p' : ''}${gates ? 'g' : ''}` : ''
  return { key: `${what}|${draw}|${parts}`, source: sourceOf(entry, setup), draw, layer, path, gates }
}

/** T of a model: that of the sliders, or an experiment's own. */
export const stepsOf = (entry: Entry, setup: Setup) =>
  entry.kind === 'given' ? entry.experiment.sequence.inputs.length : setup.steps
