/** What must come of files as people have them. */
import { expect } from 'vitest'
import type { Source } from '../../src/index.ts'
import { lines, opened, textOf } from './opened.ts'

export interface Read {
  /** the rows of a text, or its bytes */
  readonly file: readonly string[] | Uint8Array
  readonly inputs?: readonly (readonly number[])[]
  readonly target?: readonly number[]
  /** the label of the first timestep */
  readonly step?: string
  readonly said?: string
  readonly unsaid?: string
  /** the options that are asked about */
  readonly asked?: string
}

export const sourceOf = (file: Read['file']): Source =>
  file instanceof Uint8Array ? { name: 't.csv', bytes: file } : textOf(`${file.join('\n')}\n`, 't.csv')

/** Opens a file, and holds what is read, asked and said of it. */
export async function expectRead({ file, inputs, target, step, said, unsaid, asked }: Read): Promise<void> {
  const found = await opened(sourceOf(file))
  if (!found.ok) throw new Error(found.error)
  const { experiment, questions } = found.value
  const { sequence, labels } = experiment
  expect(questions.map(({ option }) => option)).toEqual(asked?.split(', ') ?? [])
  if (inputs) expect(sequence.inputs.slice(0, inputs.length)).toEqual(inputs)
  if (target) expect(sequence.targets.at(-1)).toEqual(target)
  if (step) expect(labels?.steps?.[0]).toBe(step)
  if (said) expect(lines(found.value)).toContain(said)
  if (unsaid) expect(lines(found.value)).not.toContain(unsaid)
}
