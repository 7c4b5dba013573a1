/** The matrix products of a formula: each matrix as a heat map, and the dot product of the row that is pointed at, term by term. */
import { useState } from 'react'
import {
  computationOf,
  type Expr,
  type Frame,
  isApply,
  precisionOf,
  productsPart,
  type Sym,
  type Trace,
  usualDigits,
} from '../../../src/index.ts'
import { Heat } from '../../figure/Heat.tsx'
import { Num } from '../../figure/Num.tsx'
import { SymbolName } from '../../math/Symbol.tsx'
import { Disclosure } from '../../ui/Disclosure.tsx'
import ui from '../../ui/ui.module.css'
import { useWords } from '../../words/words.ts'
import styles from './Products.module.css'

interface Product {
  readonly W: Sym
  readonly v: Sym
  readonly transposed: boolean
}

function products(e: Expr): Product[] {
  if (e.kind !== 'apply') return []
  const [W, v] = e.args
  if ((isApply(e, 'matvec') || isApply(e, 'matvecT')) && W?.kind === 'symbol' && v?.kind === 'symbol')
    return [{ W, v, transposed: isApply(e, 'matvecT') }]
  return e.args.flatMap(products)
}

/** More terms than this are added up in one number. */
const most = 8

export function Products({ trace, frame }: { readonly trace: Trace; readonly frame: Frame }) {
  const words = useWords()
  const [row, setRow] = useState(0)
  const found = products(frame.equation.expr)
  if (found.length === 0 || frame.t === null) return null
  const t = frame.t
  const unit = Math.min(row, trace.memory(frame.equation.symbol).shape[0]! - 1)
  return (
    <Disclosure name={words.matrix} part="products">
      {() => (
        <>
          <p className={ui.hint}>{words.pointAtRow}</p>
          <div className={styles.heats}>
            {found.map(({ W, v, transposed }) => {
              const { data, shape } = trace.memory(W.name)
              return (
                <figure key={W.name}>
                  <figcaption>
                    <SymbolName trace={trace} name={W.name} t={null} />
                    {transposed ? 'ᵀ' : ''}
                  </figcaption>
                  <Heat
                    values={data}
                    rows={shape[0]!}
                    columns={shape[1]!}
                    transposed={transposed}
                    selected={unit}
                    onSelect={setRow}
                    label={(size) => words.aside(W.name, size)}
                    nameOf={(i, j) => `${W.name}[${i},${j}]`}
                  />
                  <Terms trace={trace} product={{ W, v, transposed }} t={t} unit={unit} />
                </figure>
              )
            })}
          </div>
        </>
      )}
    </Disclosure>
  )
}

function Terms({
  trace,
  product: { W, v, transposed },
  t,
  unit,
}: {
  readonly trace: Trace
  readonly product: Product
  readonly t: number
  readonly unit: number
}) {
  const words = useWords()
  const { data, shape } = trace.memory(W.name)
  const vector = trace.memory(v.name)
  const n = shape[1]!
  const length = transposed ? shape[0]! : n
  const at = t + v.dt!
  const hasName = trace.net.info(v.name).kind !== 'part'
  const terms = Array.from({ length }, (_, k) => {
    const [i, j] = transposed ? [k, unit] : [unit, k]
    const weight = data[i * n + j]!
    const value = vector.data[at * length + k]!
    return {
      k,
      weight,
      value,
      name: `${W.name}[${i},${j}]`,
      from: hasName ? `${v.name}@${at}[${k}]` : undefined,
      product: weight * value,
    }
  })
  const shown = terms.slice(0, most)
  const rest = terms.slice(most).reduce((sum, term) => sum + term.product, 0)
  const total = terms.reduce((sum, term) => sum + term.product, 0)
  const { of, results, cancels } = precisionOf(
    computationOf(
      productsPart(shown.map((term) => [term.name, term.weight, term.from ?? `${term.k} of it`, term.value])),
    ),
  )
  const whole = terms.length <= most
  const digits = (name: string) => (whole ? of(name) : usualDigits)
  return (
    <p data-part="terms">
      <span className={ui.hint}>{words.label(words.dot(unit + 1))}</span>
      {shown.map((term, k) => (
        <span key={term.name}>
          {k > 0 && ' + '}
          <Bracketed value={term.weight} name={term.name} digits={digits(term.name)} first={k === 0} /> ·{' '}
          <Bracketed value={term.value} name={term.from} digits={digits(term.from ?? `${term.k} of it`)} />
        </span>
      ))}
      {terms.length > most && (
        <>
          {' '}
          + … (<Num value={rest} />)
        </>
      )}{' '}
      = <Num value={total} digits={whole ? results[0]! : usualDigits} />
      {whole && cancels && <span className={ui.hint}> {words.cancels[cancels]}</span>}
    </p>
  )
}

interface BracketedProps {
  readonly value: number
  readonly name: string | undefined
  readonly digits: number
  /** it begins the line */
  readonly first?: boolean
}

/** A number that stands behind a sign: one of its own stands in parentheses. */
function Bracketed({ value, name, digits, first = false }: BracketedProps) {
  const signs = value < 0 && !first
  return (
    <>
      {signs && '('}
      <Num value={value} {...(name === undefined ? {} : { name })} digits={digits} />
      {signs && ')'}
    </>
  )
}
