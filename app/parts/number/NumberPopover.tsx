/** The small popover of a number that was clicked: what it is, where it was written, and, for what is given, a way to change it. */
import { useEffect, useRef, useState } from 'react'
import {
  frameOf,
  fullValue,
  inUnits,
  numberOf,
  parseRef,
  scalingOf,
  summed,
  symbolMeant,
  type Trace,
} from '../../../src/index.ts'
import { Num } from '../../figure/Num.tsx'
import { SymbolName } from '../../math/Symbol.tsx'
import { useSession } from '../../state/context.ts'
import { useStore, useTrace } from '../../state/store.ts'
import { traceOf } from '../../state/trace.ts'
import { useFocusBack } from '../../ui/focus.ts'
import ui from '../../ui/ui.module.css'
import { useWords } from '../../words/words.ts'
import { InUnits } from '../equation/Units.tsx'
import { dragOf, type NumberDrag } from './dragNumber.ts'
import styles from './NumberPopover.module.css'

/** The first element of a vector or a matrix by its name. */
export function firstElement(run: Trace, name: string): string | undefined {
  return [`${name}[0]`, `${name}[0,0]`].find((each) => numberOf(run, each) !== undefined)
}

/** The frame that wrote a number; for a weight's gradient the last one that added to it. */
export function frameThatWrote(run: Trace, name: string) {
  const ref = parseRef(name)
  if (!ref) return undefined
  const t = ref.t ?? (ref.gradient ? 1 : null)
  return frameOf(run, { name: ref.name, gradient: ref.gradient, t }) ?? summed(run, ref)
}

export function NumberPopover() {
  const session = useSession()
  const words = useWords()
  const trace = useTrace()
  const asked = useStore((s) => s.asked)
  const box = useRef<HTMLDivElement>(null)

  useFocusBack(asked)
  useEffect(() => {
    if (!asked) return
    const control =
      // Enter goes to the step at once; a number that was given is there to be changed.
      box.current?.querySelector<HTMLElement>('input') ??
      box.current?.querySelector<HTMLElement>('[data-part=go]') ??
      box.current?.querySelector<HTMLElement>('button')
    control?.focus({ preventScroll: true })
  }, [asked])

  if (!asked) return null
  const ref = parseRef(asked.ref)
  const value = numberOf(trace, asked.ref)
  const whole = ref?.index.length === 0
  if (!ref || (value === undefined && !whole)) return null
  const close = () => session.setAsked(null)
  return (
    <div
      data-part="asked"
      className={styles.asked}
      ref={box}
      role="dialog"
      aria-label={asked.ref}
      data-popover=""
      style={{
        left: Math.max(8, Math.min(asked.x, innerWidth - 300)),
        top: Math.max(8, Math.min(asked.y + 12, innerHeight - 230)),
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        event.stopPropagation()
        session.giveUp()
        close()
      }}
    >
      <p className={styles.name}>
        <SymbolName trace={trace} name={symbolMeant(ref)} t={ref.t} />
        {ref.index.length > 0 && <span className={ui.hint}> [{ref.index.map((i) => i + 1).join(', ')}]</span>}
        <button
          type="button"
          className={`${ui.quiet} ${styles.close}`}
          aria-label={words.close}
          onClick={close}
        >
          ×
        </button>
      </p>
      {value !== undefined && <Value name={asked.ref} value={value} />}
      {value !== undefined && <BeforeScaling name={asked.ref} value={value} />}
      {(value !== undefined || whole) && (
        <Questions name={asked.ref} gradient={ref.gradient} scalar={!whole || value !== undefined} />
      )}
      <Whence name={asked.ref} known={value !== undefined} />
      {value !== undefined && dragOf(session, asked.ref) && (
        <Change key={asked.ref} name={asked.ref} value={value} />
      )}
    </div>
  )
}

/** A number of a column that was scaled, in the units of the file. */
function BeforeScaling({ name, value }: { readonly name: string; readonly value: number }) {
  const words = useWords()
  const experiment = useStore((s) => s.experiment)
  const ref = parseRef(name)
  const isScore = ref?.name !== 'x' && experiment.loss.kind !== 'mse'
  if (!ref || ref.gradient || ref.t === null || isScore) return null
  const scaling = scalingOf(experiment, ref.name)[ref.index[0] ?? 0]
  return (
    scaling && (
      <p data-part="units" className={ui.hint}>
        {words.inUnits} <strong>{scaling.column}</strong> <InUnits value={inUnits(value, scaling)} />
      </p>
    )
  )
}

