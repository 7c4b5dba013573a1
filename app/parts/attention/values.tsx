/** The values of the picture: vectors with their names, rows of strips and of bars, and the ways between them. */
import { gradientOf } from '../../../src/index.ts'
import { valuesAt } from '../../figure/Mini.tsx'
import { Strip } from '../../figure/Strip.tsx'
import { largest, largestOf } from '../../figure/scale.ts'
import styles from './Attention.module.css'
import { type Layout, wide } from './layout.ts'
import { BarRow, barHeight, Letters, Name, numbersBelow, Ribbon, RowName } from './marks.tsx'
import { headOf, type Mark, type Picture, timesOf } from './picture.ts'

export interface Drawn {
  readonly picture: Picture
  readonly layout: Layout
}

const stateOf = (mark: Mark) => (mark === 'blank' || mark === 'plain' ? undefined : mark)

/** Where the panel is lower than the picture, what the step writes is brought into view. */
export function showResult(svg: SVGSVGElement): void {
  const panel = svg.parentElement!
  if (panel.scrollHeight <= panel.clientHeight) return
  const outer = panel.getBoundingClientRect()
  const results = [...svg.querySelectorAll('[data-state=result], [data-state=covered]')]
  const boxes = results.map((each) => each.getBoundingClientRect())
  const [top, bottom] = [Math.min(...boxes.map((b) => b.top)), Math.max(...boxes.map((b) => b.bottom))]
  if (bottom > top && (top < outer.top || bottom > outer.bottom))
    panel.scrollTop += (top + bottom - outer.top - outer.bottom) / 2
}

/** A vector with its name above it. */
export function Vector({
  picture: { trace, mark },
  layout,
  name,
  t,
  x,
  y,
  gradient = false,
}: Drawn & {
  readonly name: string
  readonly t: number | null
  readonly x: number
  readonly y: number
  readonly gradient?: boolean
}) {
  const stored = gradient ? gradientOf(name) : name
  const seen = mark(stored, t)
  const { data, shape } = trace.memory(stored)
  return (
    <>
      <Name trace={trace} name={name} t={t} x={x} y={y - 7} gradient={gradient} />
      <Strip
        x={x}
        y={y}
        width={wide}
        values={valuesAt(trace, stored, t ?? 0)}
        shape={shape}
        {...(gradient ? { gradient } : { full: Math.max(1, largestOf(data)) })}
        name={t === null ? stored : `${stored}@${t}`}
        idea={trace.net.info(name).idea}
        scalar={shape.length === 0}
        blank={seen === 'blank'}
        state={stateOf(seen)}
        digits={layout.digits}
      />
    </>
  )
}

/** The ways that values take: from each feature up to its share, together into the context; from the last feature into the query and so into every score. */
export function Flow({ picture: { trace, of, mark, backward }, layout }: Drawn) {
  const { columns, strip, share, score, contextX, queryX } = layout
  const { at, width } = columns
  const times = timesOf(trace.T)
  const shares = times.map((t) => (mark(of.share, t) === 'blank' ? 0 : valuesAt(trace, of.share, t)[0]!))
  const starts = shares.map((_, s) => shares.slice(0, s).reduce((sum, each) => sum + each, 0))
  const rows = barHeight + numbersBelow(layout.letter)
  const columnsUp = times.map(
    (t) =>
      `M${at(t)} ${layout.saidParts[0]! - 1}V${score + rows}M${at(t)} ${score - 3}V${share + rows}M${at(t)} ${share - 3}V${layout.added + layout.feature}`,
  )
  const middle = queryX + wide / 2
  const last = layout.saidParts[0]! + 10
  const head = headOf(trace).length > 0 ? `M${contextX + wide} ${layout.top + 10}H${layout.headX(0)}` : ''
  const query = `M${at(trace.T) + strip / 2} ${last}H${middle}V${layout.queryEnd}M${queryX} ${score + 12}H${at(trace.T) + width / 2}`
  return (
    <g>
      {shares.map((value, s) => (
        <Ribbon
          // biome-ignore lint/suspicious/noArrayIndexKey: a ribbon is its timestep
          key={s}
          from={[at(s + 1), layout.added]}
          to={[contextX + wide * starts[s]!, contextX + wide * (starts[s]! + value), layout.contextEnd + 2]}
          narrow={strip}
          backward={backward}
        />
      ))}
      <path
        className={styles.way}
        data-backward={backward || undefined}
        d={columnsUp.join('') + query + head}
      />
      {!backward && (
        <path
          className={styles.tip}
          d={`M${middle} ${layout.queryEnd + 1}l-4 8h8zM${at(trace.T) + width / 2} ${score + 12}l8 -4v8z`}
        />
      )}
    </g>
  )
}

/** The rows of bars: α and e, or their gradients. */
export function Rows({ picture: { trace, of, mark, backward }, layout }: Drawn) {
  const rows = [
    { symbol: of.share, y: layout.share, signed: backward },
    { symbol: of.score, y: layout.score, signed: true },
  ]
  return rows.map(({ symbol, y, signed }) => {
    const stored = backward ? gradientOf(symbol) : symbol
    const bars = timesOf(trace.T).map((t) => ({
      name: `${stored}@${t}`,
      value: valuesAt(trace, stored, t)[0]!,
      mark: mark(stored, t),
    }))
    return (
      <g key={symbol} data-idea={trace.net.info(symbol).idea}>
        <RowName x={layout.namesX} y={y + barHeight / 2 + 0.4 * layout.letter}>
          {backward && '∂L/∂'}
          <Letters trace={trace} name={symbol} t={null} />
        </RowName>
        <BarRow
          bars={bars}
          columns={layout.columns}
          y={y}
          full={largest(bars.map(({ value }) => value))}
          signed={signed}
          {...(signed ? {} : { even: 1 / trace.T })}
          gradient={backward}
        />
      </g>
    )
  })
}

/** Strips of a row, one a timestep. */
export function StripRow({
  picture: { trace },
  layout: { columns, strip, digits },
  of,
  y,
  full,
  ...row
}: Drawn & {
  /** the symbol whose colour they have */
  readonly of: string
  readonly y: number
  readonly full: number
  readonly gradient?: boolean
  readonly values: (t: number) => ArrayLike<number>
  readonly name: (t: number) => string
  readonly seen: (t: number) => Mark
}) {
  return timesOf(trace.T).map((t) => (
    <Strip
      key={t}
      x={columns.at(t) - strip / 2}
      y={y}
      width={strip}
      values={row.values(t)}
      full={full}
      name={row.name(t)}
      idea={trace.net.info(of).idea}
      gradient={row.gradient ?? false}
      blank={row.seen(t) === 'blank'}
      state={stateOf(row.seen(t))}
      digits={digits}
    />
  ))
}
