/** Typeset formulas. The only folder that knows KaTeX. Symbols and numbers carry their names. */
import katex from 'katex'
import 'katex/dist/katex.min.css'
import { memo } from 'react'
import { plainHtml } from './plain.ts'
import { widthOf } from './width.ts'

const kept = new Map<string, string>()
const most = 4000

/**
 * How a formula is set: among text; or as a line of its own, which KaTeX sets. Lines of symbols or of numbers that change at
 * every step are set with few elements.
 */
type Kind = 'inline' | 'display' | 'symbols' | 'numbers'

/**
 * HTML of a formula: plain elements where they can set it, else KaTeX's. KaTeX takes about a millisecond, so the latest
 * formulas are kept by their text.
 */
export function htmlOf(tex: string, kind: Kind): string {
  const key = `${kind} ${tex}`
  const found = kept.get(key)
  if (found !== undefined) return found
  const plain = kind === 'display' ? undefined : plainHtml(tex, kind === 'symbols')
  const html = plain ?? katexHtml(tex, kind !== 'inline')
  if (kept.size >= most) kept.delete(kept.keys().next().value!)
  kept.set(key, html)
  return html
}

function katexHtml(tex: string, display: boolean): string {
  const html = katex.renderToString(tex, {
    displayMode: display,
    output: 'html',
    throwOnError: false,
    trust: (context) => context.command === '\\htmlData',
    strict: (code: string) => (code === 'htmlExtension' ? 'ignore' : 'warn'),
  })
  // KaTeX hides its HTML from screen readers and puts MathML beside it; here the label of the group is read instead.
  return html.replaceAll(' aria-hidden="true"', '')
}

/** A long formula is set smaller until it fits its panel, down to a size that can still be read; then it scrolls, by keyboard too. */
function fitting(tex: string): {
  className: string
  style: React.CSSProperties
  tabIndex: number | undefined
} {
  const ems = widthOf(tex)
  return {
    className: 'formula',
    style: { '--ems': ems.toFixed(1) } as React.CSSProperties,
    tabIndex: ems > 18 ? 0 : undefined,
  }
}

interface Props {
  readonly tex: string
  /** what a screen reader says */
  readonly label: string
  readonly kind?: Kind
}

export const Formula = memo(function Formula({ tex, label, kind = 'inline' }: Props) {
  const fit = kind === 'inline' ? undefined : fitting(tex)
  const Tag = kind === 'inline' ? 'span' : 'div'
  return (
    <Tag
      className={fit?.className ?? 'formula'}
      style={fit?.style}
      tabIndex={fit?.tabIndex}
      role="group"
      aria-label={label}
      // biome-ignore lint/security/noDangerouslySetInnerHtml: KaTeX's own output, or plain.ts's; no text of a document gets into a formula
      dangerouslySetInnerHTML={{ __html: htmlOf(tex, kind) }}
    />
  )
})
