/** A derivation as the page shows it. */
import {
  type Derivation,
  type DeriveOptions,
  derive,
  type Experiment,
  problemOf,
  type Result,
  record,
} from '../../../src/index.ts'
import { type Work, whole } from '../../work/work.ts'

export interface Question {
  readonly experiment: Experiment
  readonly target: string
  readonly options: DeriveOptions
}

/** What the page shows of a line: the expressions that were evaluated stay behind. */
export type Found = Result<Shown>
export type Shown = Pick<Derivation, 'left' | 'digits'> & {
  readonly lines: readonly Omit<Derivation['lines'][number], 'parts'>[]
}

export function found(
  { experiment, target, options }: Question,
  trace = record(problemOf(experiment)),
): Found {
  const result = derive(trace, target, options)
  if (!result.ok) return result
  const lines = result.value.lines.map(({ parts: _, ...line }) => line)
  const { left, digits } = result.value
  return { ok: true, value: { left, digits, lines } }
}

export const deriving: Work<Question, never, Found> = whole((question) => found(question))
