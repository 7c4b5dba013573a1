import type { Model } from '../../src/index.ts'
import type { Words } from './words.ts'

/** The name of a model's cell: that of the library in the language of the page, or its author's. */
export const cellName = ({ cell }: Pick<Model, 'cell'>, words: Words): string =>
  typeof cell === 'string' ? words.cells[cell] : cell.name
