/** First, back, play, forward, last; step size; speed; and the run as a bar: forward, loss, backward (where t runs down), update. */
import { memo, useMemo, useRef } from 'react'
import { type Frame, type Grain, grainsOf } from '../../../src/index.ts'
import { useSession } from '../../state/context.ts'
import { courseOf, stopsOf } from '../../state/steps.ts'
import { useCursor, useReading, useStore, useTrace } from '../../state/store.ts'
import { useBox } from '../../ui/useBox.ts'
import { useWords, type Words } from '../../words/words.ts'
import { type CommandName, commands, keyName } from '../commands/commands.ts'
import { still } from '../number/dragNumber.ts'
import { readable } from '../strip/labels.ts'
import { goesBothWays, type Part, placedParts, stretchesOf } from './parts.ts'
import { inFull, isInWords, Stretches, sectionName } from './Stretches.tsx'
import styles from './Transport.module.css'

/** Steps are arrows with a shaft, as on their keys; the triangle plays. */
const icons: Partial<Record<CommandName, string>> = {
  first: 'M4 5v14M20 12H8m5-6-6 6 6 6',
  back: 'M20 12H5m6-6-6 6 6 6',
  play: 'M7 4l13 8-13 8z',
  forward: 'M4 12h15m-6-6 6 6-6 6',
  last: 'M20 5v14M4 12h12m-5-6 6 6-6 6',
}
const pause = 'M7 5h4v14H7zM14 5h4v14h-4z'
const speeds = [0.25, 0.5, 1, 2, 4]

export const CommandButton = memo(function CommandButton({
  name,
  icon,
  pressed,
  disabled = false,
}: {
  readonly name: CommandName
  readonly icon?: string | undefined
  readonly pressed?: boolean
  readonly disabled?: boolean
}) {
  const session = useSession()
  const words = useWords()
  const { label, keys, run } = commands[name]
  return (
    <button
      type="button"
      data-command={name}
      className={`${styles.command} ${looks[name] ?? ''}`}
      aria-label={label(words)}
      title={keys.length > 0 ? words.aside(label(words), words.list(keys.map(keyName))) : label(words)}
      aria-pressed={pressed}
      // The button stays enabled at the end of the run, so that it keeps the focus.
      aria-disabled={disabled || undefined}
      onClick={disabled ? undefined : () => run(session)}
    >
      <svg viewBox="0 0 24 24" aria-hidden="true">
        <path d={icon ?? icons[name]} />
      </svg>
    </button>
  )
})

/** Commands that look different from the others. */
const looks: Readonly<Partial<Record<CommandName, string>>> = { play: styles.play, forward: styles.forward }

/** The step size and the speed. */
const Choices = memo(function Choices() {
  const session = useSession()
  const words = useWords()
  const trace = useTrace()
  const grain = useStore((s) => s.grain)
  const speed = useStore((s) => s.speed)
  return (
    <>
      <select
        aria-label={words.grain}
        value={grain}
        onChange={(event) => session.setGrain(event.target.value as Grain)}
      >
        {grainsOf(trace.net).map((each) => (
          <option key={each} value={each}>
            {words.grains[each]}
          </option>
        ))}
      </select>
      <select
        aria-label={words.speed}
        value={speed}
        onChange={(event) => session.setSpeed(Number(event.target.value))}
      >
        {speeds.map((each) => (
          <option key={each} value={each}>
            {each}×
          </option>
        ))}
      </select>
    </>
  )
})

const Parts = memo(function Parts({
  placed,
  current,
  words,
  room,
}: {
  readonly placed: readonly Part[]
  readonly current: string
  readonly words: Words
  /** the width of the bar, in letter heights */
  readonly room: number
}) {
  const named = useMemo(() => {
    const all = placed.map(({ key, frame: { t, phase }, start, end }) => {
      return { key, t, phase, start, end, text: String(t ?? words.phases[phase]), atEnd: phase === 'update' }
    })
    const read = readable(all, room)
    const shown = all.map((part) => ({ ...part, text: read.has(part.key) ? part.text : '' }))
    const isNarrow = ({ start, end }: Mark) => (end - start) * room < narrow
    const thin = shown.filter(isNarrow)
    return [
      ...joined(thin),
      ...shown.filter((part) => !isNarrow(part)),
      ...thin.filter(({ text }) => text !== ''),
    ]
  }, [placed, words, room])
  // One of them is current; the others stay as they are.
  const marks = useMemo(() => named.map((part) => <PartMark {...part} key={part.key} />), [named])
  return (
    <span className={styles.parts}>
      {named.map((part, i) =>
        part.key === current ? <PartMark {...part} key={part.key} current /> : marks[i],
      )}
    </span>
  )
})

/** How a part of the bar is drawn. */
interface Mark extends Pick<Part, 'key' | 'start' | 'end'> {
  readonly phase: Frame['phase']
  /** its name, where there is room for it */
  readonly text: string
}

/** Parts that are narrower than this, in letter heights, cannot be told apart: those of a phase are drawn as one. */
const narrow = 0.3

