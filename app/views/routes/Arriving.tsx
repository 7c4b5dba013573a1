/** What arrives at one unit of the state: the short way, what is left without some routes, the whole, and the judge. */
import {
  deviation,
  direct,
  gradientOf,
  type Nudge,
  numberText,
  type Routes,
  type Trace,
  without,
} from '../../../src/index.ts'
import { Num } from '../../figure/Num.tsx'
import { Signed } from '../../figure/Signed.tsx'
import { largest } from '../../figure/scale.ts'
import { Wide } from '../../ui/Wide.tsx'
import { useWords, type Words } from '../../words/words.ts'
import styles from './Arriving.module.css'
import { nameAt, unitText } from './element.ts'
import { kindOf, useNames } from './naming.ts'
import type { Choice } from './params.ts'
import routesStyles from './Routes.module.css'
import { type Texts, useTexts } from './texts.ts'

interface Props {
  readonly trace: Trace
  readonly routes: Routes
  readonly choice: Choice
  readonly nudge: Nudge
}

export function Arriving({ trace, routes, choice, nudge }: Props) {
  const texts = useTexts()
  const words = useWords()
  const { k, unit, off } = choice
  const at = routes.at[k - 1]!
  const { measured } = nudge
  const full = at.full[unit]!
  const short = at.parts[direct]![unit]!
  const rest = without(at, off)[unit]!
  const most = largest([full, short, rest, measured])
  const { of } = routes
  const names = useNames(trace, of)
  const name = gradientOf(nameAt(trace, of, k, unit))
  const shortName = texts.rows[kindOf(trace, of)](names.plain(of))
  const title = texts.comparison(names.plain(of), k, unitText(trace, of, unit, texts))
  const rows = [
    { key: 'short', label: shortName, value: short },
    ...(off.length > 0
      ? [
          {
            key: 'without',
            label: texts.rows.without(words.list(off.map(names.route))),
            value: rest,
          },
        ]
      : []),
    { key: 'full', label: texts.rows.full, value: full, name },
  ]
  return (
    <section className={routesStyles.section} aria-labelledby="arriving">
      <h3 id="arriving">{title}</h3>
      <Wide label={title}>
        <table className={styles.arrivals}>
          <thead>
            <tr>
              <td />
              <td />
              <th scope="col">{texts.columns.value}</th>
              <th scope="col">{texts.columns.error}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.key} data-row={row.key}>
                <th scope="row">{row.label}</th>
                <td>
                  <Signed value={row.value} full={most} idea="sum" />
                </td>
                <td>
                  <Num value={row.value} digits={6} {...('name' in row ? { name: row.name } : {})} />
                </td>
                <td>
                  <Num value={errorOf(row.value, measured)} digits={2} />
                </td>
              </tr>
            ))}
            <tr data-row="nudge">
              <th scope="row">{texts.rows.nudge}</th>
              <td>
                <Signed value={measured} full={most} idea="sum" />
              </td>
              <td>
                <Num value={measured} digits={6} />
              </td>
              <td />
            </tr>
          </tbody>
        </table>
      </Wide>
      <p data-part="finding" className={styles.finding} role="status">
        {finding(
          {
            full,
            short,
            rest,
            measured,
            off: off.length > 0,
            name: shortName,
            ...deviation(at.parts[direct]!, at.full),
          },
          texts,
          words,
        )}
      </p>
    </section>
  )
}

const errorOf = (value: number, measured: number) => Math.abs(value - measured) / Math.abs(measured)

interface Found {
  readonly full: number
  readonly short: number
  readonly rest: number
  readonly measured: number
  readonly off: boolean
  /** of the short way */
  readonly name: string
  readonly relativeError: number
  readonly cosine: number
}

/** What the numbers say, in one or two sentences. */
export function finding(
  { full, short, rest, measured, off, name, relativeError, cosine }: Found,
  { findings }: Texts,
  words: Pick<Words, 'percent'>,
): string {
  const percent = (share: number) => words.percent(numberText(100 * share, 2))
  // What a central difference of a loss of about 1 can tell.
  const allowed = 1e-5 * Math.abs(full) + 1e-9
  const settled = Number.isFinite(full) && Math.abs(measured - full) <= allowed && Math.abs(full) > 1e-8
  if (!settled) return findings.small
  if (off)
    return rest === full || Math.abs(rest - full) <= allowed
      ? findings.offSame
      : findings.off(percent(Math.abs(rest - full) / Math.abs(full)))
  if (short === full && relativeError < 1e-12) return findings.onlyRoute
  return findings.simplification(
    name,
    percent(Math.abs(short - full) / Math.abs(full)),
    percent(relativeError),
    Number.isNaN(cosine) ? null : numberText(cosine, 3),
  )
}
