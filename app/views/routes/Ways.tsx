/** Along time or down through depth: the gradient of a state divided by where paths to the loss leave its cell, at every timestep. */
import { useMemo } from 'react'
import { gradientOf, precisionOfSums, type Trace, type WayOut, waysOut } from '../../../src/index.ts'
import { Num } from '../../figure/Num.tsx'
import { Signed } from '../../figure/Signed.tsx'
import { largest } from '../../figure/scale.ts'
import { useStore } from '../../state/store.ts'
import ui from '../../ui/ui.module.css'
import { Wide } from '../../ui/Wide.tsx'
import { useWords } from '../../words/words.ts'
import { countOf, nameAt } from './element.ts'
import { useNames } from './naming.ts'
import routesStyles from './Routes.module.css'
import styles from './RouteTable.module.css'
import { useTexts } from './texts.ts'

/** More timesteps are not listed. */
const most = 200

export function Ways({ trace, of }: { readonly trace: Trace; readonly of: string }) {
  const texts = useTexts()
  const words = useWords()
  const { plain } = useNames(trace, of)
  const asked = useStore((s) => Number(s.params.unit ?? 0))
  const { ways, at } = useMemo(() => waysOut(trace, of), [trace, of])
  const unit = Number.isInteger(asked) && asked >= 0 && asked < countOf(trace, of) ? asked : 0
  const shown = at.slice(0, most)
  const full = largest(shown.flatMap((each) => [each.full[unit]!, ...each.parts.map((part) => part[unit]!)]))
  const nameOf = ({ kind, track }: WayOut) =>
    track
      ? texts.ways.above(words.map.track(track.layer + 1, track.reverse))
      : texts.ways[kind as 'time' | 'head']
  const { idea } = trace.net.info(of)
  return (
    <section className={routesStyles.section} aria-labelledby="ways-table">
      <h3 id="ways-table">{texts.ways.title}</h3>
      <p className={ui.hint}>{texts.ways.hint(plain(of))}</p>
      {at.length > most && <p className={ui.hint}>{texts.rowsShown(1, most, at.length)}</p>}
      <Wide className={styles.pane} label={texts.ways.title}>
        <table data-part="ways-table" className={styles.table}>
          <thead>
            <tr>
              <th scope="col">k</th>
              {ways.map((way) => (
                <th key={nameOf(way)} scope="col">
                  {nameOf(way)}
                </th>
              ))}
              <th scope="col">{texts.full}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map(({ k, parts, full: whole }) => {
              const values = parts.map((part) => part[unit]!)
              const { digits, results, cancels } = precisionOfSums([values])
              return (
                <tr key={k}>
                  <th scope="row">{k}</th>
                  {ways.map((way, i) => (
                    <td key={nameOf(way)}>
                      <Signed value={values[i]!} full={full} idea={way.kind === 'time' ? idea : 'hidden'} />
                      <Num value={values[i]!} digits={digits[0]![i]!} />
                    </td>
                  ))}
                  <td>
                    <Signed value={whole[unit]!} full={full} idea="sum" />
                    <Num
                      value={whole[unit]!}
                      name={gradientOf(nameAt(trace, of, k, unit))}
                      digits={results[0]!}
                    />
                    {cancels && <small className={ui.hint}> {words.cancels[cancels]}</small>}
                  </td>
                </tr>
              )
            })}
          </tbody>
        </table>
      </Wide>
    </section>
  )
}
