/** Norms against lag: a curve with its band for each state of each model, labelled where it ends, and a crosshair. */
import { type KeyboardEvent, type MouseEvent, type PointerEvent, useMemo } from 'react'
import { Sized } from '../ui/Sized.tsx'
import type { Box } from '../ui/useBox.ts'
import { reach, type Span } from './axis.ts'
import styles from './DecayPlot.module.css'
import { Bands, Crosshair, type Curve, Ends, Lines, nameWidth, Points, type Shown } from './decayMarks.tsx'
import { Frame, type Ground } from './Frame.tsx'

interface Props extends Shown {
  readonly log: boolean
  readonly label: string
  /** what the crosshair says, for those who hear it */
  readonly said: string
  readonly axisNames: { readonly x: string; readonly y: string; readonly ends: readonly [string, string] }
  /** the pointer shows a lag; null: it has left */
  readonly onPoint: (lag: number | null) => void
  /** a click or a key keeps a lag */
  readonly onLag: (lag: number) => void
  readonly onChoose: (id: string) => void
  readonly onOpen: (id: string, lag: number) => void
}

/** The first lag at which a curve stops being a number of its kind, and what it is there. */
export function fate(values: ArrayLike<number>): { readonly lag: number; readonly text: string } | undefined {
  for (let lag = 0; lag < values.length; lag++) {
    const value = values[lag]!
    if (Number.isNaN(value)) return { lag, text: 'NaN' }
    if (value === Number.POSITIVE_INFINITY) return { lag, text: '∞' }
    if (value === 0) return { lag, text: '0' }
  }
  return undefined
}

export function DecayPlot(props: Props) {
  const { lag, steps, curves, chosen, onLag, onChoose, onOpen } = props
  const key = (event: KeyboardEvent) => {
    const page = Math.max(2, Math.round(steps / 10))
    const outward = props.against === 'lag' ? 1 : -1
    const far = event.shiftKey ? page : 1
    const by = {
      ArrowRight: far * outward,
      ArrowLeft: -far * outward,
      Home: -steps,
      End: steps,
    }[event.key]
    const next = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (event.ctrlKey || event.altKey || event.metaKey) return
    if (by !== undefined) onLag(Math.max(0, Math.min(steps - 1, lag + by)))
    else if (next !== undefined && curves.length > 0) {
      const at = curves.findIndex(({ id }) => id === chosen)
      onChoose(curves[(at + next + curves.length) % curves.length]!.id)
    } else if (event.key === 'Enter' && chosen !== undefined) onOpen(chosen, lag)
    else return
    event.preventDefault()
  }
  return (
    <Sized
      data-part="decay-plot"
      className={styles.plot}
      tabIndex={0}
      role="slider"
      aria-label={props.label}
      aria-valuemin={0}
      aria-valuemax={steps - 1}
      aria-valuenow={lag}
      aria-valuetext={props.said}
      onKeyDown={key}
    >
      {(box) => <Drawing {...props} box={box} />}
    </Sized>
  )
}

function Drawing(props: Props & { readonly box: Box }) {
  const { curves, steps, log, against, axisNames, box } = props
  const flipped = against === 't'
  const narrow = box.width < 44 * box.em
  const names = curves.map((curve) => nameOf(curve, steps, narrow))
  const longest = Math.max(2, ...names.map((name, i) => nameWidth(name, curves[i]!.id === props.chosen)))
  const room = Math.min(((narrow ? 0.26 : 0.36) * box.width) / box.em, 3 + longest)
  const x = useMemo(
    (): Span => ({
      ...(flipped ? { low: 1, high: Math.max(2, steps) } : { low: 0, high: Math.max(1, steps - 1) }),
      whole: true,
      name: axisNames.x,
    }),
    [flipped, steps, axisNames.x],
  )
  const y = useMemo((): Span => {
    const all = function* () {
      for (const { values, low, high } of curves)
        for (const each of [values, low, high]) if (each) for (let k = 0; k < steps; k++) yield each[k] ?? 0
    }
    const [low, high] = reach(all(), log)
    return { low, high, log, round: true, name: axisNames.y }
  }, [curves, steps, log, axisNames.y])
  return (
    <Frame
      box={box}
      x={x}
      y={y}
      side={flipped ? 'right' : 'left'}
      ends={room}
      data-part="decay-drawing"
      className={styles.drawing}
      on={(ground) => pointing(props, ground)}
    >
      {(ground) => (
        <>
          <Bands {...props} ground={ground} />
          {!narrow && <Ends names={axisNames.ends} ground={ground} flipped={flipped} />}
          <Crosshair {...props} ground={ground} />
          <Lines {...props} ground={ground} names={names} room={room} />
          <Points {...props} ground={ground} />
        </>
      )}
    </Frame>
  )
}

function nameOf({ label, short, values }: Curve, steps: number, narrow: boolean): string {
  const end = fate(values)
  return `${narrow ? short : label}${end && end.lag < steps ? ` → ${end.text}` : ''}`
}

/** What the pointer does: the lag under it is shown, a click keeps it, a double click on a curve opens that. */
function pointing(props: Props, { x, y, em }: Ground) {
  const { curves, steps, against, onPoint, onLag, onChoose, onOpen } = props
  const lagAt = ({ clientX, currentTarget }: MouseEvent<SVGSVGElement>) => {
    const value = Math.round(x.valueAt(clientX - currentTarget.getBoundingClientRect().left))
    return Math.max(0, Math.min(steps - 1, against === 't' ? steps - value : value))
  }
  /** The curve next to the pointer at a lag, and how far it is. */
  const nearest = (at: number, { clientY, currentTarget }: MouseEvent<SVGSVGElement>) => {
    const height = clientY - currentTarget.getBoundingClientRect().top
    let best: { id: string; away: number } | undefined
    for (const { id, values } of curves) {
      const place = y.at(values[at]!)
      const away = place === undefined ? Number.POSITIVE_INFINITY : Math.abs(place - height)
      if (!best || away < best.away) best = { id, away }
    }
    return best
  }
  const move = (event: PointerEvent<SVGSVGElement>) => onPoint(lagAt(event))
  return {
    onPointerMove: move,
    onPointerDown: move,
    onPointerLeave: () => onPoint(null),
    onClick: (event: MouseEvent<SVGSVGElement>) => {
      const at = lagAt(event)
      const near = nearest(at, event)
      onLag(at)
      if (near) onChoose(near.id)
    },
    onDoubleClick: (event: MouseEvent<SVGSVGElement>) => {
      const at = lagAt(event)
      const near = nearest(at, event)
      if (near && near.away < 1.1 * em) onOpen(near.id, at)
    },
  }
}
