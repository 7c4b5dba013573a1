/** A formula as a line of its own with the typography of a book: KaTeX sets it. A step of the stage has no time for that. */
import { memo } from 'react'
import type { Tree } from '../../src/index.ts'
import { once, SetLine } from './Formula.tsx'
import { katexHtml } from './katex.ts'

const html = once((tree, names) => katexHtml(tree, names === 'names'))

interface Props {
  readonly tree: Tree
  /** what a screen reader says before the formula itself */
  readonly label?: string
}

export const Displayed = memo(function Displayed({ tree, label }: Props) {
  return <SetLine tree={tree} label={label} html={html(tree, 'names')} />
})