/** Parts of one phase that follow one another as one, without a name. */
function joined(parts: readonly Mark[]): Mark[] {
  const all: Mark[] = []
  for (const { phase, start, end } of parts) {
    const last = all.at(-1)
    if (last?.phase === phase) all[all.length - 1] = { ...last, end }
    else all.push({ key: `all of ${phase}`, phase, start, end, text: '' })
  }
  return all
}

function PartMark({
  phase,
  text,
  start,
  end,
  current = false,
}: Omit<Mark, 'key'> & { readonly current?: boolean }) {
  return (
    <span
      data-part="part"
      className={styles.part}
      data-phase={phase}
      data-current={current}
      style={{ left: `${start * 100}%`, width: `${(end - start) * 100}%` }}
    >
      {text && <b>{text}</b>}
    </span>
  )
}

/** Where on the bar a pointer is, as a share of it. */
function shareAt({ currentTarget, clientX }: React.PointerEvent<HTMLDivElement>): number {
  const { left, width } = currentTarget.getBoundingClientRect()
  return Math.max(0, Math.min(0.999999, (clientX - left) / width))
}

export function Transport() {
  const session = useSession()
  const words = useWords()
  const trace = useTrace()
  const cursor = useCursor(trace)
  const grain = useStore((s) => s.grain)
  const playing = useStore((s) => s.playing)
  const course = courseOf(trace)
  const placed = useMemo(() => placedParts(course), [course])
  const stretches = useMemo(() => stretchesOf(course, placed), [course, placed])
  const bar = useRef<HTMLDivElement>(null)
  const pressedAt = useRef(0)
  const box = useBox(bar)
  const room = box ? box.width / box.em : 60
  const current = placed.find((part) => cursor <= part.to)!
  const share =
    current.to === current.from ? 0.5 : (cursor - current.from + 0.5) / (current.to - current.from + 1)
  const knob = current.start + share * (current.end - current.start)
  const list = stopsOf(trace, grain, useReading())
  const position = Math.max(
    0,
    list.findIndex((i) => i >= cursor),
  )

  const partAt = (x: number) => placed.find((each) => x < each.end) ?? placed.at(-1)!
  /** A press leads to the first step of the part; on the knob it takes hold of that and moves nothing. */
  function press(event: React.PointerEvent<HTMLDivElement>): void {
    event.currentTarget.setPointerCapture(event.pointerId)
    pressedAt.current = event.clientX
    if (event.target instanceof Element && event.target.closest('[data-part=knob]')) return
    const { from, to } = partAt(shareAt(event))
    session.goTo(list.find((i) => i >= from) ?? to)
  }
  /** A pointer that is moved while it presses goes step by step. */
  function move(event: React.PointerEvent<HTMLDivElement>): void {
    if (event.buttons === 0 || Math.abs(event.clientX - pressedAt.current) < still) return
    pressedAt.current = Number.NaN
    const x = shareAt(event)
    const part = partAt(x)
    const inside = (x - part.start) / (part.end - part.start)
    const wanted = part.from + Math.floor(inside * (part.to - part.from + 1))
    session.goTo(list.find((i) => i >= wanted) ?? part.to)
  }

  return (
    <footer data-part="transport" className={styles.transport} data-keys="table">
      <div data-part="buttons" className={styles.buttons}>
        <CommandButton name="first" />
        <CommandButton name="back" />
        <CommandButton name="play" icon={playing ? pause : undefined} pressed={playing} />
        <CommandButton name="forward" />
        <CommandButton name="last" />
        <Choices />
      </div>
      <div
        ref={bar}
        data-part="scrub"
        className={styles.scrub}
        role="slider"
        tabIndex={0}
        aria-label={words.scrub}
        aria-valuemin={1}
        aria-valuemax={list.length}
        aria-valuenow={position + 1}
        aria-valuetext={words.place(
          stretches.length > 0 && current.section
            ? words.list([words.phases[current.frame.phase], sectionName(current.section, words)])
            : words.phases[current.frame.phase],
          trace.frames[cursor]!.t,
          '',
          position + 1,
          list.length,
        )}
        onPointerDown={press}
        onPointerMove={move}
      >
        <Parts placed={placed} current={current.key} words={words} room={room} />
        <span data-part="knob" className={styles.knob} style={{ left: `${knob * 100}%` }} />
      </div>
      {stretches.length > 0 && <Stretches stretches={stretches} current={knob} room={room} words={words} />}
      <p className={styles.phaseNames} aria-hidden="true">
        <span data-phase="forward">{words.phases.forward} →</span>
        {/* Where the names above are short, the current one stands here in full. */}
        {current.section && stretches.length > 0 && !isInWords(stretches, room, words) && (
          <span className={styles.here}>{inFull(current.section, words)}</span>
        )}
        <span data-phase="backward">
          {/* The names above say which way each stretch of such a net goes. */}
          {goesBothWays(trace)
            ? words.phases.backward
            : `← ${words.labelled(words.phases.backward, words.backwardNote)}`}
        </span>
      </p>
    </footer>
  )
}
