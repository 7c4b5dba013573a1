import { count } from '../print/number.ts'
import { inParentheses, letter, product, row, script, type Tree } from '../print/tree.ts'

/** The letter of a length: H, 2H for the two directions joined, with the layer above, and N of a cell of the net as the N that its author wrote. */
export function lengthTree(name: string): Tree {
  const [, twice = '', plain = '', layer] = /^(2?)(?:cell\.)?(.*?)(?:_l(\d+))?$/.exec(name) ?? []
  const one = script(letter(plain), undefined, layer ? inParentheses(count(Number(layer) + 1)) : undefined)
  return twice ? row(count(2), product, one) : one
}
