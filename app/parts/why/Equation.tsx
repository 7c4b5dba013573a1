/** A scalar equation: numbers that can be asked in turn, joined as the table of operations writes them. */
import {
  bindsIn,
  givesVector,
  ops,
  type Part,
  parseRef,
  symbolMeant,
  type Trace,
} from '../../../src/index.ts'
import { Num } from '../../figure/Num.tsx'
import { SymbolName } from '../../math/Symbol.tsx'
import { useSession } from '../../state/context.ts'
import ui from '../../ui/ui.module.css'
import styles from './Equation.module.css'

/** With how many digits the number of a name is written. */
export type DigitsOf = (name: string) => number

interface Props {
  readonly part: Part
  readonly trace: Trace
  readonly digits: DigitsOf
  /** it stands behind another sign: a sign of its own stands in parentheses */
  readonly behind?: boolean
}

/** A symbol with its element, counted as people count: C_3 [1]. */
export function NumberName({ name, trace }: { readonly name: string; readonly trace: Trace }) {
  const ref = parseRef(name)
  if (!ref) return name
  const index = ref.index.length === 0 ? '' : `[${ref.index.map((i) => i + 1).join(',')}]`
  return (
    <span data-part="number-name" className={styles.name}>
      <SymbolName trace={trace} name={symbolMeant(ref)} t={ref.t} />
      {ref.from && (
        <>
          {' ← '}
          <SymbolName trace={trace} name={ref.from.name} t={ref.from.t} />
        </>
      )}
      {ref.t !== null && trace.net.weights.includes(ref.name) && (
        <span className={ui.hint}>
          {ref.running ? '≥' : ''} t = {ref.t}{' '}
        </span>
      )}
      {index && <span className={ui.hint}>{index}</span>}
    </span>
  )
}

/** A number with its name; pressing it asks it. */
export function Asker({
  name,
  value,
  trace,
  digits,
  behind,
}: {
  readonly name: string
  readonly value: number
  readonly trace: Trace
  readonly digits?: DigitsOf
  readonly behind?: boolean
}) {
  const session = useSession()
  const signs = behind === true && value < 0
  return (
    <button type="button" data-part="asker" className={styles.asker} onClick={() => session.askFurther(name)}>
      <NumberName name={name} trace={trace} />
      <span className={styles.number}>
        {signs && '('}
        <Num value={value} name={name} {...(digits && { digits: digits(name) })} />
        {signs && ')'}
      </span>
    </button>
  )
}

/** How tightly the outside of a part binds. */
const precedence = (part: Part): number =>
  part.kind === 'number' || part.ref !== null
    ? part.kind === 'number' && part.ref === null && part.value < 0
      ? 2
      : 10
    : part.op === 'sum'
      ? 1
      : ops[part.op]!.prec

/** More operands than this of a function of a whole vector are left out. */
const most = 6

export function PartView({ part, trace, digits, behind = false }: Props) {
  const on = { trace, digits }
  if (part.kind === 'number')
    return part.ref === null ? (
      <Num value={part.value} />
    ) : (
      <Asker name={part.ref} value={part.value} behind={behind} {...on} />
    )
  if (part.ref !== null) return <Asker name={part.ref} value={part.value} behind={behind} {...on} />
  if (part.op === 'sum') return <Joined parts={part.args} by=" + " {...on} />
  const row = ops[part.op]!
  if (part.op === 'pick') return <PartView part={part.args[0]!} behind={behind} {...on} />
  if (part.args.length > 2 || (row.call && !row.ofNumbers && part.args.length > 1))
    return (
      <span className={styles.expr}>
        {part.op}(<Joined parts={part.args} by=", " {...on} />)
        {givesVector(part.op) && <span className={ui.hint}>[{part.element + 1}]</span>}
      </span>
    )
  // Of numbers ⊙ is ×.
  const template = (row.ofNumbers ?? row.text).replace('⊙', '×').replace(/^\{0\} \{1\}$/, '{0} × {1}')
  const pieces = template.split(/(\{\d\})/)
  return (
    <span className={styles.expr}>
      {pieces.map((piece, i) => {
        const operand = /^\{(\d)\}$/.exec(piece)?.[1]
        // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of one template never move
        if (operand === undefined) return <span key={i}>{piece}</span>
        const arg = part.args[Number(operand)]!
        const bare = precedence(arg) >= bindsIn(template, row.min, Number(operand))
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of one template never move
          <span key={i} className={styles.expr}>
            {bare ? '' : '('}
            <PartView part={arg} behind={bare && i > 0} {...on} />
            {bare ? '' : ')'}
          </span>
        )
      })}
    </span>
  )
}

function Joined({
  parts,
  by,
  trace,
  digits,
}: {
  readonly parts: readonly Part[]
  readonly by: string
  readonly trace: Trace
  readonly digits: DigitsOf
}) {
  const shown = parts.length > most ? parts.slice(0, most - 1) : parts
  return (
    <span className={styles.expr}>
      {shown.map((each, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: an operand is its place
        <span key={i} className={styles.expr}>
          {i > 0 && by}
          <PartView part={each} behind={i > 0 && by !== ', '} trace={trace} digits={digits} />
        </span>
      ))}
      {parts.length > shown.length && `${by}⋯ (${parts.length - shown.length})`}
    </span>
  )
}
