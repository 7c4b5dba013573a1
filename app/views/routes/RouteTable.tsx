/** The routes at every timestep, as numbers that add up, with bars on one scale; each route can be taken out by its tick. */
import { memo, useEffect, useRef } from 'react'
import {
  deviation,
  direct,
  gradientOf,
  numberText,
  precisionOfSums,
  type Routes,
  type Trace,
  without,
} from '../../../src/index.ts'
import { Num } from '../../figure/Num.tsx'
import { Signed } from '../../figure/Signed.tsx'
import { largest } from '../../figure/scale.ts'
import { SymbolName } from '../../math/Symbol.tsx'
import { useSession } from '../../state/context.ts'
import ui from '../../ui/ui.module.css'
import { Wide } from '../../ui/Wide.tsx'
import { useWords } from '../../words/words.ts'
import { ideaOf, kindOf, useNames } from './naming.ts'
import type { Choice } from './params.ts'
import routesStyles from './Routes.module.css'
import styles from './RouteTable.module.css'
import { useTexts } from './texts.ts'

/** More timesteps are shown around k. */
const most = 200

interface Props {
  readonly trace: Trace
  readonly routes: Routes
  readonly choice: Choice
}

export function RouteTable({ trace, routes, choice }: Props) {
  const session = useSession()
  const texts = useTexts()
  const { of, names, at } = routes
  const called = useNames(trace, of)
  const { unit, k, off } = choice
  const T = at.length
  const from = T <= most ? 0 : Math.max(0, Math.min(T - most, k - most / 2))
  const shown = at.slice(from, from + most)
  const full = Math.max(
    ...at.map((each) => largest([each.full[unit]!, ...names.map((name) => each.parts[name]![unit]!)])),
  )
  const pane = useRef<HTMLDivElement>(null)
  // The row of k is in sight; only the table scrolls for it.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another k is another row
  useEffect(() => {
    const row = pane.current?.querySelector<HTMLElement>('[aria-current]')
    if (!pane.current || !row) return
    const { scrollTop, clientHeight } = pane.current
    if (row.offsetTop < scrollTop + 60 || row.offsetTop + row.offsetHeight > scrollTop + clientHeight)
      pane.current.scrollTop = row.offsetTop - clientHeight / 2
  }, [k])
  const toggle = (name: string) => {
    const next = off.includes(name) ? off.filter((each) => each !== name) : [...off, name]
    session.changeParams({ without: next.length > 0 ? next.join(',') : null })
  }
  return (
    <section className={routesStyles.section} aria-labelledby="route-table">
      <h3 id="route-table">{texts.table}</h3>
      <p className={ui.hint}>{texts.tableHint}</p>
      {T > most && <p className={ui.hint}>{texts.rowsShown(from + 1, from + shown.length, T)}</p>}
      <Wide ref={pane} className={styles.pane} label={texts.table}>
        <table data-part="routes-table" className={styles.table}>
          <thead>
            <tr>
              <th scope="col">k</th>
              {names.map((name) => (
                <th key={name} scope="col" data-idea={ideaOf(trace, of, name)}>
                  <label>
                    <input
                      type="checkbox"
                      checked={!off.includes(name)}
                      aria-label={texts.counted(called.route(name))}
                      onChange={() => toggle(name)}
                    />{' '}
                    {name === direct ? called.route(name) : <SymbolName trace={trace} name={name} t={null} />}
                  </label>
                </th>
              ))}
              {off.length > 0 && <th scope="col">{texts.rest}</th>}
              <th scope="col">{texts.full}</th>
              <th scope="col" title={texts.pathErrorHint}>
                {texts.pathError(texts.rows[kindOf(trace, of)](called.plain(of)))}
              </th>
            </tr>
          </thead>
          <tbody>
            {shown.map((each) => (
              <Row
                key={each.k}
                of={of}
                names={names}
                ideas={names.map((name) => ideaOf(trace, of, name)).join()}
                each={each}
                unit={unit}
                off={off.join()}
                full={full}
                current={each.k === k}
              />
            ))}
          </tbody>
        </table>
      </Wide>
    </section>
  )
}

interface RowProps {
  readonly of: string
  readonly names: readonly string[]
  readonly ideas: string
  readonly each: Routes['at'][number]
  readonly unit: number
  readonly off: string
  readonly full: number
  readonly current: boolean
}

const Row = memo(function Row({ of, names, ideas, each, unit, off, full, current }: RowProps) {
  const session = useSession()
  const words = useWords()
  const gone = off === '' ? [] : off.split(',')
  const error = deviation(each.parts[direct]!, each.full).relativeError
  const rest = without(each, gone)[unit]!
  const values = names.map((name) => each.parts[name]![unit]!)
  // The rest is the sum of the parts that are not taken out; both sums are computed from the same written parts.
  const { digits, results, cancels } = precisionOfSums([
    values,
    values.map((value, i) => (gone.includes(names[i]!) ? 0 : value)),
  ])
  const partDigits = values.map((_, i) =>
    Math.max(digits[0]![i]!, gone.includes(names[i]!) ? 0 : digits[1]![i]!),
  )
  return (
    <tr aria-current={current ? 'true' : undefined}>
      <th scope="row">
        <button
          type="button"
          className={ui.quiet}
          onClick={() => session.changeParams({ k: String(each.k) })}
        >
          {each.k}
        </button>
      </th>
      {names.map((name, i) => {
        const value = each.parts[name]![unit]!
        return (
          <td key={name} data-off={gone.includes(name) || undefined}>
            <Signed value={value} full={full} idea={ideas.split(',')[i]!} />
            <Num value={value} digits={partDigits[i]!} />
          </td>
        )
      })}
      {gone.length > 0 && (
        <td>
          <Signed value={rest} full={full} idea="sum" />
          <Num value={rest} digits={results[1]!} />
        </td>
      )}
      <td>
        <Signed value={each.full[unit]!} full={full} idea="sum" />
        <Num value={each.full[unit]!} name={gradientOf(`${of}@${each.k}[${unit}]`)} digits={results[0]!} />
        {cancels && <small className={ui.hint}> {words.cancels[cancels]}</small>}
      </td>
      <td>
        <data data-value={String(error)} value={String(error)}>
          {Number.isFinite(error) ? words.percent(numberText(100 * error)) : '–'}
        </data>
      </td>
    </tr>
  )
})
