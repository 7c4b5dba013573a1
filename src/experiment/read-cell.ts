/** A cell of somebody's own as a small file: its name, its equations and the sizes of its letters. */
import type { OwnCell } from '../cell/model.ts'
import { failure } from '../mistake/english.ts'
import { checkOwn } from './check-model.ts'
import type { Result } from './document.ts'
import * as expect from './expect.ts'

/** Checks a value that may be a cell. Never throws; an error is one line that starts with the place. */
export function checkCell(value: unknown): Result<OwnCell> {
  try {
    const { sizes, ...cell } = expect.object(value, 'cell', ['name', 'equations', 'sizes'])
    return { ok: true, value: checkOwn(cell, sizes, '') }
  } catch (thrown) {
    return failure(
      expect.mistakeOf(thrown) ?? {
        where: { id: 'file' },
        expected: { id: 'experiment' },
        got: { id: 'unreadable' },
      },
    )
  }
}

/** Reads the text of a file with a cell. */
export function readCell(source: string): Result<OwnCell> {
  let value: unknown
  try {
    value = JSON.parse(source.replace(/^\uFEFF/, ''))
  } catch {
    return failure({ where: { id: 'file' }, expected: { id: 'json' }, got: { id: 'unreadableText' } })
  }
  return checkCell(value)
}

/** The text of a file with a cell. */
export const writeCell = ({ name, equations, sizes }: OwnCell): string =>
  `${JSON.stringify({ name, equations, ...(sizes ? { sizes } : {}) }, null, 2)}\n`
