import { libraryCellOf, type Model } from '../../src/index.ts'
import type { Words } from './words.ts'

/** The name of a model's cell: that of the library in the language of the page, or its author's. */
export function cellName({ cell }: Pick<Model, 'cell'>, words: Words): string {
  if (typeof cell === 'string') return words.cells[cell]
  const entry = libraryCellOf({ cell })
  return entry?.names.en === cell.name ? words.cells[entry.id] : cell.name
}
