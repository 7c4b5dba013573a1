/** The routes to one unit of a state at timestep k on the unrolled net: the thicker a line, the larger its share; dashed where it is negative. */
import { useEffect, useRef } from 'react'
import { fullValue, numberText } from '../../src/index.ts'
import styles from './RouteStrip.module.css'
import { compact } from './text.ts'
import { usePrinting } from './usePrinting.ts'

export interface Way {
  /** the timestep at which it leaves the state */
  readonly t: number
  readonly value: number
}

export interface Route {
  readonly name: string
  readonly idea: string
  readonly off: boolean
  /** straight to the loss; into an equation of the same timestep (the layer above); or of the next one */
  readonly into: 'loss' | 'same' | 'next'
  readonly ways: readonly Way[]
  readonly title: (t: number, value: string) => string
}

interface Props {
  readonly T: number
  readonly k: number
  /** the timestep of a column: a layer against time is drawn in the order in which it goes */
  readonly timeOf: (column: number) => number
  readonly routes: readonly Route[]
  /** paths leave C through h; where the state is h itself, from it */
  readonly through: boolean
  /** the factor along the state into timestep t + 1, with its name */
  readonly factor: (t: number) => { readonly name?: string; readonly value: number } | undefined
  readonly full: number
  readonly fullName: string
  readonly label: string
  /** the names of the rows, where the figure is broken into pieces */
  readonly names: React.ReactNode
}

/** In units of a sixteenth of the letter height, so that the figure grows with its letters. */
const top = 62
const row = 58
const thickest = 13
/** Room before the first timestep, for the number that stands left of it. */
const before = 14

/** The middle of each row, for the names beside the figure: the state, then h, then each route. */
export const rowsOf = (through: boolean, count: number) => {
  const first = top + (through ? 2 : 1) * row
  return {
    state: top,
    hidden: through ? top + row : top,
    route: (i: number) => first + i * row,
    height: first + (count - 1) * row + 34,
  }
}

type Shown = Omit<Props, 'names' | 'label'>

/** Where everything stands, and how thick the lines are. */
function planOf({ T, k, routes, through }: Shown) {
  const roomy = T <= 24
  const w = roomy ? 188 : 64
  const counted = routes.filter((route) => !route.off)
  /** the sizes of what leaves the state at a timestep */
  const leaving = (t: number) =>
    counted.reduce((sum, { ways }) => sum + Math.abs(ways.find((way) => way.t === t)?.value ?? 0), 0)
  /** the sizes of what leaves it later */
  const beyond = new Map<number, number>()
  for (let t = T, sum = 0; t >= k; t--) {
    beyond.set(t, sum)
    sum += leaving(t)
  }
  const most = Math.max(...range(k, T).map((t) => leaving(t) + beyond.get(t)!))
  // With peepholes a path enters the output gate at the last timestep too.
  const beside = routes.some(
    ({ into, ways }) => into === 'next' && ways.some(({ t, value }) => t === T && value !== 0),
  )
  // As wide as −1.234×10⁻⁵.
  const boxWidth = roomy ? 116 : 18
  return {
    roomy,
    w,
    boxWidth,
    rows: rowsOf(through, routes.length),
    node: (t: number) => (t - 1) * w + 0.72 * w,
    gate: (t: number) => (t - 1) * w + 0.04 * w,
    leaving,
    beyond: (t: number) => beyond.get(t)!,
    thickness: (size: number) =>
      Number.isFinite(size) && most > 0 ? Math.max(1, (thickest * Math.abs(size)) / most) : 1,
    total: T * w + (beside ? 0.04 * w + boxWidth + 6 : 30),
    /** the last timestep at which something leaves the state */
    last: Math.max(k, ...routes.flatMap(({ ways }) => ways.map(({ value, t }) => (value === 0 ? k : t)))),
  }
}

const range = (from: number, to: number) =>
  Array.from({ length: Math.max(0, to - from + 1) }, (_, s) => from + s)

type Part = Shown & { readonly plan: ReturnType<typeof planOf> }

export function RouteStrip({ label, names, ...shown }: Props) {
  const box = useRef<HTMLDivElement>(null)
  const printing = usePrinting()
  const plan = planOf(shown)
  const { k, through, fullName, full } = shown
  const { w, total, rows } = plan
  const idea = through ? 'cell' : 'hidden'

  useEffect(() => {
    const pane = box.current
    const svg = pane?.firstElementChild
    if (pane && svg) pane.scrollLeft = (svg.clientWidth * (k - 1) * w) / total - 90
  }, [k, w, total])

  const drawn = (
    <>
      <Columns {...shown} plan={plan} />
      <Lane {...shown} plan={plan} />
      {shown.routes.map((route, i) => (
        <Ways key={route.name} {...shown} plan={plan} route={route} y={rows.route(i)} />
      ))}
      {through && <Down {...shown} plan={plan} />}
      <Nodes {...shown} plan={plan} />
      <text
        className={styles.whole}
        data-ref={fullName}
        data-value={fullValue(full)}
        x={plan.node(k) - 16}
        y={rows.state + 6}
      >
        {compact(full)}
      </text>
    </>
  )
  return (
    <div ref={box} className={styles.pane} tabIndex={0} role="group" aria-label={label}>
      <svg
        data-part="route-strip"
        className={styles.strip}
        data-idea={idea}
        style={{ width: `${(total + before) / 16}em`, height: `${rows.height / 16}em` }}
        viewBox={`${-before} 0 ${total + before} ${rows.height}`}
        aria-hidden="true"
      >
        {drawn}
      </svg>
      {printing && <Pieces drawn={drawn} names={names} total={total} height={rows.height} idea={idea} />}
    </div>
  )
}