/** The number, and what it was before the last change. */
function Value({ name, value }: { readonly name: string; readonly value: number }) {
  const session = useSession()
  const words = useWords()
  const before = useStore((s) => s.before)
  const was = before && numberOf(traceOf(before, session.get().learningRate), name)
  return (
    <p>
      = <Num value={value} name={name} />{' '}
      {was !== null && was !== undefined && was !== value && (
        <span className={ui.hint}>
          ({words.was} <Num value={was} />)
        </span>
      )}
    </p>
  )
}

/** The way to the step that wrote it, or that it is given; `known`: it is a number and no whole vector. */
function Whence({ name, known }: { readonly name: string; readonly known: boolean }) {
  const session = useSession()
  const words = useWords()
  const frame = frameThatWrote(useTrace(), name)
  if (!frame)
    return (
      <p className={ui.hint}>
        {words.given} {!known && words.givenWhole}
      </p>
    )
  return (
    <button
      type="button"
      data-part="go"
      onClick={() => {
        session.goTo(frame.index)
        session.setAsked(null)
      }}
    >
      {words.goTo}
    </button>
  )
}

/** What a number can be asked; of a whole vector its first element is. */
function Questions({
  name,
  gradient,
  scalar,
}: {
  readonly name: string
  readonly gradient: boolean
  readonly scalar: boolean
}) {
  const session = useSession()
  const words = useWords()
  const run = useTrace()
  const one = scalar ? name : firstElement(run, name)
  if (one === undefined) return null
  return (
    <p>
      <button type="button" onClick={() => session.askWhy(one)}>
        {words.askWhy}
      </button>
      {gradient && (
        <button type="button" onClick={() => session.askWhy(one, true)}>
          {words.askRight}
        </button>
      )}
    </p>
  )
}

/** A number that follows the pointer: dragged left and right, moved with the arrow keys, or typed. */
function Change({ name, value }: { readonly name: string; readonly value: number }) {
  const session = useSession()
  const words = useWords()
  const [typed, setTyped] = useState<string | null>(null)
  const from = useRef<{ x: number; drag: NumberDrag } | null>(null)
  const wrong = typed !== null && number(typed) === undefined
  // However the popover goes away, what was changed in it is one entry of the history.
  useEffect(() => session.settle, [session])

  return (
    <div className={styles.handled}>
      <label>
        {words.changeIt}
        <input
          inputMode="decimal"
          value={typed ?? fullValue(value)}
          aria-invalid={wrong}
          onChange={(event) => {
            setTyped(event.target.value)
            const next = number(event.target.value)
            if (next !== undefined) dragOf(session, name)?.put(next)
          }}
          onKeyDown={(event) => {
            const direction = { ArrowUp: 1, ArrowDown: -1 }[event.key]
            if (direction !== undefined) {
              event.preventDefault()
              setTyped(null)
              const drag = dragOf(session, name)
              drag?.put(value + direction * drag.step * (event.shiftKey ? 10 : 1))
            }
            // What is no number is told, and can be corrected.
            if (event.key === 'Enter' && !wrong) {
              session.settle()
              session.setAsked(null)
            }
          }}
          onBlur={() => {
            setTyped(null)
            if (!wrong) return session.settle()
            session.giveUp()
            session.tell(words.numberTrouble(typed), ['experiment', 'cursor', 'view'])
          }}
        />
      </label>
      <div
        data-part="handle"
        className={styles.handle}
        role="slider"
        tabIndex={-1}
        aria-label={words.changeIt}
        aria-valuenow={value}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId)
          const drag = dragOf(session, name)
          from.current = drag ? { x: event.clientX, drag } : null
        }}
        onPointerMove={(event) => {
          if (!from.current) return
          setTyped(null)
          from.current.drag.by(event.clientX - from.current.x)
        }}
        onPointerUp={() => {
          from.current = null
          session.settle()
        }}
      >
        ⟵ ⟶
      </div>
      {wrong ? <p role="alert">{words.numberTrouble(typed)}</p> : <p className={ui.hint}>{words.dragHint}</p>}
    </div>
  )
}

/** A finite number as people type it: full-width digits and a true minus sign too. */
export function number(text: string): number | undefined {
  const plain = text.normalize('NFKC').replaceAll('−', '-').trim()
  if (plain === '' || !/^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(plain)) return undefined
  const n = Number(plain)
  return Number.isFinite(n) ? n : undefined
}
