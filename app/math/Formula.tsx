/** Typeset formulas. The only folder that knows KaTeX. Symbols and numbers carry their names. */
import katex from 'katex'
import 'katex/dist/katex.min.css'
import { memo } from 'react'
import { type SpeechWords, speechOf, treeOf } from '../../src/index.ts'
import { useWords } from '../words/words.ts'
import styles from './Formula.module.css'
import { plainHtml } from './plain.ts'
import { useSpeech } from './texts.ts'
import { widthOf } from './width.ts'

/**
 * How a formula is set: among text; or as a line of its own, which KaTeX sets. Lines of symbols or of numbers that change at
 * every step are set with few elements.
 */
type Kind = 'inline' | 'display' | 'symbols' | 'numbers'

/** The latest values of a table, by their text: as many as it may hold. */
function latest<T>(most: number, make: (tex: string, kind: Kind) => T): (tex: string, kind: Kind) => T {
  const kept = new Map<string, T>()
  return (tex, kind) => {
    const key = `${kind} ${tex}`
    const found = kept.get(key) ?? make(tex, kind)
    kept.delete(key)
    kept.set(key, found)
    if (kept.size > most) kept.delete(kept.keys().next().value!)
    return found
  }
}

/** A formula ready to be shown: plain elements where they can set it, else KaTeX's; and about how many ems wide it is. */
const typeset = latest(4000, (tex, kind) => {
  const plain = kind === 'display' ? undefined : plainHtml(tex, kind === 'symbols')
  return {
    html: { __html: plain ?? katexHtml(tex, kind !== 'inline') },
    className: plain === undefined ? styles.formula : `${styles.formula} ${styles.plain}`,
    ems: kind === 'inline' ? 0 : widthOf(tex),
  }
})

function katexHtml(tex: string, display: boolean): string {
  const html = katex.renderToString(tex, {
    displayMode: display,
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

/** A formula longer than this, in ems, may have to scroll in its panel; then it can be scrolled by keyboard too. */
const roomy = 18

/** How a formula is read aloud, in the words of a language. */
const sayings = new WeakMap<SpeechWords, (tex: string, kind: Kind) => string>()

/** A formula in words, for screen readers. */
export function sayingOf(tex: string, words: SpeechWords): string {
  const made = sayings.get(words) ?? latest(1000, (each) => speechOf(treeOf(each), words))
  sayings.set(words, made)
  return made(tex, 'inline')
}

interface Props {
  readonly tex: string
  /** what a screen reader says before the formula itself */
  readonly label?: string
  /** the formula that is read, where that shown lacks the names that tell an index from a power */
  readonly said?: string
  readonly kind?: Kind
}

/**
 * A line of its own is set smaller until it fits its panel, down to a size that can still be read; then it scrolls. Its elements stand
 * in an order of their own, so it is read as a whole, in words.
 */
export const Formula = memo(function Formula({ tex, label, said = tex, kind = 'inline' }: Props) {
  const { html, className, ems } = typeset(tex, kind)
  const words = useWords()
  const speech = useSpeech()
  const saying = sayingOf(said, speech.words)
  const shown = {
    'data-part': 'formula',
    className,
    // KaTeX's own output, or plain.ts's; no text of a document gets into a formula.
    dangerouslySetInnerHTML: html,
    role: 'img',
    'aria-roledescription': speech.formula,
    'aria-label': label === undefined ? saying : words.labelled(label, saying),
  }
  if (kind === 'inline') return <span {...shown} />
  return (
    <div
      style={{ '--ems': ems.toFixed(1) } as React.CSSProperties}
      tabIndex={ems > roomy ? 0 : undefined}
      {...shown}
    />
  )
})
