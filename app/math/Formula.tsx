/** Typeset formulas. Symbols and numbers carry their names. */
import { memo } from 'react'
import { type SpeechWords, speechOf, type Tree } from '../../src/index.ts'
import { useWords } from '../words/words.ts'
import { elementsOf } from './elements.ts'
import styles from './Formula.module.css'
import 'katex/dist/katex.min.css'
import './fonts/fonts.css'
import { useSpeech } from './texts.ts'
import { formulaWidth } from './width.ts'

/** How a formula is set: among text; or as a line of its own, of symbols in the sizes of a displayed formula, or of numbers. */
type Kind = 'inline' | 'symbols' | 'numbers'

/** What is made of a tree, once for each key and as long as the tree is used. */
export function once<T>(make: (tree: Tree, key: string) => T): (tree: Tree, key: string) => T {
  const kept = new WeakMap<Tree, Map<string, T>>()
  return (tree, key) => {
    const ofTree = kept.get(tree) ?? new Map<string, T>()
    kept.set(tree, ofTree)
    const found = ofTree.get(key) ?? make(tree, key)
    ofTree.set(key, found)
    return found
  }
}

/** HTML of a formula, by its kind. */
const sets = Object.fromEntries(
  (['inline', 'symbols', 'numbers'] as const).map((kind) => [
    kind,
    once((tree, names) => elementsOf(tree, kind === 'symbols', names === 'names')),
  ]),
) as Readonly<Record<Kind, (tree: Tree, names: string) => string>>

/** About how many ems wide a formula is. */
const emsOf = once((tree) => formulaWidth(tree))

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

/** What every formula's element has: it is read as a whole, in words, since its parts stand in an order of their own. */
function useShown(tree: Tree, label: string | undefined, html: string, className: string) {
  const words = useWords()
  const speech = useSpeech()
  const saying = sayingOf(tree, speech.words)
  return {
    'data-part': 'formula',
    className,
    // KaTeX's own output, or that of elements.ts; no text of a document gets into a formula.
    dangerouslySetInnerHTML: { __html: html },
    role: 'img',
    'aria-roledescription': speech.formula,
    'aria-label': label === undefined ? saying : words.labelled(label, saying),
  }
}

interface LineProps {
  readonly tree: Tree
  readonly label: string | undefined
  readonly html: string
  readonly plain?: boolean
}

/** A line of its own is set smaller until it fits its panel, down to a size that can still be read; then it scrolls. */
export function SetLine({ tree, label, html, plain = false }: LineProps) {
  const flat = plain && !html.includes('class="fraction"')
  const shown = useShown(tree, label, html, plain ? (flat ? flatFormula : plainFormula) : styles.formula!)
  const ems = emsOf(tree, '')
  return (
    <div
      style={{ '--ems': ems.toFixed(1) } as React.CSSProperties}
      tabIndex={ems > roomy ? 0 : undefined}
      {...shown}
    />
  )
}

const plainFormula = `${styles.formula} ${styles.plain}`
const flatFormula = `${plainFormula} ${styles.flat}`

function Inline({ tree, label, html }: LineProps) {
  return <span {...useShown(tree, label, html, plainFormula)} />
}

interface Props {
  readonly tree: Tree
  /** what a screen reader says before the formula itself */
  readonly label?: string
  readonly kind?: Kind
  /** are symbols and numbers linked with those of the run on the stage? */
  readonly names?: boolean
}

export const Formula = memo(function Formula({ tree, label, kind = 'inline', names = true }: Props) {
  const html = sets[kind](tree, names ? 'names' : '')
  const Shown = kind === 'inline' ? Inline : SetLine
  return <Shown tree={tree} label={label} html={html} plain />
})
