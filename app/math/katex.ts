/** A displayed formula as KaTeX sets it. The only module that knows KaTeX; it comes with what shows such formulas. */
import katex from 'katex'
import { type Tree, texOf } from '../../src/index.ts'

/** HTML of a formula as a line of its own; its symbols and numbers carry their names, unless it is without `names`. */
export function katexHtml(tree: Tree, names: boolean): string {
  const html = katex.renderToString(texOf(tree, names), {
    displayMode: true,
    output: 'html',
    throwOnError: false,
    trust: (context) => context.command === '\\htmlData',
    strict: (code: string) => (code === 'htmlExtension' ? 'ignore' : 'warn'),
  })
  // KaTeX hides its HTML from screen readers and puts MathML beside it; here the label of the group is read instead.
  return html
    .replaceAll(' aria-hidden="true"', '')
    .replace(/(?<=class="enclosing)(?="[^>]* data-value=)/g, ' number')
}
