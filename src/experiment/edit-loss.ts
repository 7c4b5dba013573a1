/** Changes of a loss beside its kind: gradients that are given at the end, weights of the timesteps, how these add up. */
import type { Loss, StateValue } from '../cell/model.ts'
import { endShapes } from '../cell/parameters.ts'
import { tracksOf } from '../cell/tracks.ts'
import { type Experiment, modelOf } from './document.ts'
import { withoutBatch } from './edit.ts'

/** What can be changed; undefined takes it away. */
export interface LossChange {
  readonly outer?: Loss['outer'] | undefined
  readonly weights?: readonly number[] | undefined
  readonly given?: Readonly<Record<string, StateValue>> | undefined
}

/** The document with another loss of its timesteps together; what is undefined, or given nowhere, is not written. */
export function withLoss(experiment: Experiment, change: LossChange): Experiment {
  const entries = Object.entries({ ...experiment.loss, ...change }).filter(
    ([, value]) => value !== undefined && !(isRecord(value) && Object.keys(value).length === 0),
  )
  return { ...withoutBatch(experiment), loss: Object.fromEntries(entries) as unknown as Loss }
}

const isRecord = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** All that the layers of an experiment end with, in its order, with their shapes and the timestep where that is. */
export function endsOf({ model, sequence }: Experiment): readonly {
  readonly name: string
  readonly shape: readonly number[]
  readonly t: number
}[] {
  const full = modelOf(model)
  const back = tracksOf(full).filter(({ reverse }) => reverse)
  const ends = new Set(back.flatMap(({ cell, suffix }) => ['h', ...cell.states].map((name) => name + suffix)))
  return [...endShapes(full)].map(([name, shape]) => ({
    name,
    shape,
    t: ends.has(name) ? 1 : sequence.inputs.length,
  }))
}

/** Numbers in a shape: one alone, a vector, or the rows of a matrix; undefined where there are not as many. */
export function shaped(numbers: readonly number[], shape: readonly number[]): StateValue | undefined {
  if (numbers.length !== shape.reduce((product, n) => product * n, 1)) return undefined
  if (shape.length === 0) return numbers[0]!
  const [rows = 0, width] = shape
  return width === undefined
    ? numbers
    : Array.from({ length: rows }, (_, i) => numbers.slice(i * width, (i + 1) * width))
}
