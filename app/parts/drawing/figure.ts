/** How high the figure of a value is: a strip, or the heat map of a matrix. */
import { mapHeight, stripHeight } from '../../figure/Strip.tsx'

/** The height of the figure of a value of this shape, in a strip of this width. */
export function figureHeight(shape: readonly number[], digits: number, width: number): number {
  const [rows = 1, columns] = shape
  return columns === undefined ? stripHeight(rows, digits) : mapHeight(rows, columns, width)
}
