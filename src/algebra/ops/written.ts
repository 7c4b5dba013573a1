/** How operations are written. */
import { fence, letter, row, type Tree, product as unwritten } from '../../print/tree.ts'

export const functionName = (name: string) => letter(name, 'function')
export const callOf =
  (name: string) =>
  (a: Tree): Tree =>
    row(functionName(name), fence('(', a, ')'))
export const squareOf = (base: Tree): Tree => ({ kind: 'square', base })
export const sideBySide = (a: Tree, b: Tree): Tree => row(a, unwritten, b)

export const call = { prec: 6, min: [0, 0] }
export const infix = { inPlace: true, chain: true }
