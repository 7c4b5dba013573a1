/** What the word before the cursor may become: a name of the text, or an operation. */
import { authorFunctions } from '../../../src/index.ts'

export interface Proposals {
  /** where the word begins, and where it ends */
  readonly from: number
  readonly to: number
  readonly words: readonly string[]
}

const most = 8

const operations = authorFunctions.map((word) => `${word}(`)

/** Names first, in the order of the text; nothing inside a comment, behind a backslash, or where the word is whole. */
export function proposals(text: string, cursor: number): Proposals | undefined {
  const line = text.slice(text.lastIndexOf('\n', cursor - 1) + 1, cursor)
  const word = /(?<![\p{L}\d_\\])\p{L}[\p{L}\d_]*$/u.exec(line)?.[0]
  if (word === undefined || line.includes('#') || /^[\p{L}\d_]/u.test(text.slice(cursor))) return undefined
  const from = cursor - word.length
  const others = `${text.slice(0, from)}\n${text.slice(cursor)}`.replace(/#.*/g, '')
  const names = [...new Set(others.match(/\p{L}[\p{L}\d_]*/gu) ?? [])].filter(
    (name) => name !== 't' && !operations.includes(`${name}(`),
  )
  const words = [...names, ...operations].filter((each) => each !== word && each.startsWith(word))
  return words.length === 0 ? undefined : { from, to: cursor, words: words.slice(0, most) }
}
