/** The terms of a number's equation, each with its value: the largest, or all; every factor can be asked in turn. */
import { useState } from 'react'
import {
  cancelling,
  computationOf,
  largest,
  parseRef,
  precisionOf,
  precisionOfSums,
  type ScalarTerm,
  scalarTerms,
  symbolOf,
  type Trace,
  termPart,
  usualDigits,
} from '../../../src/index.ts'
import { Num } from '../../figure/Num.tsx'
import { Signed } from '../../figure/Signed.tsx'
import ui from '../../ui/ui.module.css'
import { Wide } from '../../ui/Wide.tsx'
import { useWords } from '../../words/words.ts'
import equationStyles from './Equation.module.css'
import { Asker, type DigitsOf, PartView } from './Equation.tsx'
import { useTexts } from './texts.ts'
import styles from './Why.module.css'

/** More terms than this are ordered by size and the rest added up. */
const most = 8

interface TermsProps {
  readonly trace: Trace
  readonly name: string
  readonly terms: readonly ScalarTerm[]
  readonly value: number
}

interface AddedProps {
  readonly sign?: string
  /** of the sum itself */
  readonly name?: string
  readonly value: number
  readonly full: number
  readonly digits: number
  readonly label: string
  /** shows all terms, or the largest alone */
  readonly fold?: { readonly label: string; readonly onClick: () => void }
}

/** A row for several terms together: those that are not shown, or all. */
function Added({ sign, name, value, full, digits, label, fold }: AddedProps) {
  return (
    <tr className={name === undefined ? undefined : styles.together}>
      <td className={styles.sign}>{sign}</td>
      <td>
        {label}{' '}
        {fold && (
          <button type="button" className={ui.quiet} onClick={fold.onClick}>
            {fold.label}
          </button>
        )}
      </td>
      <td>
        = <Num value={value} digits={digits} {...(name === undefined ? {} : { name })} />
      </td>
      <td>
        <Signed value={value} full={full} idea="sum" />
      </td>
    </tr>
  )
}

export function Terms({ trace, name, terms, value }: TermsProps) {
  const texts = useTexts()
  const words = useWords()
  const [all, setAll] = useState(false)
  const { shown, rest } = largest(terms, all ? Number.POSITIVE_INFINITY : most)
  const full = Math.max(...shown.map((term) => Math.abs(term.value)), Math.abs(value))
  const idea = trace.net.info(symbolOf(parseRef(name)!.name)).idea
  const values = [...shown.map((term) => term.value), ...(rest.count > 0 ? [rest.sum] : [])]
  const sum = precisionOfSums([values])
  const digitsOf = (i: number) => (terms.length > 1 ? sum.digits[0]![i]! : usualDigits)
  // A row is a line of its own: its factors give its value as it is written.
  const rows = shown.map((term, i) => precisionOf(computationOf(termPart(term), digitsOf(i))))
  const digits = terms.length > 1 ? sum.results[0]! : rows[0]!.results[0]!
  const cancels = cancelling([...(terms.length > 1 ? [sum.cancels] : []), ...rows.map((row) => row.cancels)])
  return (
    <>
      <h3>{terms.length > 1 ? texts.terms : texts.equation}</h3>
      <Wide label={texts.terms}>
        <table data-part="terms" className={styles.terms}>
          <tbody>
            {shown.map((term, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a term is its place in the sum
              <tr key={i}>
                <td className={styles.sign}>{term.sign < 0 ? '−' : i > 0 ? '+' : ''}</td>
                <td>
                  <TermView trace={trace} term={term} digits={rows[i]!.of} behind={i > 0 || term.sign < 0} />
                </td>
                {terms.length > 1 && (
                  <>
                    <td>
                      ={' '}
                      <Num
                        value={term.value}
                        digits={rows[i]!.results[0]!}
                        {...(term.ref === null ? {} : { name: term.ref })}
                      />
                    </td>
                    <td>
                      <Signed value={term.value} full={full} idea={idea} />
                    </td>
                  </>
                )}
              </tr>
            ))}
            {rest.count > 0 && (
              <Added
                sign="+"
                value={rest.sum}
                full={full}
                digits={digitsOf(shown.length)}
                label={texts.more(rest.count)}
                fold={{ label: texts.showAll, onClick: () => setAll(true) }}
              />
            )}
            {terms.length > 1 && (
              <Added
                name={name}
                value={value}
                full={full}
                digits={digits}
                label={texts.equals}
                {...(all && terms.length > most
                  ? { fold: { label: texts.showLargest, onClick: () => setAll(false) } }
                  : {})}
              />
            )}
          </tbody>
        </table>
      </Wide>
      {cancels && <p className={ui.hint}>{words.cancels[cancels]}</p>}
    </>
  )
}

interface TermProps {
  readonly trace: Trace
  readonly term: ScalarTerm
  readonly digits: DigitsOf
  /** a sign stands before it */
  readonly behind: boolean
}

/** The factors of a term; a factor that is a sum stands in brackets. */
function TermView({ trace, term, digits, behind }: TermProps) {
  const alone = term.ref !== null || term.factors.length === 1
  if (term.ref !== null)
    return (
      <Asker
        name={term.ref}
        value={term.sign * term.value}
        trace={trace}
        behind={behind && alone}
        digits={digits}
      />
    )
  return (
    <span className={equationStyles.expr}>
      {term.factors.map((factor, i) => {
        const sum = term.factors.length > 1 && scalarTerms(factor).length > 1
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a factor is its place in the product
          <span key={i} className={equationStyles.expr}>
            {i > 0 && ' × '}
            {sum && '('}
            <PartView part={factor} trace={trace} digits={digits} behind={!sum && (behind || i > 0)} />
            {sum && ')'}
          </span>
        )
      })}
    </span>
  )
}
