/** Typeset formulas. The only folder that knows KaTeX. Symbols and numbers carry their names. */
import katex from 'katex'
import 'katex/dist/katex.min.css'
import { memo, useLayoutEffect, useRef } from 'react'
import { type SpeechWords, speechOf, treeOf } from '../../src/index.ts'
import { useWords } from '../words/words.ts'
import { patch } from './patch.ts'
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

/** HTML of a formula: plain elements where they can set it, else KaTeX's, which takes about a millisecond. */
const htmlOf = latest(4000, (tex, kind) => {
  const html = kind === 'display' ? undefined : plainHtml(tex, kind === 'symbols')
  return html === undefined
    ? { html: katexHtml(tex, kind !== 'inline'), plain: false }
    : { html, plain: true }
})

/**
 * A formula ready to be shown: its elements, which a step copies from, and about how many ems wide it is. Those near the step are
 * kept: elements take more memory than their text.
 */
export const typeset = latest(150, (tex, kind) => {
  const template = document.createElement('template')
  // KaTeX's own output, or plain.ts's; no text of a document gets into a formula.
  const { html, plain } = htmlOf(tex, kind)
  template.innerHTML = html
  return {
    elements: template.content,
    className: plain ? 'formula plain' : 'formula',
    ems: kind === 'inline' ? 0 : widthOf(tex),
  }
})

/** Signs higher than a line have fonts of their own, which come with the first formula that shows one: asked for earlier, it is laid out once. */
export function loadSigns(tex: string): void {
  if (!tex.includes('\\sum')) return
  for (const size of [1, 2]) void document.fonts.load(`1em KaTeX_Size${size}`).catch(() => [])
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
  const { elements, className, ems } = typeset(tex, kind)
  const words = useWords()
  const speech = useSpeech()
  const saying = sayingOf(said, speech.words)
  const host = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => patch(host.current!, elements), [elements])
  const read = {
    role: 'img',
    'aria-roledescription': speech.formula,
    'aria-label': label === undefined ? saying : words.labelled(label, saying),
  }
  if (kind === 'inline') return <span ref={host} className={className} {...read} />
  return (
    <div
      ref={host}
      className={className}
      style={{ '--ems': ems.toFixed(1) } as React.CSSProperties}
      tabIndex={ems > roomy ? 0 : undefined}
      {...read}
    />
  )
})
