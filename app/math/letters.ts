import type { Tree } from '../../src/index.ts'
import { textOf } from '../../src/index.ts'

/** The letters of a symbol's name, for places where a typeset formula would cost a layout of its own. */
export function lettersOf(tree: Tree): {
  readonly base: string
  readonly upright: boolean
  readonly sub: string
  readonly sup: string
} {
  const { base, below, above } = tree.kind === 'script' ? tree : { base: tree }
  const text = (part: Tree | undefined) => (part ? textOf(part).replaceAll(' ', '') : '')
  return {
    base: text(base),
    upright: base.kind === 'letter' && base.face !== undefined,
    sub: text(below),
    sup: text(above),
  }
}
