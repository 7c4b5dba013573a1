/** A plot of which every point opens the step that it stands for: by the pointer, or by keys as a slider. */
import { type KeyboardEvent, type MouseEvent, type PointerEvent, type ReactNode, useState } from 'react'
import type { Span } from '../../figure/axis.ts'
import { Frame, type Ground } from '../../figure/Frame.tsx'
import { Sized } from '../../ui/Sized.tsx'
import type { Box } from '../../ui/useBox.ts'
import styles from './StepPlot.module.css'
import { useTexts } from './texts.ts'
import { nearest, type Picked, placeIn, type Track } from './tracks.ts'

interface Props {
  readonly x: Span
  readonly y: Span
  readonly ends?: (box: Box) => number
  /** what the plot shows, for those who do not see it */
  readonly label: string
  readonly tracks: readonly Track[]
  readonly className?: string | undefined
  readonly 'data-part'?: string
  readonly children: (ground: Ground) => ReactNode
}

/** What happens to a step that was asked for. */
type Asked = 'opening' | 'gone' | null

export function StepPlot({ x, y, ends, label, tracks, className, 'data-part': part, children }: Props) {
  const texts = useTexts().pick
  const [picked, setPicked] = useState<(Picked & { readonly kept: boolean }) | null>(null)
  const [asked, setAsked] = useState<Asked>(null)
  const at = picked && tracks[picked.track] ? inRange(picked, tracks) : null
  const open = async (of: Picked) => {
    setAsked('opening')
    const opened = await tracks[of.track]!.open(of.k)
    setAsked(opened ? null : 'gone')
  }
  const pick = (to: Picked, kept: boolean) => {
    setPicked({ ...inRange(to, tracks), kept })
    setAsked(null)
  }
  const said = at ? tracks[at.track]!.said(at.k) : ''
  const key = (event: KeyboardEvent) => {
    if (tracks.length === 0 || event.ctrlKey || event.altKey || event.metaKey) return
    const from = at ?? { track: 0, k: tracks[0]!.count - 1 }
    const to = moved(from, event, tracks)
    if (to) pick(to, true)
    else if (event.key === 'Enter') void open(from)
    else return
    event.preventDefault()
  }
  const pointer = (ground: Ground) =>
    pointing(ground, tracks, {
      pick,
      open: (of) => void open(of),
      leave: () => setPicked((now) => (now?.kept ? now : null)),
    })
  return (
    <>
      <Sized
        className={`${className} ${styles.plot}`}
        data-part={part}
        role="slider"
        tabIndex={0}
        aria-label={label}
        aria-valuemin={1}
        aria-valuemax={Math.max(1, tracks[at?.track ?? 0]?.count ?? 1)}
        aria-valuenow={(at?.k ?? 0) + 1}
        aria-valuetext={at ? texts.enter(said) : texts.idle}
        onKeyDown={key}
      >
        {(box) => (
          <Frame box={box} x={x} y={y} {...(ends && { ends: ends(box) })} on={pointer}>
            {(ground) => (
              <>
                {children(ground)}
                {at && <Mark ground={ground} track={tracks[at.track]!} k={at.k} />}
              </>
            )}
          </Frame>
        )}
      </Sized>
      <p className={styles.line} data-part="pick">
        <span role={asked ? 'status' : undefined}>{asked ? texts[asked] : at ? said : texts.idle}</span>
        {at && picked?.kept && !asked && (
          <button type="button" onClick={() => void open(at)}>
            {texts.open}
          </button>
        )}
      </p>
    </>
  )
}

/** The same pick where the tracks have grown or shrunk. */
function inRange({ track, k }: Picked, tracks: readonly Track[]): Picked {
  return { track, k: Math.max(0, Math.min(tracks[track]!.count - 1, k)) }
}

/** Where a key leads; undefined where it is none of these. */
function moved({ track, k }: Picked, { key, shiftKey }: KeyboardEvent, tracks: readonly Track[]) {
  const { count, points } = tracks[track]!
  const page = Math.max(2, Math.round(count / 10))
  // Of very many updates one pixel has several: a key goes as far as one sees.
  const far = shiftKey ? page : Math.max(1, Math.round(count / Math.max(1, 2 * points.length)))
  const by = { ArrowRight: far, ArrowLeft: -far, PageUp: page, PageDown: -page, Home: -count, End: count }[
    key
  ]
  if (by !== undefined) return { track, k: k + by }
  const next = { ArrowDown: 1, ArrowUp: -1 }[key]
  return next === undefined ? undefined : { track: (track + next + tracks.length) % tracks.length, k }
}

interface Heard {
  readonly pick: (picked: Picked, kept: boolean) => void
  readonly open: (picked: Picked) => void
  readonly leave: () => void
}

/** A mouse shows what is under it and opens it; a finger, which is less exact, keeps it, and a button opens. */
function pointing(ground: Ground, tracks: readonly Track[], { pick, open, leave }: Heard) {
  const at = ({ clientX, clientY, currentTarget }: MouseEvent<SVGSVGElement>) => {
    const { left, top } = currentTarget.getBoundingClientRect()
    return nearest(ground, tracks, clientX - left, clientY - top)
  }
  return {
    onPointerMove: (event: PointerEvent<SVGSVGElement>) => {
      const found = event.pointerType === 'mouse' && at(event)
      if (found) pick(found, false)
    },
    onPointerLeave: leave,
    onClick: (event: MouseEvent<SVGSVGElement>) => {
      const found = at(event)
      const isMouse = (event.nativeEvent as unknown as { pointerType?: string }).pointerType !== 'touch'
      if (!found) return
      pick(found, !isMouse)
      if (isMouse) open(found)
    },
  }
}

function Mark({ ground, track, k }: { readonly ground: Ground; readonly track: Track; readonly k: number }) {
  const place = placeIn(ground, track, k)
  if (!place) return null
  const [x, y] = place
  return (
    <g className={styles.mark} data-model={track.model}>
      <line x1={x} x2={x} y1={ground.top} y2={ground.bottom} />
      <circle cx={x} cy={y} r={4} />
    </g>
  )
}
