/** The lines: what rule, the formula, its value; the lines of a gradient inside another fold together. */
import { memo } from 'react'
import { parseRef, type RuleId, result, symbolMeant, type Trace, type Tree } from '../../../src/index.ts'
import { Num } from '../../figure/Num.tsx'
import { Copy } from '../../math/Copy.tsx'
import { Displayed } from '../../math/Displayed.tsx'
import { SymbolName } from '../../math/Symbol.tsx'
import ui from '../../ui/ui.module.css'
import { useWords } from '../../words/words.ts'
import type { Shown } from './found.ts'
import styles from './Lines.module.css'
import { type Form, ruleIn, useTexts } from './texts.ts'

type Line = Shown['lines'][number]

interface Group {
  readonly of: string
  readonly level: number
  readonly first: number
  readonly lines: Line[]
}

/** Lines one after the other that unfold the same gradient. */
function groups(lines: readonly Line[]): Group[] {
  const found: Group[] = []
  lines.forEach((line, i) => {
    const last = found.at(-1)
    if (last && last.of === line.of && last.level === line.level) last.lines.push(line)
    else found.push({ of: line.of, level: line.level, first: i, lines: [line] })
  })
  return found
}

interface Props {
  readonly trace: Trace
  readonly form: Form
  /** with how many digits the value of the lines is written */
  readonly digits: number
}

export function Lines({ trace, lines, form, digits }: Props & { readonly lines: readonly Line[] }) {
  const texts = useTexts()
  return groups(lines).map(({ of, level, first, lines: own }) => {
    const list = (
      <ol className={styles.lines} start={first + 1}>
        {own.map((line, i) => (
          <LineView
            // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place
            key={i}
            trace={trace}
            form={form}
            line={line}
            digits={digits}
            question={lines[0]!.tree}
            number={first + i + 1}
          />
        ))}
      </ol>
    )
    if (level === 0 || own.length === 1) return <div key={first}>{list}</div>
    return (
      <details
        key={first}
        open
        className={styles.unfolded}
        style={{ marginInlineStart: `${Math.min(level, 4) * 0.8}rem` }}
      >
        <summary>
          <Named trace={trace} name={of} /> · {texts.unfolded(own.length)}
        </summary>
        {list}
      </details>
    )
  })
}

const LineView = memo(function LineView({
  trace,
  form,
  line,
  digits,
  question,
  number,
}: Props & {
  readonly line: Line
  readonly question: Tree
  /** as the list counts it */
  readonly number: number
}) {
  const texts = useTexts()
  const rule = ruleIn(texts, line.rule as RuleId, form)
  const words = useWords()
  return (
    <li data-part="line" className={styles.line} data-rule={line.rule} data-result={line.value}>
      <p className={styles.rule}>
        <Sentence trace={trace} text={rule} line={line} />
      </p>
      <div className={`${ui.edged} ${styles.body}`}>
        <Displayed tree={line.rule === 'question' ? line.tree : result(line.tree)} />
        {line.rule !== 'question' && (
          <span className={styles.copy}>
            <Copy lines={() => [{ left: question, right: line.tree }]} label={texts.lineNumber(number)} />
          </span>
        )}
        <p data-part="value" className={styles.value}>
          <Num value={line.value} digits={digits} />
        </p>
      </div>
      {line.cancels && <p className={ui.hint}>{words.cancels[line.cancels]}</p>}
    </li>
  )
})

/** A sentence with its symbols put in. */
function Sentence({
  trace,
  text,
  line,
}: {
  readonly trace: Trace
  readonly text: string
  readonly line: Line
}) {
  const t = parseRef(line.about)?.t ?? null
  return text.split(/(\{\w+\})/).map((part, i) => {
    const name =
      part === '{about}'
        ? line.about
        : part === '{via}' && line.via
          ? t === null || line.dt === null || line.dt === undefined
            ? line.via
            : `${line.via}@${t + line.dt}`
          : part === '{of}'
            ? line.of
            : undefined
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text never move
    return name === undefined ? <span key={i}>{part}</span> : <Named key={i} trace={trace} name={name} />
  })
}

function Named({ trace, name }: { readonly trace: Trace; readonly name: string }) {
  const ref = parseRef(name)
  if (!ref) return name
  return <SymbolName trace={trace} name={symbolMeant(ref)} t={ref.t} />
}
