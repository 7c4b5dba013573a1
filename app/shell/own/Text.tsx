/** The field for the equations: lines with numbers, the place of a mistake underlined, and buttons for signs. */
import { useRef, useState } from 'react'
import type { Doubt, Mistake } from '../../../src/index.ts'
import { proposals } from './complete.ts'
import { fromPaper } from './paper.ts'
import { buttons, signsIn, signTyped } from './signs.ts'
import styles from './Text.module.css'
import { useTexts } from './texts.ts'

interface Props {
  readonly value: string
  readonly mistake: Mistake | undefined
  /** what is wrong, in the language of the page */
  readonly said: string | undefined
  /** what may be a mistake although the cell can be used */
  readonly doubts: readonly Doubt[]
  readonly onChange: (value: string) => void
}

export function EquationsText({ value, mistake, said, doubts, onChange }: Props) {
  const texts = useTexts()
  const area = useRef<HTMLTextAreaElement>(null)
  const [cursor, setCursor] = useState<number>()
  const found = cursor === undefined ? undefined : proposals(value, cursor)
  const take = (word: string) => found && insert(area.current!, word, found.from, found.to, onChange)
  const lines = value.split('\n')
  const doubted = new Set(doubts.map(({ line }) => line))
  const at = mistake?.where.id === 'column' ? mistake.where : undefined
  const markOf = (line: number) => (at?.line === line ? 'wrong' : doubted.has(line) ? 'doubted' : undefined)
  const goTo = (line: number, column: number, length = 0) => {
    const from = lines.slice(0, line - 1).join('\n').length + (line > 1 ? 1 : 0) + column - 1
    area.current!.focus()
    area.current!.setSelectionRange(from, from + length)
  }
  const goToDoubt = ({ line, name }: Doubt) => {
    const found = placeOf(name, lines[line - 1] ?? '')
    goTo(line, found + 1, name.length)
  }
  return (
    <div>
      <div className={styles.lines}>
        <ol aria-hidden="true">
          {lines.map((_, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a line is known by its number
            <li key={i} data-mark={markOf(i + 1)} />
          ))}
        </ol>
        <div className={styles.written}>
          <pre aria-hidden="true">
            {at ? <Marked lines={lines} line={at.line} column={at.column} /> : value}
            {'\n'}
          </pre>
          <textarea
            ref={area}
            value={value}
            wrap="off"
            spellCheck={false}
            autoCapitalize="off"
            autoCorrect="off"
            aria-label={texts.equations}
            aria-invalid={mistake !== undefined}
            aria-describedby="own-said"
            onSelect={({ currentTarget: { selectionStart, selectionEnd } }) =>
              setCursor(selectionStart === selectionEnd ? selectionEnd : undefined)
            }
            onKeyDown={(event) => {
              if (!event.ctrlKey || event.key !== ' ' || !found) return
              event.preventDefault()
              take(found.words[0]!)
            }}
            onPaste={(event) => {
              event.preventDefault()
              insertHere(
                event.currentTarget,
                signsIn(fromPaper(event.clipboardData.getData('text/plain'))),
                onChange,
              )
            }}
            onChange={(event) => {
              const { value: typed, selectionEnd } = event.target
              const sign = signTyped(typed, selectionEnd)
              if (!sign || typed.length <= value.length) return onChange(typed)
              insert(event.target, sign.sign, sign.from, sign.to, onChange)
              const end = selectionEnd + sign.sign.length - (sign.to - sign.from)
              event.target.setSelectionRange(end, end)
            }}
          />
        </div>
      </div>
      <Said said={said} doubts={doubts} onGo={at && (() => goTo(at.line, at.column))} onDoubt={goToDoubt} />
      <div
        className={`${styles.signs} ${styles.proposals}`}
        role="group"
        aria-label={texts.complete}
        title={texts.complete}
      >
        {found?.words.map((word) => (
          <button
            key={word}
            type="button"
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => take(word)}
          >
            {word}
          </button>
        ))}
      </div>
      <Signs onSign={(sign) => insertHere(area.current!, sign, onChange)} />
    </div>
  )
}

/** Where a name stands in a line, and is no part of a longer one. */
function placeOf(name: string, line: string): number {
  const whole = new RegExp(`(?<![\\p{L}\\p{M}\\d_])${name}(?![\\p{L}\\p{M}\\d_])`, 'u')
  return Math.max(0, line.search(whole))
}

/** Can the text be used, and what may be a mistake in it all the same? */
function Said({
  said,
  doubts,
  onGo,
  onDoubt,
}: Pick<Props, 'said' | 'doubts'> & {
  readonly onGo: (() => void) | undefined
  readonly onDoubt: (doubt: Doubt) => void
}) {
  const texts = useTexts()
  return (
    <div
      id="own-said"
      data-part="own-said"
      className={styles.said}
      role="status"
      data-wrong={said !== undefined}
    >
      {said ?? texts.fine}{' '}
      {doubts.map((each) => (
        <p key={`${each.id} ${each.name}`} data-part="own-doubt" className={styles.doubt}>
          {each.id === 'idle'
            ? texts.doubts.idle(each.name, each.line)
            : texts.doubts[each.id](each.name, each.line, each.meant)}{' '}
          <button type="button" onClick={() => onDoubt(each)}>
            {texts.goTo}
          </button>
        </p>
      ))}
      {onGo && (
        <button type="button" onClick={onGo}>
          {texts.goTo}
        </button>
      )}
    </div>
  )
}

/** The signs that no keyboard has, as buttons. */
function Signs({ onSign }: { readonly onSign: (sign: string) => void }) {
  const texts = useTexts()
  return (
    <div className={styles.signs} role="group" aria-label={texts.insert}>
      {buttons.map((sign) => (
        <button
          key={sign}
          type="button"
          aria-label={texts.inserted(sign)}
          // The text keeps the focus and its selection.
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => onSign(sign)}
        >
          {sign}
        </button>
      ))}
    </div>
  )
}

const insertHere = (area: HTMLTextAreaElement, sign: string, onChange: (value: string) => void) =>
  insert(area, sign, area.selectionStart, area.selectionEnd, onChange)

/** Puts a sign into the text as if it was typed, so that the browser can undo it. */
function insert(
  area: HTMLTextAreaElement,
  sign: string,
  from: number,
  to: number,
  onChange: (value: string) => void,
): void {
  area.focus()
  area.setSelectionRange(from, to)
  // Nothing else than this old command keeps the browser's own undo.
  if (document.execCommand('insertText', false, sign)) return
  area.setRangeText(sign, from, to, 'end')
  onChange(area.value)
}

/** The text with what begins at a place underlined. */
function Marked({
  lines,
  line,
  column,
}: {
  readonly lines: readonly string[]
  readonly line: number
  readonly column: number
}) {
  const text = lines[line - 1] ?? ''
  const word = /^(?:[\p{L}\p{M}\d_]+|.)/u.exec(text.slice(column - 1))?.[0] ?? ' '
  const before = [...lines.slice(0, line - 1), text.slice(0, column - 1)].join('\n')
  const after = [text.slice(column - 1 + word.length), ...lines.slice(line)].join('\n')
  return (
    <>
      {before}
      <mark>{word}</mark>
      {after}
    </>
  )
}
