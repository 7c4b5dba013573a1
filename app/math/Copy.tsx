/** Ways to take one formula along: its LaTeX, or its MathML, which Word pastes as a formula. */
import type { ReactNode } from 'react'
import { type DocumentLine, latexOfLines, mathmlOfLines, type Tree, textOf } from '../../src/index.ts'
import { useSession } from '../state/context.ts'
import { copyText } from '../ui/save.ts'
import ui from '../ui/ui.module.css'
import { useWords } from '../words/words.ts'
import styles from './Copy.module.css'

interface Props {
  /** made when it is asked for: a page has many formulas, and few are copied */
  readonly lines: () => readonly DocumentLine[]
  /** what is copied, for screen readers */
  readonly label: string
}

export function Copy({ lines, label }: Props) {
  const session = useSession()
  const { copyFormula } = useWords()
  const copy = async (text: string) =>
    // Where the clipboard is forbidden the text can be copied by hand.
    session.tell((await copyText(text)) ? copyFormula.copied : text, ['cursor', 'experiment', 'view'])
  const ways = [
    ['LaTeX', latexOfLines],
    ['MathML', mathmlOfLines],
  ] as const
  return (
    <span data-part="copy" className={styles.copy} role="group" aria-label={copyFormula.group(label)}>
      {ways.map(([name, print]) => (
        <button
          key={name}
          type="button"
          className={ui.quiet}
          title={copyFormula.hints[name]}
          onClick={() => void copy(print(lines()))}
        >
          {name}
        </button>
      ))}
    </span>
  )
}

/** A formula among others; ways to copy it stand at its end while it is pointed at, or `below` one that fills its room. */
export function Copyable({
  left,
  right,
  below = false,
  children,
}: {
  readonly left: Tree
  readonly right: Tree
  readonly below?: boolean
  readonly children: ReactNode
}) {
  return (
    <span className={styles.copyable}>
      {children}
      <span className={below ? `${styles.aside} ${styles.below}` : styles.aside}>
        <Copy lines={() => [{ left, right }]} label={textOf(left)} />
      </span>
    </span>
  )
}
