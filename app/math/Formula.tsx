/** Typeset formulas. The only folder that knows KaTeX. Symbols and numbers carry their names. */
import katex from 'katex'
import 'katex/dist/katex.min.css'
import { memo } from 'react'
import { type SpeechWords, speechOf, type Tree, texOf } from '../../src/index.ts'
import { useWords } from '../words/words.ts'
import { elementsOf } from './elements.ts'
import styles from './Formula.module.css'
import { useSpeech } from './texts.ts'
import { widthOf } from './width.ts'

/**
 * How a formula is set: among text; or as a line of its own, which KaTeX sets. Lines of symbols or of numbers that change at
 * every step are set with few elements.
 */
type Kind = 'inline' | 'display' | 'symbols' | 'numbers'

/** What is made of a tree, once for each key and as long as the tree is used. */
function once<T>(make: (tree: Tree, key: string) => T): (tree: Tree, key: string) => T {
  const kept = new WeakMap<Tree, Map<string, T>>()
  return (tree, key) => {
    const ofTree = kept.get(tree) ?? new Map<string, T>()
    kept.set(tree, ofTree)
    const found = ofTree.get(key) ?? make(tree, key)
    ofTree.set(key, found)
    return found
  }
}

interface Set {
  readonly html: { readonly __html: string }
  readonly className: string
  /** about how many ems wide it is */
  readonly ems: number
}

/** A formula ready to be shown: plain elements where they can set it, else KaTeX's. */
function typeset(tree: Tree, kind: Kind, names: boolean): Set {
  const plain = kind === 'display' ? undefined : elementsOf(tree, kind === 'symbols', names)
  return {
    html: { __html: plain ?? katexHtml(texOf(tree, names), kind !== 'inline') },
    className: plain === undefined ? styles.formula! : `${styles.formula} ${styles.plain}`,
    ems: kind === 'inline' ? 0 : widthOf(tree),
  }
}

const sets = Object.fromEntries(
  (['inline', 'display', 'symbols', 'numbers'] as const).map((kind) => [
    kind,
    once((tree, names) => typeset(tree, kind, names === 'names')),
  ]),
) as Readonly<Record<Kind, (tree: Tree, names: string) => Set>>

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
const sayings = new WeakMap<SpeechWords, (tree: Tree, key: string) => string>()

/** A formula in words, for screen readers. */
export function sayingOf(tree: Tree, words: SpeechWords): string {
  const made = sayings.get(words) ?? once((each) => speechOf(each, words))
  sayings.set(words, made)
  return made(tree, '')
}

interface Props {
  readonly tree: Tree
  /** what a screen reader says before the formula itself */
  readonly label?: string
  readonly kind?: Kind
  /** are symbols and numbers linked with those of the run on the stage? */
  readonly names?: boolean
}

/**
 * A line of its own is set smaller until it fits its panel, down to a size that can still be read; then it scrolls. Its elements stand
 * in an order of their own, so it is read as a whole, in words.
 */
export const Formula = memo(function Formula({ tree, label, kind = 'inline', names = true }: Props) {
  const { html, className, ems } = sets[kind](tree, names ? 'names' : '')
  const words = useWords()
  const speech = useSpeech()
  const saying = sayingOf(tree, speech.words)
  const shown = {
    'data-part': 'formula',
    className,
    // KaTeX's own output, or that of elements.ts; no text of a document gets into a formula.
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
