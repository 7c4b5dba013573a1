/** Typeset formulas. The only folder that knows KaTeX. Symbols and numbers carry their names, see formula/link.ts. */
import katex from 'katex'
import 'katex/dist/katex.min.css'
import { memo } from 'react'

const kept = new Map<string, string>()
const most = 4000

/** HTML of a formula. KaTeX takes about a millisecond, so the latest formulas are kept by their text. */
export function render(tex: string, display = false): string {
  const key = display ? `d${tex}` : tex
  const found = kept.get(key)
  if (found !== undefined) return found
  const html = katex.renderToString(tex, {
    displayMode: display,
    output: 'html',
    throwOnError: false,
    trust: (context) => context.command === '\\htmlData',
    strict: (code: string) => (code === 'htmlExtension' ? 'ignore' : 'warn'),
  })
  if (kept.size >= most) kept.delete(kept.keys().next().value!)
  // KaTeX hides its HTML from screen readers and puts MathML beside it; here the label of the group is read instead.
  const shown = html.replaceAll(' aria-hidden="true"', '')
  kept.set(key, shown)
  return shown
}

interface Props {
  readonly tex: string
  /** what a screen reader says */
  readonly label: string
  readonly display?: boolean
}

export const Formula = memo(function Formula({ tex, label, display = false }: Props) {
  const Tag = display ? 'div' : 'span'
  return (
    // biome-ignore lint/security/noDangerouslySetInnerHtml: KaTeX's own output; \htmlData is the only extension it may use, and no text of a document gets into a formula.
    <Tag
      className="formula"
      role="group"
      aria-label={label}
      dangerouslySetInnerHTML={{ __html: render(tex, display) }}
    />
  )
})
