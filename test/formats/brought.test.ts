/** Files as repositories have them give their net's outputs (test/golden/recipes/brought-files.py; float32, so to 1e-6), or one sentence says why not. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { formats as chinese } from '../../app/words/zh/formats.ts'
import { type Decisions, saidIn } from '../../src/index.ts'
import { fileOf, lastOf, lines, opened, outputsOf } from '../support/opened.ts'

interface Case {
  readonly inputs?: number[][]
  readonly outputs?: number[][]
  readonly beside?: readonly string[]
  /** what the user answers; the usual answers where there is nothing */
  readonly decisions?: Decisions
  readonly asked?: readonly string[]
  /** the answer that is preselected to the first question */
  readonly usual?: string
  readonly said?: readonly string[]
  readonly refused?: string
  /** of the last timestep alone */
  readonly last?: boolean
}

const index = JSON.parse(readFileSync('test/brought/index.json', 'utf8')) as Record<string, Case>
const filesOf = (name: string, { beside = [] }: Case) =>
  [name, ...beside].map((each) => fileOf(`test/brought/${each}`))

test.each(Object.entries(index))('%s', async (name, given) => {
  const { inputs, outputs, decisions, asked = [], usual, said = [], refused, last } = given
  const first = await opened(filesOf(name, given))
  if (refused !== undefined) {
    expect(first.ok ? 'opened' : first.error).toContain(refused)
    expect(first.ok ? '\n' : first.error).not.toContain('\n')
    return
  }
  if (!first.ok) throw new Error(first.error)
  expect(first.value.questions.map(({ option }) => option)).toEqual(asked)
  if (usual !== undefined) expect(first.value.questions[0]!.usual).toBe(usual)
  const found = decisions ? await opened(filesOf(name, given), decisions) : first
  if (!found.ok) throw new Error(found.error)
  for (const part of said) expect(lines(found.value)).toContain(part)
  for (const part of found.value.said) expect(saidIn(part, chinese)).toMatch(/\p{Script=Han}/u)
  if (!inputs || !outputs) return
  const rows = last ? [lastOf(found.value.experiment, inputs)] : outputsOf(found.value.experiment, inputs)
  expect(rows.map((row) => row.length)).toEqual(outputs.map((row) => row.length))
  for (const [t, row] of rows.entries())
    for (const [k, y] of row.entries()) expect(Math.abs(y - outputs[t]![k]!)).toBeLessThan(1e-6)
})