/** A column for each timestep. */
const Columns = ({ T, k, timeOf, plan: { w, rows, roomy, node } }: Part) =>
  range(1, T).map((t) => (
    <g key={t} className={t < k ? styles.past : undefined}>
      <rect
        className={styles.columnGround}
        x={(t - 1) * w + 1}
        y={24}
        width={w - 2}
        height={rows.height - 26}
      />
      {(roomy || t === k || timeOf(t) % 5 === 0) && (
        <text className={styles.time} x={node(t)} y={16}>
          {`t = ${timeOf(t)}`}
        </text>
      )}
    </g>
  ))

/** The way along the state, with the factor of each timestep. */
const Lane = ({ k, factor, plan: { w, rows, roomy, node, thickness, beyond, last } }: Part) =>
  range(k, last - 1).map((t) => {
    const along = factor(t)
    return (
      <g key={t}>
        <path
          className={styles.lane}
          d={`M${node(t + 1)} ${rows.state}H${node(t)}`}
          strokeWidth={thickness(beyond(t))}
        />
        <path className={styles.head} d={`M${node(t) + 16} ${rows.state}l9 -7v14z`} />
        {along && roomy && (
          <text
            data-part="factor"
            className={styles.factor}
            data-ref={along.name}
            data-value={fullValue(along.value)}
            x={node(t) + w / 2}
            y={rows.state - 12}
          >
            × {numberText(along.value)}
          </text>
        )}
      </g>
    )
  })

/** The ways of one route, each with its amount where there is room. */
function Ways({ T, route, y, plan }: Part & { readonly route: Route; readonly y: number }) {
  const { w, rows, roomy, boxWidth, node, gate, thickness } = plan
  return route.ways
    .filter(({ value }) => value !== 0)
    .map(({ t, value }) => {
      const from = node(t)
      const left = {
        loss: from - boxWidth / 2,
        same: gate(t),
        next: t < T ? gate(t + 1) : from + 0.28 * w,
      }[route.into]
      const d = {
        loss: `M${from} ${rows.hidden}V${y - 12}`,
        same: `M${from} ${rows.hidden}Q${from} ${y},${left + boxWidth} ${y}`,
        next: `M${from} ${rows.hidden}C${from + 0.3 * w} ${rows.hidden},${left - 0.3 * w} ${y},${left} ${y}`,
      }[route.into]
      const title = <title>{route.title(t, numberText(value))}</title>
      return (
        <g
          key={t}
          data-idea={route.idea}
          data-off={route.off || undefined}
          className={route.off ? styles.off : undefined}
        >
          <path
            data-part="way"
            className={styles.way}
            d={d}
            strokeWidth={thickness(value)}
            data-sign={value < 0 ? '-' : '+'}
          >
            {title}
          </path>
          <rect
            data-part="stop"
            className={styles.stop}
            x={left}
            y={y - 12}
            width={boxWidth}
            height={24}
            rx={5}
            data-value={fullValue(value)}
          >
            {title}
          </rect>
          {roomy && (
            <text className={styles.amount} data-value={fullValue(value)} x={left + boxWidth / 2} y={y + 6}>
              {compact(value)}
            </text>
          )}
        </g>
      )
    })
}

/** From the state to the hidden state of the same timestep, where something leaves. */
const Down = ({ k, plan: { last, leaving, node, rows, thickness } }: Part) =>
  range(k, last).map((t) =>
    leaving(t) === 0 ? null : (
      <g key={t}>
        <path
          className={styles.down}
          d={`M${node(t)} ${rows.state}V${rows.hidden}`}
          strokeWidth={thickness(leaving(t))}
        />
        <circle className={styles.hiddenNode} cx={node(t)} cy={rows.hidden} r={7} />
      </g>
    ),
  )

/** The state at each timestep. */
const Nodes = ({ k, plan: { last, node, rows } }: Part) =>
  range(k, last).map((t) => (
    <circle
      key={t}
      className={t === k ? styles.target : styles.stateNode}
      cx={node(t)}
      cy={rows.state}
      r={t === k ? 10 : 6}
    />
  ))

/** What of the figure is as wide as a page, eight timesteps with their numbers. */
const pieceWidth = 1200

/** A page does not scroll: there the figure is broken into pieces, one below the other; each shows where the next begins. */
function Pieces({
  drawn,
  names,
  total,
  height,
  idea,
}: {
  readonly drawn: React.ReactNode
  readonly names: React.ReactNode
  readonly total: number
  readonly height: number
  readonly idea: string
}) {
  const pieces = Math.ceil((total - 90) / pieceWidth)
  return Array.from({ length: pieces }, (_, i) => {
    return (
      // biome-ignore lint/suspicious/noArrayIndexKey: a piece is its place
      <div key={i} className={styles.piece}>
        {names}
        <svg
          data-part="route-strip"
          className={styles.strip}
          data-idea={idea}
          viewBox={`${i * pieceWidth - 10} 0 ${pieceWidth + 100} ${height}`}
          aria-hidden="true"
        >
          {drawn}
        </svg>
      </div>
    )
  })
}
